#include "access/api.h"

#include <boost/json/array.hpp>
#include <cctype>
#include <charconv>

#include "access/password.h"
#include "access/route.h"

namespace regie::access {
namespace {

namespace json = boost::json;

bool is_change(http::Method method) {
  return method != http::Method::get && method != http::Method::head;
}

/// A browser tells where a request came from. One that says nothing is no browser page.
bool from_elsewhere(const http::Request& request) {
  if (const auto site = request.header("sec-fetch-site"))
    return *site != "same-origin" && *site != "none";
  const auto origin = request.header("origin");
  const auto host = request.header("host");
  if (!origin || !host) return false;
  const auto scheme = origin->find("://");
  return scheme == std::string_view::npos || origin->substr(scheme + 3) != *host;
}

std::string described(const http::Request& request, const RouteInfo& route) {
  return std::string(http::to_text(route.method)) + " " + request.path;
}

/// What a person does with the own session; all that is left before a temporary password is
/// changed.
bool is_own_session(const RouteInfo& route) { return route.path.starts_with("/api/v1/session"); }

/// Whoever has a token only cannot change who they are, or make more tokens.
bool needs_session(const RouteInfo& route) {
  return (is_own_session(route) && is_change(route.method)) ||
         route.path.starts_with("/api/v1/tokens");
}

/// A browser sends the cookie along by itself, also for another site's page; a token it does not.
bool is_forged(const http::Request& request, const std::optional<Caller>& caller) {
  if (caller && !caller->has_session()) return false;
  if (from_elsewhere(request)) return true;
  return caller && !same_secret(request.header("x-csrf-token").value_or(""), caller->csrf_token);
}

Result<std::int64_t> version_of(const http::Request& request) {
  auto text = request.header("if-match").value_or("");
  if (text.starts_with("W/")) text.remove_prefix(2);
  if (text.size() < 3 || text.front() != '"' || text.back() != '"')
    return failure(ErrorCode::version_required);
  text = text.substr(1, text.size() - 2);
  std::int64_t version = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
    return failure(ErrorCode::version_required);
  return version;
}

std::string_view method_key(http::Method method) {
  switch (method) {
    case http::Method::post:
      return "post";
    case http::Method::put:
      return "put";
    case http::Method::del:
      return "delete";
    default:
      return "get";
  }
}

/// The problem of RFC 9457, which http writes without a described type.
json::object problem_schema() {
  const json::object text{{"type", "string"}};
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", {"type", "title", "status", "detail", "code", "correlation_id", "errors"}},
          {"properties",
           {{"type", text},
            {"title", text},
            {"status", {{"type", "integer"}}},
            {"detail", text},
            {"code", text},
            {"correlation_id", text},
            {"errors",
             {{"type", "array"},
              {"items",
               {{"type", "object"},
                {"additionalProperties", false},
                {"required", {"pointer", "code", "detail"}},
                {"properties", {{"pointer", text}, {"code", text}, {"detail", text}}}}}}}}}};
}

}  // namespace

void Api::add(RouteInfo info, json::object operation, Handler handler) {
  router_.add(info.method, info.path, routes_.size());
  routes_.push_back(std::move(info));
  operations_.push_back(std::move(operation));
  handlers_.push_back(std::move(handler));
}

std::optional<http::Response> Api::handle(const http::Request& request) {
  auto match = router_.find(request.method, request.path);
  const auto correlation = request.correlation_id;
  if (!match.number) {
    if (match.allowed.empty()) {
      if (!request.path.starts_with("/api/")) return std::nullopt;
      return http::problem({.code = ErrorCode::not_found}, request.language(), correlation);
    }
    std::string allowed;
    for (const auto method : match.allowed) {
      if (!allowed.empty()) allowed += ", ";
      allowed += http::to_text(method);
    }
    return http::problem({.code = ErrorCode::method_not_allowed}, request.language(), correlation)
        .with("Allow", allowed);
  }
  auto answered = answer(request, *match.number, std::move(match.values));
  if (answered) return std::move(*answered);
  auto response = http::problem(answered.error(), request.language(), correlation);
  if (const auto wait = answered.error().parameters.find("seconds");
      answered.error().code == ErrorCode::sign_in_throttled &&
      wait != answered.error().parameters.end())
    response.with("Retry-After", wait->second);
  return response;
}

