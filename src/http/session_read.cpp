#include "http/asio.h"
#include "http/incoming.h"
#include "http/session.h"

namespace regie::http {

namespace {

constexpr std::size_t kHeaderPiece = 8 * 1024;
constexpr std::size_t kBodyPiece = 64 * 1024;

/// Bodies of ordinary requests are not counted: connections are limited already.
constexpr std::size_t kCountedBody = 64 * 1024;

/// How many bytes the parser must be given to get further. No request is shorter than five bytes;
/// what is left of a chunked body never is either, and its parser asserts that it sees so many.
std::size_t least_for(const AnyParser& parser, bool whole) {
  if (!whole) return parser.got_some() ? 1 : 5;
  return parser.chunked() ? 5 : 1;
}

}  // namespace

asio::awaitable<std::optional<Error>> Session::read_request(Parser& parser, Request& request) {
  const auto& options = shared_.options;
  arm(options.header_deadline);
  parser.header_limit(static_cast<std::uint32_t>(options.header_limit));
  // Set once the header is known: until then a refusal would hide who asks, and in which language.
  parser.body_limit(boost::none);
  auto refusal = co_await feed(parser, false);
  if (refusal) co_return refusal;
  old_version_ = parser.get().version() < 11;
  may_keep_alive_ = parser.keep_alive();
  refusal = take_header(parser, request);
  if (options.trusted_proxies.contains(request.remote)) take_forwarded(request);
  if (refusal || parser.is_done()) co_return refusal;
  const bool to_file = shared_.hooks.to_file && shared_.hooks.to_file(request);
  if (to_file) co_return co_await read_to_file(parser, request);
  co_return co_await read_body(parser, request);
}

asio::awaitable<std::optional<Error>> Session::read_body(Parser& parser, Request& request) {
  const auto& options = shared_.options;
  body_limit_ = shared_.hooks.body_limit ? shared_.hooks.body_limit(request) : options.body_limit;
  if (parser.content_length().value_or(0) > body_limit_) co_return too_large();
  if (const auto most = parser.content_length().value_or(body_limit_); most > kCountedBody) {
    body_share_ = shared_.bodies.take(most);
    if (!body_share_) co_return Error{.code = ErrorCode::service_unavailable};
  }
  parser.body_limit(body_limit_);
  parser.eager(true);
  co_await begin_body(request, options.body_deadline);
  auto refusal = co_await feed(parser, true);
  if (!refusal) request.body = std::move(parser.get().body());
  co_return refusal;
}

/// Who may not send it is told so before a byte of it is kept.
asio::awaitable<std::optional<Error>> Session::read_to_file(Parser& parser, Request& request) {
  const auto& options = shared_.options;
  body_limit_ = shared_.hooks.body_limit ? shared_.hooks.body_limit(request) : options.body_limit;
  if (parser.content_length().value_or(0) > body_limit_) co_return too_large();
  body_share_ = shared_.uploads.take(parser.content_length().value_or(body_limit_));
  if (!body_share_ || !shared_.workers.claim())
    co_return Error{.code = ErrorCode::service_unavailable};
  disarm();
  auto refusal = co_await on_worker<std::optional<Error>>(
      [this, &request] { return admitted(request); });
  if (refusal) co_return refusal;
  auto file = BodyFile::create(options.upload_folder);
  if (!file) co_return Error{.code = ErrorCode::storage_full};
  FileParser filling(std::move(parser), std::move(file));
  filling.body_limit(body_limit_);
  filling.eager(true);
  co_await begin_body(request, options.upload_deadline);
  refusal = co_await feed(filling, true);
  if (!refusal) request.body_file = std::move(filling.get().body());
  co_return refusal;
}

std::optional<Error> Session::admitted(const Request& request) const {
  try {
    return shared_.hooks.admit ? shared_.hooks.admit(request) : std::nullopt;
  } catch (const std::exception& exception) {
    tell_failed(request, exception.what());
  }
  return Error{.code = ErrorCode::internal_error};
}

asio::awaitable<void> Session::begin_body(const Request& request,
                                          std::chrono::milliseconds deadline) {
  arm(deadline);
  const auto expected = request.header("expect").value_or(std::string_view{});
  if (!old_version_ && buffer_.size() == 0 && beast::iequals(expected, "100-continue")) {
    co_await send_continue();
  }
  // Beast would read 512 bytes at a time otherwise, and uploads take ten times as long.
  buffer_.reserve(kBodyPiece);
}

Error Session::too_large() const {
  return Error{.code = ErrorCode::body_too_large,
               .parameters = {{"limit", std::to_string(body_limit_)}}};
}

asio::awaitable<std::optional<Error>> Session::feed(AnyParser& parser, bool whole) {
  for (;;) {
    if (!parser.got_some()) drop_empty_lines();
    if (buffer_.size() >= least_for(parser, whole)) {
      Failure failure;
      buffer_.consume(parser.put(buffer_.data(), failure));
      if (failure == beast::http::error::body_limit) co_return too_large();
      if (failure == boost::system::errc::no_space_on_device)
        co_return Error{.code = ErrorCode::storage_full};
      if (failure && failure != beast::http::error::need_more) co_return error_for(failure);
      if (whole ? parser.is_done() : parser.is_header_done()) co_return std::nullopt;
      // Chunk extensions and trailers are the only things that the parser lets grow.
      if (whole && buffer_.size() > shared_.options.header_limit) {
        co_return Error{.code = ErrorCode::header_too_large};
      }
    }
    auto refusal = co_await fill(whole ? kBodyPiece : kHeaderPiece);
    if (!refusal) continue;
    if (!parser.got_some() && buffer_.size() == 0) gone_ = true;
    co_return refusal;
  }
}

asio::awaitable<std::optional<Error>> Session::fill(std::size_t most) {
  const auto stopped = [this]() -> std::optional<Error> {
    if (timed_out_) return Error{.code = ErrorCode::request_timeout};
    if (ending_) return Error{.code = ErrorCode::service_unavailable};
    return std::nullopt;
  };
  // The deadline may have passed while no read was pending that it could have cut.
  auto refusal = stopped();
  if (refusal) co_return refusal;
  const auto [failure, count] = co_await read_some(most);
  if (!failure) {
    buffer_.commit(count);
    co_return std::nullopt;
  }
  refusal = stopped();
  if (refusal) co_return refusal;
  if (failure != asio::error::eof) gone_ = true;
  co_return Error{.code = ErrorCode::bad_request, .internal = "closed in the midst of a request"};
}

asio::awaitable<void> Session::send_continue() {
  constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  // When it fails, so will the read that follows.
  co_await write(asio::buffer(kContinue));
}

void Session::drop_empty_lines() {
  // RFC 9112: some clients send an empty line too many after a body.
  const auto* bytes = static_cast<const char*>(buffer_.data().data());
  std::size_t count = 0;
  while (buffer_.size() - count >= 2 && bytes[count] == '\r' && bytes[count + 1] == '\n')
    count += 2;
  buffer_.consume(count);
}

}  // namespace regie::http
