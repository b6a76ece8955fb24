#include "http/incoming.h"

#include <algorithm>

#include "base/id.h"
#include "base/text.h"
#include "http/percent.h"

namespace regie::http {

namespace {

Error bad(std::string why) {
  return Error{.code = ErrorCode::bad_request, .internal = std::move(why)};
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (auto& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::optional<Method> known_method(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::get;
    case beast::http::verb::head:
      return Method::head;
    case beast::http::verb::post:
      return Method::post;
    case beast::http::verb::put:
      return Method::put;
    case beast::http::verb::delete_:
      return Method::del;
    default:
      return std::nullopt;
  }
}

void take_headers(const Parser& parser, Request& request) {
  for (const auto& line : parser.get()) {
    const std::string_view value(line.value().data(), line.value().size());
    // Values end up in JSON, logs and the database, none of which hold other bytes.
    if (!is_utf8(value)) continue;
    auto name = lower({line.name_string().data(), line.name_string().size()});
    const auto [place, fresh] = request.headers.try_emplace(std::move(name), value);
    if (!fresh) place->second.append(place->first == "cookie" ? "; " : ", ").append(value);
  }
}

/// The rules of RFC 9112 on framing that Beast leaves to us; a proxy in front may read a request
/// that breaks them in another way than we do.
std::optional<Error> check_framing(const Parser& parser) {
  const auto& fields = parser.get();
  const auto count = [&](beast::http::field name) { return fields.count(name); };
  const bool old = fields.version() < 11;
  if (const auto hosts = count(beast::http::field::host); hosts > 1 || (hosts == 0 && !old)) {
    return bad("exactly one Host is needed");
  }
  if (count(beast::http::field::content_length) > 1) return bad("more than one Content-Length");
  const auto encodings = count(beast::http::field::transfer_encoding);
  if (encodings == 0) return std::nullopt;
  if (old) return bad("Transfer-Encoding in HTTP/1.0");
  if (encodings > 1 || count(beast::http::field::content_length) > 0) {
    return bad("Transfer-Encoding with another framing");
  }
  const auto encoding = fields[beast::http::field::transfer_encoding];
  if (lower({encoding.data(), encoding.size()}) != "chunked")
    return bad("unknown Transfer-Encoding");
  return std::nullopt;
}

/// The part of the target after scheme and authority, which RFC 9112 lets a client send along.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto end = target.find_first_of("/?", scheme.size());
    return end == std::string_view::npos ? std::string_view("/") : target.substr(end);
  }
  return target;
}

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto segment = path.substr(0, path.find('/'));
    if (segment == "." || segment == "..") return true;
    path.remove_prefix(segment.size());
  }
  return false;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::optional<Error> take_target(std::string_view target, Request& request) {
  target = origin_form(target);
  const auto question = target.find('?');
  const auto raw_path = target.substr(0, question);
  if (question != std::string_view::npos) request.query = target.substr(question + 1);
  if (!raw_path.starts_with('/')) return bad("target is not a path");
  if (target.find('#') != std::string_view::npos) return bad("fragment in target");
  if (std::ranges::any_of(target, is_control)) return bad("control character in target");
  // Decoded it could not be told from a separator.
  if (lower(raw_path).find("%2f") != std::string::npos) return bad("escaped slash in path");
  auto path = percent_decoded(raw_path, false);
  if (!path) return bad("path cannot be decoded");
  if (std::ranges::any_of(*path, is_control)) return bad("control character in path");
  if (has_dot_segment(*path)) return bad("dot segment in path");
  request.path = *std::move(path);
  return std::nullopt;
}

}  // namespace

std::string correlation_id_for(const Request& request) {
  const auto offered = request.header("x-correlation-id").value_or(std::string_view{});
  const bool modest =
      offered.size() >= 8 && offered.size() <= 64 && std::ranges::all_of(offered, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
      });
  return modest ? std::string(offered) : new_id(SystemClock{}.now());
}

void take_forwarded(Request& request) {
  auto named = request.header("x-forwarded-for").value_or(std::string_view{});
  named = named.substr(named.rfind(',') + 1);  // npos + 1 is the beginning
  Failure failure;
  const auto address = asio::ip::make_address(trimmed(named), failure);
  if (!failure) request.remote = address.to_string();
}

std::optional<Error> take_header(const Parser& parser, Request& request) {
  take_headers(parser, request);
  const auto method = known_method(parser.get().method());
  // First, because HEAD is answered without body also when it is refused.
  if (method) request.method = *method;
  if (auto refusal = check_framing(parser)) return refusal;
  const auto target = parser.get().target();
  if (auto refusal = take_target({target.data(), target.size()}, request)) return refusal;
  if (!method) return Error{.code = ErrorCode::method_not_allowed};
  return std::nullopt;
}

Error error_for(const Failure& failure) {
  if (failure == beast::http::error::header_limit) {
    return Error{.code = ErrorCode::header_too_large};
  }
  return bad(failure.message());
}

}  // namespace regie::http
