#include "base/json_codec.h"

namespace regie::codec {

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
