#include "portfolio/json_rows.h"

#include <boost/json/object.hpp>

#include "base/json_codec.h"

namespace regie::portfolio {
namespace {

namespace json = boost::json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kCode = "/code";
constexpr std::string_view kRecord = "/record";
constexpr std::string_view kReasons = "reasons";  ///< what `rejected` adds

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  return bytes;
}

/// Fields of the record are known without the record's own name.
std::string field_pointer(std::string pointer) {
  if (pointer.starts_with(kRecord)) pointer.erase(0, kRecord.size());
  return pointer;
}

}  // namespace

bool looks_like_json(std::string_view bytes) {
  constexpr std::string_view kBlank = " \t\r\n";
  bytes = without_mark(bytes);
  const auto first = bytes.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return false;
  const auto second = bytes.find_first_not_of(kBlank, first + 1);
  const char next = second == std::string_view::npos ? '\0' : bytes[second];
  return (bytes[first] == '[' && (next == '{' || next == ']')) ||
         (bytes[first] == '{' && (next == '"' || next == '}'));
}

Result<JsonRows> JsonRows::read(const Exchange& exchange, const content::Library& library,
                                std::string_view bytes, std::size_t most) {
  auto document = TRY(parse_json(without_mark(bytes)));
  auto* elements = document.if_array();
  if (elements == nullptr)
    return failure({.code = ErrorCode::wrong_type, .parameters = {{"expected", "array"}}});
  if (elements->size() > most)
    return failure(
        {.code = ErrorCode::table_too_many_rows, .parameters = {{"limit", std::to_string(most)}}});
  JsonRows rows(exchange, library);
  rows.elements_ = std::move(*elements);
  return rows;
}

std::string JsonRows::text(std::size_t row, std::string_view pointer) const {
  json::error_code error;
  const auto* value = elements_[row].find_pointer(
      (pointer == kCode ? "" : std::string(kRecord)) + std::string(pointer), error);
  const auto* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string() : trimmed({text->data(), text->size()});
}

RowFault JsonRows::place(std::string_view pointer, CellFault fault) const {
  return {std::nullopt, std::string(pointer), std::move(fault)};
}

std::vector<RowFault> JsonRows::fill(std::size_t row, RegisterRow& into) const {
  auto said = elements_[row];
  if (auto* object = said.if_object()) object->erase(kReasons);
  // Objects only: anything else would replace the whole row, and is refused as it is.
  auto decoded =
      codec::decode<RegisterRow>(said.is_object() ? merged(codec::encode(into), said) : said);
  std::vector<RowFault> faults;
  if (!decoded) {
    for (auto& error : decoded.error().fields)
      faults.push_back(place(field_pointer(std::move(error.pointer)),
                             {error.code, std::move(error.parameters)}));
    return faults;
  }
  if (!decoded->code) decoded->code = into.code;
  if (!decoded->phase) decoded->phase = into.phase;
  into = std::move(*decoded);
  if (into.code) into.code = trimmed(*into.code);
  resolve(into.record, faults);
  return faults;
}

/// Departments and accounts must be of this organisation. Departments may also be named.
void JsonRows::resolve(ApplicationRecord& record, std::vector<RowFault>& faults) const {
  const auto* departments = exchange_.vocabulary().list("departments");
  const auto find = [&](std::string& department, const std::string& pointer) {
    if (departments == nullptr || departments->find(department, department))
      faults.push_back(place(pointer, {ErrorCode::unknown_reference}));
  };
  for (std::size_t index = 0; index < record.kind.departments.size(); ++index)
    find(record.kind.departments[index], "/kind/departments/" + std::to_string(index));
  for (std::size_t index = 0; index < record.deployments.size(); ++index)
    find(record.deployments[index].department,
         "/deployments/" + std::to_string(index) + "/department");
  const std::pair<const std::optional<Person>*, const char*> persons[] = {
      {&record.people.accountable_owner, "/people/accountable_owner/account_id"},
      {&record.people.clinical_owner, "/people/clinical_owner/account_id"},
      {&record.people.technical_owner, "/people/technical_owner/account_id"},
      {&record.people.oversight, "/people/oversight/account_id"}};
  for (const auto& [person, pointer] : persons)
    if (*person && (*person)->account_id &&
        !exchange_.vocabulary().knows_account(*(*person)->account_id))
      faults.push_back(place(pointer, {ErrorCode::unknown_reference}));
}

RejectedFile JsonRows::rejected(const std::vector<RejectedRow>& rows) const {
  json::array elements;
  for (const auto& [row, reasons] : rows) {
    auto element = elements_[row];
    if (auto* object = element.if_object())
      (*object)[kReasons] = json::array(reasons.begin(), reasons.end());
    elements.push_back(std::move(element));
  }
  return {.name = ".json", .content_type = "application/json", .content = to_text(elements)};
}

}  // namespace regie::portfolio
