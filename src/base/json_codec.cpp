#include "base/json_codec.h"

#include <array>

namespace regie::codec {

namespace {

/// Which bytes cannot stand in a JSON text as they are.
constexpr auto kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) escaped[byte] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

}  // namespace

void append_quoted(std::string& json, std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  json += '"';
  for (std::size_t from = 0; from < text.size();) {
    auto at = from;
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x20 && text[at] != '"' &&
           text[at] != '\\')
      ++at;
    json.append(text, from, at - from);
    from = at + 1;
    if (at == text.size()) break;
    const char each = text[at];
    json += '\\';
    if (each == '"' || each == '\\')
      json += each;
    else if (const auto known = std::string_view("\b\f\n\r\t").find(each);
             known != std::string_view::npos)
      json += std::string_view("bfnrt")[known];
    else
      (json += "u00") += {kDigits[static_cast<unsigned char>(each) >> 4U],
                          kDigits[static_cast<unsigned char>(each) & 15U]};
  }
  json += '"';
}

void Decoder::read_scalar(const boost::json::value& from, std::string& into) {
  // PostgreSQL cannot keep a NUL in a text, and no text needs one.
  if (const auto* text = from.if_string(); text != nullptr && text->find('\0') == text->npos)
    into.assign(text->data(), text->size());
  else
    reject(ErrorCode::wrong_type, {{"expected", "string"}});
}

void Decoder::read_scalar(const boost::json::value& from, bool& into) {
  if (const auto* value = from.if_bool())
    into = *value;
  else
    reject(ErrorCode::wrong_type, {{"expected", "boolean"}});
}

void Decoder::read_scalar(const boost::json::value& from, std::int64_t& into) {
  if (const auto* value = from.if_int64())
    into = *value;
  else
    reject(ErrorCode::wrong_type, {{"expected", "integer"}});
}

void Decoder::read_scalar(const boost::json::value& from, double& into) {
  boost::json::error_code error;
  const auto value = from.to_number<double>(error);
  if (error || !std::isfinite(value))
    reject(ErrorCode::wrong_type, {{"expected", "number"}});
  else
    into = value;
}

void Decoder::read_scalar(const boost::json::value& from, Timestamp& into) {
  const auto* text = from.if_string();
  const auto value = text != nullptr ? parse_timestamp(*text) : std::nullopt;
  if (value)
    into = *value;
  else
    reject(ErrorCode::wrong_type, {{"expected", "RFC 3339"}});
}

void Decoder::read_scalar(const boost::json::value& from, Date& into) {
  const auto* text = from.if_string();
  const auto value = text != nullptr ? parse_date(*text) : std::nullopt;
  if (value)
    into = *value;
  else
    reject(ErrorCode::not_a_date);
}

}  // namespace regie::codec
