#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.h"
#include "access/session_service.h"
#include "access/token_service.h"
#include "base/json_schema.h"
#include "http/message.h"
#include "http/router.h"

namespace regie::access {

/// What every route declares about itself.
struct RouteInfo {
  http::Method method;
  std::string path;  ///< whole, with {name} for what varies
  Permission permission;
  std::string id;                      ///< operationId
  std::string summary;                 ///< one English sentence
  int status = 200;                    ///< on success
  bool versioned = false;              ///< the version that the caller saw is required in If-Match
  std::vector<ErrorCode> errors = {};  ///< expected ones beyond those that every route can give
  std::vector<std::string> content_types = {"text/csv"};  ///< of an answer that is a Download
  std::size_t body_limit = 2 * 1024 * 1024;               ///< bytes
  bool to_file = false;  ///< the body goes to a file, as an UploadedFile
};

/// One request on its way through the handler of a route.
struct Exchange {
  const http::Request& request;
  std::vector<std::string> path;  ///< values of the pattern's names
  std::optional<Caller> caller;   ///< absent only on public routes
  std::int64_t version = 0;       ///< from If-Match, on versioned routes
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< to add to the answer
};

/// The route table: what is declared here is routed, guarded, decoded, encoded and documented.
/// route.h has the typed way in.
class Api {
 public:
  using Handler = std::function<Result<http::Response>(Exchange&)>;

  Api(SessionService& sessions, TokenService& tokens) : sessions_(sessions), tokens_(tokens) {}

  void add(RouteInfo info, boost::json::object operation, Handler handler);
  codec::SchemaRegistry& schemas() { return schemas_; }

  /// Answers a request; nothing when the path is not of this table.
  std::optional<http::Response> handle(const http::Request& request);

  /// How many bytes the body of this request may have.
  std::size_t body_limit(const http::Request& request) const;
  /// Whether its body goes to a file.
  bool to_file(const http::Request& request) const;
  /// Why its body need not be sent: nobody is signed in, or may not do this. Otherwise nothing.
  std::optional<Error> refusal_before_body(const http::Request& request);
  /// The pattern of the request's route, such as /api/v1/applications/{id}: says what was asked
  /// without saying of whom. Empty for a path that is not of this table.
  std::string_view route_of(const http::Request& request) const;

  /// The OpenAPI 3.1 document.
  boost::json::object document(std::string_view version) const;

  const std::vector<RouteInfo>& routes() const { return routes_; }

 private:
  Result<http::Response> answer(const http::Request& request, std::size_t number,
                                std::vector<std::string> values);
  /// Whom the request's token or cookie stands for.
  std::optional<Caller> caller_of(const http::Request& request);
  Result<std::optional<Caller>> admit(const http::Request& request, const RouteInfo& route);

  SessionService& sessions_;
  TokenService& tokens_;
  http::Router router_;
  std::vector<RouteInfo> routes_;
  std::vector<boost::json::object> operations_;
  std::vector<Handler> handlers_;
  codec::SchemaRegistry schemas_;
};

inline constexpr std::string_view kSessionCookie = "regie_session";

}  // namespace regie::access