std::optional<Caller> Api::caller_of(const http::Request& request) {
  constexpr std::string_view kBearer = "bearer ";
  const auto authorization = request.header("authorization").value_or("");
  if (folded(authorization.substr(0, kBearer.size())) == kBearer)
    return tokens_.resolve(trimmed(authorization.substr(kBearer.size())), request.remote);
  if (const auto token = request.cookie(kSessionCookie))
    return sessions_.resolve(std::string(*token), request.remote);
  return std::nullopt;
}

std::size_t Api::body_limit(const http::Request& request) const {
  const auto match = router_.find(request.method, request.path);
  return match.number ? routes_[*match.number].body_limit : RouteInfo{}.body_limit;
}

bool Api::to_file(const http::Request& request) const {
  const auto match = router_.find(request.method, request.path);
  return match.number && routes_[*match.number].to_file;
}

std::optional<Error> Api::refusal_before_body(const http::Request& request) {
  const auto match = router_.find(request.method, request.path);
  if (!match.number) return Error{.code = ErrorCode::not_found};
  auto admitted = admit(request, routes_[*match.number]);
  return admitted ? std::nullopt : std::optional(std::move(admitted.error()));
}

std::string_view Api::route_of(const http::Request& request) const {
  const auto match = router_.find(request.method, request.path);
  return match.number ? std::string_view(routes_[*match.number].path) : std::string_view{};
}

Result<std::optional<Caller>> Api::admit(const http::Request& request, const RouteInfo& route) {
  std::optional<Caller> caller;
  const bool is_public = route.permission == Permission::public_access;
  if (!is_public) {
    caller = caller_of(request);
    if (!caller) return failure(ErrorCode::not_signed_in);
  }
  if (is_change(route.method) && is_forged(request, caller)) {
    if (caller) sessions_.record_refusal(*caller, described(request, route));
    return failure(ErrorCode::forgery_suspected);
  }
  if (is_public) return caller;
  if (!caller->has_session() && needs_session(route)) {
    sessions_.record_refusal(*caller, described(request, route));
    return failure(ErrorCode::session_required);
  }
  if (caller->password_change_required && !is_own_session(route))
    return failure(ErrorCode::password_change_required);
  if (route.permission != Permission::signed_in && !caller->may(route.permission)) {
    sessions_.record_refusal(*caller, described(request, route));
    return failure(ErrorCode::forbidden);
  }
  return caller;
}

Result<http::Response> Api::answer(const http::Request& request, std::size_t number,
                                   std::vector<std::string> values) {
  const auto& route = routes_[number];
  Exchange exchange{.request = request, .path = std::move(values), .caller = {}};
  exchange.caller = TRY(admit(request, route));
  if (route.versioned) exchange.version = TRY(version_of(request));
  auto response = handlers_[number](exchange);
  if (!response) {
    if (entry(response.error().code).http_status == 403 && exchange.caller)
      sessions_.record_refusal(*exchange.caller, described(request, route));
    return response;
  }
  for (auto& [name, value] : exchange.headers) response->with(name, value);
  return response;
}

