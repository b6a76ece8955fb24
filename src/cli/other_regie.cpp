#include "cli/other_regie.h"

#include <curl/curl.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>

#include "base/json.h"

namespace regie::cli {
namespace {

struct Reply {
  long status = 0;
  std::size_t limit = 0;
  std::string body;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& reply = *static_cast<Reply*>(into);
  if (reply.body.size() + size * count > reply.limit) return 0;
  reply.body.append(bytes, size * count);
  return size * count;
}

Error unreachable(std::string why) {
  return {.code = ErrorCode::service_unavailable, .internal = std::move(why)};
}

/// The refusal of another Regie, as if it were our own.
Error refusal(const Reply& reply) {
  const auto known = [](std::string_view id) {
    const auto table = error_table();
    const auto found = std::ranges::find(table, id, &ErrorEntry::id);
    return found == table.end() ? ErrorCode::bad_request : found->code;
  };
  const auto body = parse_json(reply.body);
  const auto* problem = body ? body->if_object() : nullptr;
  const auto* code = problem != nullptr ? problem->if_contains("code") : nullptr;
  if (code == nullptr || !code->is_string()) return unreachable("no problem in the answer");
  Error error{.code = known(code->as_string())};
  const auto* errors = problem->if_contains("errors");
  if (errors == nullptr || !errors->is_array()) return error;
  for (const auto& each : errors->as_array()) {
    const auto* field = each.if_object();
    if (field == nullptr || !field->contains("pointer") || !field->contains("code")) continue;
    error.fields.push_back({boost::json::value_to<std::string>(field->at("pointer")),
                            known(boost::json::value_to<std::string>(field->at("code")))});
  }
  return error;
}

}  // namespace

Result<std::string> ask_other_regie(const Question& question) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 &curl_easy_cleanup);
  if (!curl) return failure(unreachable("curl cannot start"));
  Reply reply{.limit = question.largest_answer};
  curl_slist* lines = nullptr;
  for (const auto& header : question.headers) lines = curl_slist_append(lines, header.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(lines,
                                                                            &curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_URL, question.address.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, question.patience);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply);
  if (question.body != nullptr) {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, question.body->c_str());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(question.body->size()));
  }
  if (const auto done = curl_easy_perform(curl.get()); done != CURLE_OK)
    return failure(unreachable(curl_easy_strerror(done)));
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply.status);
  if (reply.status < 200 || reply.status > 299) return failure(refusal(reply));
  return std::move(reply.body);
}

}  // namespace regie::cli
