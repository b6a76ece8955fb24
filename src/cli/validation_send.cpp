#include "cli/validation_send.h"

#include <boost/json.hpp>

#include "base/json_codec.h"
#include "cli/other_regie.h"
#include "validation/views.h"

namespace regie::cli {
namespace {

Result<boost::json::value> ask(const std::string& address, const std::string& token,
                               const std::string* body) {
  return parse_json(TRY(ask_other_regie(
      {.address = address,
       .headers = {"Authorization: Bearer " + token, "Content-Type: application/json"},
       .body = body})));
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
