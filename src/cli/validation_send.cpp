#include "cli/validation_send.h"

#include <curl/curl.h>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>

#include "base/json_codec.h"
#include "validation/views.h"

namespace regie::cli {
namespace {

constexpr std::size_t kLargestAnswer = 64 * 1024 * 1024;
constexpr long kPatience = 120;  // seconds

struct Reply {
  long status = 0;
  std::string body;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  if (body.size() + size * count > kLargestAnswer) return 0;
  body.append(bytes, size * count);
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

Result<boost::json::value> ask(const std::string& address, const std::string& token,
                               const std::string* body) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 &curl_easy_cleanup);
  if (!curl) return failure(unreachable("curl cannot start"));
  Reply reply;
  curl_slist* lines = curl_slist_append(nullptr, ("Authorization: Bearer " + token).c_str());
  lines = curl_slist_append(lines, "Content-Type: application/json");
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(lines,
                                                                            &curl_slist_free_all);
  curl_easy_setopt(curl.get(), CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kPatience);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &take);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply.body);
  if (body != nullptr) {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body->c_str());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(body->size()));
  }
  if (const auto done = curl_easy_perform(curl.get()); done != CURLE_OK)
    return failure(unreachable(curl_easy_strerror(done)));
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply.status);
  if (reply.status < 200 || reply.status > 299) return failure(refusal(reply));
  return parse_json(reply.body);
}

bool is_code(std::string_view text) {
  return text.starts_with("APP-") && text.size() > 4 &&
         text.find_first_not_of("0123456789", 4) == std::string_view::npos;
}

bool is_id(std::string_view text) {
  return text.size() == 36 && text.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
}

/// The id of the application with this code, as that Regie lists it.
Result<std::string> id_of(const std::string& root, const ValidationAddress& to) {
  if (is_id(to.application)) return to.application;
  if (!is_code(to.application)) return failure(ErrorCode::not_found);
  const auto page =
      TRY(ask(root + "/applications?limit=50&search=" + to.application, to.token, nullptr));
  const auto* object = page.if_object();
  const auto* items = object != nullptr ? object->if_contains("items") : nullptr;
  if (items == nullptr || !items->is_array()) return failure(ErrorCode::not_found);
  for (const auto& item : items->as_array())
    if (item.is_object() && item.as_object().contains("code") &&
        item.at("code") == boost::json::string(to.application))
      return boost::json::value_to<std::string>(item.at("id"));
  return failure(ErrorCode::not_found);
}

}  // namespace

bool may_send_to(std::string_view address) {
  if (address.starts_with("https://") && address.size() > 8) return true;
  for (const std::string_view own : {"http://localhost", "http://127.0.0.1", "http://[::1]"})
    if (address.starts_with(own))
      return address.size() == own.size() || address[own.size()] == ':' ||
             address[own.size()] == '/';
  return false;
}

Result<void> send_validation(const ValidationAddress& to,
                             const validation::ValidationResult& result) {
  auto root = to.address;
  while (root.ends_with('/')) root.pop_back();
  root += "/api/v1";
  const auto id = TRY(id_of(root, to));
  const validation::NewValidation request{
      .application_version = to.version, .claims = {}, .plan = std::nullopt, .result = result};
  const auto body = codec::encode_text(request);
  TRY(ask(root + "/applications/" + id + "/validations", to.token, &body));
  return {};
}

}  // namespace regie::cli