json::object Api::document(std::string_view version) const {
  json::object paths;
  for (std::size_t number = 0; number < routes_.size(); ++number) {
    auto& path = paths[routes_[number].path];
    if (!path.is_object()) path = json::object{};
    path.as_object()[method_key(routes_[number].method)] = operations_[number];
  }
  auto schemas = schemas_.schemas();
  schemas["Problem"] = problem_schema();
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "Regie"},
            {"version", version},
            {"description",
             "A hospital's control of its AI: register, funnel, access and audit trail."},
            {"license", {{"name", "EUPL-1.2"}, {"identifier", "EUPL-1.2"}}}}},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", std::move(schemas)},
            {"securitySchemes",
             {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", kSessionCookie}}},
              {"csrf", {{"type", "apiKey"}, {"in", "header"}, {"name", "X-CSRF-Token"}}},
              {"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

namespace detail {

/// Text is a string, and a spreadsheet bytes; JSON speaks for itself.
static json::object download_content(const std::vector<std::string>& types) {
  json::object content;
  for (const auto& type : types) {
    json::object schema;
    if (!type.ends_with("/json") && !type.ends_with("+json")) schema["type"] = "string";
    if (!type.starts_with("text/") && !schema.empty()) schema["format"] = "binary";
    content[type] = {{"schema", std::move(schema)}};
  }
  return content;
}

json::object response_operation(const RouteInfo& info, json::value schema,
                                std::string_view content_type) {
  json::object success{{"description", "The answer."}};
  if (!schema.is_null())
    success["content"] = {{content_type, {{"schema", std::move(schema)}}}};
  else if (content_type == "text/csv")
    success["content"] = download_content(info.content_types);
  json::object responses{
      {std::to_string(success.contains("content") ? info.status : 204), success}};
  json::array codes;
  for (const auto code : info.errors) codes.emplace_back(entry(code).id);
  responses["default"] = {
      {"description", "A problem (RFC 9457)."},
      {"content",
       {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
  json::object operation{{"operationId", info.id},
                         {"summary", info.summary},
                         {"x-permission", enum_text(info.permission)},
                         {"x-error-codes", std::move(codes)},
                         {"responses", std::move(responses)}};
  json::array parameters;
  for (std::size_t at = info.path.find('{'); at != std::string::npos;
       at = info.path.find('{', at + 1)) {
    const auto name = info.path.substr(at + 1, info.path.find('}', at) - at - 1);
    parameters.push_back(
        {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  }
  if (info.versioned)
    parameters.push_back({{"name", "If-Match"},
                          {"in", "header"},
                          {"required", true},
                          {"description", "The version that the caller saw, in double quotes."},
                          {"schema", {{"type", "string"}}}});
  operation["parameters"] = std::move(parameters);
  if (info.permission != Permission::public_access) {
    json::object scheme{{"session", json::array{}}};
    if (is_change(info.method)) scheme["csrf"] = json::array{};
    json::array ways{std::move(scheme)};
    if (!needs_session(info)) ways.push_back(json::object{{"token", json::array{}}});
    operation["security"] = std::move(ways);
  }
  return operation;
}

void add_body(json::object& operation, json::value schema) {
  operation["requestBody"] = {{"required", true},
                              {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
}

void add_upload(json::object& operation) {
  operation["requestBody"] = {
      {"required", true},
      {"content",
       {{"application/octet-stream", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}}}};
}

void add_parameter(json::object& operation, std::string_view name, json::value schema) {
  operation["parameters"].as_array().push_back(
      {{"name", name}, {"in", "query"}, {"required", false}, {"schema", std::move(schema)}});
}

Result<void> refuse_query(const std::string& text) {
  std::vector<FieldError> errors;
  const auto parameters = TRY(http::parse_query(text));
  for (const auto& [name, value] : parameters)
    errors.push_back({"/" + pointer_token(name), ErrorCode::unknown_field});
  if (errors.empty()) return {};
  return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
}

Result<json::value> read_json_body(const http::Request& request) {
  const auto type = request.header("content-type").value_or("");
  if (trimmed(type.substr(0, type.find(';'))) != "application/json")
    return failure(ErrorCode::unsupported_media_type);
  return parse_json(request.body);
}

Result<Upload> read_upload(const http::Request& request) {
  if (trimmed(request.header("content-type").value_or("")) != "application/octet-stream")
    return failure(ErrorCode::unsupported_media_type);
  return Upload{request.body};
}

Result<UploadedFile> read_uploaded_file(const http::Request& request) {
  if (trimmed(request.header("content-type").value_or("")) != "application/octet-stream")
    return failure(ErrorCode::unsupported_media_type);
  if (!request.body_file || request.body_file->size() == 0) return failure(ErrorCode::file_empty);
  return UploadedFile{request.body_file};
}

std::string disposition(const std::string& file_name) {
  std::string plain;
  std::string exact;
  for (const char c : file_name) {
    const bool simple = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                        std::string_view("._-").find(c) != std::string_view::npos;
    plain += simple || c == ' ' ? c : '_';
    exact += simple ? std::string(1, c) : '%' + hexadecimal(std::string(1, c));
  }
  auto header = "attachment; filename=\"" + plain + '"';
  if (plain != file_name) header += "; filename*=UTF-8''" + exact;
  return header;
}

http::Response json_response(int status, const json::value& value) {
  http::Response response;
  response.status = status;
  response.body = to_text(value);
  response.with("Content-Type", "application/json");
  return response;
}

}  // namespace detail
}  // namespace regie::access
