#include <boost/json.hpp>

#include "http/message.h"

namespace regie::http {

namespace {

boost::json::array field_problems(const Error& error, Language language) {
  boost::json::array problems;
  problems.reserve(error.fields.size());
  for (const auto& field : error.fields) {
    problems.push_back(boost::json::object{
        {"pointer", field.pointer},
        {"code", entry(field.code).id},
        {"detail", sentence(field.code, field.parameters, language)},
    });
  }
  return problems;
}

}  // namespace

Response problem(const Error& error, Language language, std::string_view correlation_id) {
  const auto& known = entry(error.code);
  auto parameters = error.parameters;
  parameters.try_emplace("correlation", correlation_id);
  const auto detail = sentence(error.code, parameters, language);
  const boost::json::object document{
      {"type", "urn:regie:problem:" + std::string(known.id)},
      {"title", detail},
      {"status", known.http_status},
      {"detail", detail},
      {"code", known.id},
      {"correlation_id", correlation_id},
      {"errors", field_problems(error, language)},
  };
  Response response{.status = known.http_status, .headers = {}, .body = serialize(document)};
  response.with("Content-Type", "application/problem+json");
  response.with("Content-Language", language == Language::nl ? "nl" : "en");
  return response;
}

}  // namespace regie::http
