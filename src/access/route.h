#pragma once

#include <concepts>
#include <utility>

#include "access/api.h"
#include "access/download.h"
#include "base/json_codec.h"
#include "http/query.h"

/// The typed way to declare a route. Included by routes.cpp files only: it carries the whole codec.
namespace regie::access {

/// No query, no body, or no content in the answer.
struct Nothing {};

/// A body that is not JSON: bytes, sent as application/octet-stream.
struct Upload {
  std::string bytes;
};

/// The same, too large for memory: a file that is gone when the handler lets go of it.
struct UploadedFile {
  std::shared_ptr<const http::BodyFile> file;
};

/// What a handler gets: decoded, checked for shape, and allowed to call this route at all.
template <class Query, class Body>
struct Call {
  Exchange& exchange;
  Query query;
  Body body;

  const Caller& caller() const { return *exchange.caller; }
  const std::string& id() const { return exchange.path.front(); }
  std::int64_t version() const { return exchange.version; }
};

namespace detail {

boost::json::object response_operation(const RouteInfo& info, boost::json::value schema,
                                       std::string_view content_type);
void add_body(boost::json::object& operation, boost::json::value schema);
void add_parameter(boost::json::object& operation, std::string_view name,
                   boost::json::value schema);
/// Refuses every parameter, for a route that has none.
Result<void> refuse_query(const std::string& text);
Result<boost::json::value> read_json_body(const http::Request& request);
void add_upload(boost::json::object& operation);
Result<Upload> read_upload(const http::Request& request);
Result<UploadedFile> read_uploaded_file(const http::Request& request);
/// A Content-Disposition that saves under this name, whatever letters it has (RFC 6266).
std::string disposition(const std::string& file_name);
http::Response json_response(int status, const boost::json::value& value);

template <class Item>
boost::json::value text_value(const std::string& text) {
  if constexpr (std::is_same_v<Item, bool>) {
    if (text == "true") return true;
    if (text == "false") return false;
  } else if constexpr (std::is_same_v<Item, std::int64_t>) {
    const auto number = parse_json(text);
    if (number && number->is_int64()) return *number;
  }
  return boost::json::value(text);
}

/// A query string as the JSON object that the codec decodes: repeated keys become lists.
template <class Query>
Result<Query> decode_query(const std::string& text) {
  const auto parameters = TRY(http::parse_query(text));
  boost::json::object object;
  for (const auto& [name, value] : parameters) {
    bool known = false;
    boost::mp11::mp_for_each<codec::Members<Query>>([&](auto member) {
      if (name != member.name) return;
      known = true;
      using Field = std::remove_cvref_t<decltype(std::declval<Query>().*member.pointer)>;
      if constexpr (codec::VectorOf<Field>::value) {
        using Item = typename codec::VectorOf<Field>::type;
        auto& list = object[name];
        if (!list.is_array()) list = boost::json::array{};
        list.as_array().push_back(text_value<Item>(value));
      } else {
        using Item = typename codec::OptionalOf<Field>::type;
        object[name] = text_value<Item>(value);
      }
    });
    if (!known) object[name] = value;
  }
  return codec::decode<Query>(object);
}

}  // namespace detail

/// Declares a route. The handler takes `const Call<Query, Body>&` and gives `Result<Answer>`.
/// An answer with a member `version` also gets it as ETag.
template <class Query, class Body, class Answer, class Handle>
void route(Api& api, RouteInfo info, Handle handle) {
  boost::json::value schema;
  if constexpr (!std::is_same_v<Answer, Nothing> && !std::is_same_v<Answer, Download>)
    schema = api.schemas().template schema_of<Answer>();
  auto operation = detail::response_operation(
      info, schema, std::is_same_v<Answer, Download> ? "text/csv" : "application/json");
  if constexpr (std::is_same_v<Body, Upload> || std::is_same_v<Body, UploadedFile>)
    detail::add_upload(operation);
  else if constexpr (!std::is_same_v<Body, Nothing>)
    detail::add_body(operation, api.schemas().template schema_of<Body>());
  if constexpr (!std::is_same_v<Query, Nothing>)
    boost::mp11::mp_for_each<codec::Members<Query>>([&](auto member) {
      using Field = std::remove_cvref_t<decltype(std::declval<Query>().*member.pointer)>;
      if constexpr (codec::OptionalOf<Field>::value)
        detail::add_parameter(
            operation, member.name,
            api.schemas().template schema_of<typename codec::OptionalOf<Field>::type>());
      else
        detail::add_parameter(operation, member.name, api.schemas().template schema_of<Field>());
    });

  info.to_file = std::is_same_v<Body, UploadedFile>;
  const int status = info.status;
  const bool is_public = info.permission == Permission::public_access;
  auto typed = [handle = std::move(handle), status,
                is_public](Exchange& exchange) -> Result<http::Response> {
    Call<Query, Body> call{exchange, {}, {}};
    if constexpr (!std::is_same_v<Query, Nothing>)
      call.query = TRY(detail::decode_query<Query>(exchange.request.query));
    else if (!is_public)
      TRY(detail::refuse_query(exchange.request.query));
    if constexpr (std::is_same_v<Body, Upload>)
      call.body = TRY(detail::read_upload(exchange.request));
    else if constexpr (std::is_same_v<Body, UploadedFile>)
      call.body = TRY(detail::read_uploaded_file(exchange.request));
    else if constexpr (!std::is_same_v<Body, Nothing>)
      call.body = TRY(codec::decode<Body>(TRY(detail::read_json_body(exchange.request))));
    http::Response response;
    if constexpr (std::is_same_v<Answer, Nothing>) {
      TRY(handle(call));
      response.status = 204;
    } else if constexpr (std::is_same_v<Answer, Download>) {
      auto download = TRY(handle(call));
      response.status = status;
      response.body = std::move(download.bytes);
      response.with("Content-Type", download.content_type)
          .with("Content-Disposition", detail::disposition(download.file_name));
    } else {
      const auto answer = TRY(handle(call));
      response = detail::json_response(status, codec::encode(answer));
      if constexpr (requires {
                      { answer.version } -> std::convertible_to<std::int64_t>;
                    })
        response.with("ETag", '"' + std::to_string(answer.version) + '"');
    }
    return response;
  };
  api.add(std::move(info), std::move(operation), std::move(typed));
}

}  // namespace regie::access
