#include "http/session.h"

#include "http/answer.h"
#include "http/incoming.h"

namespace regie::http {

namespace {

/// How long and how much we still read from a client after the last answer. When we close while it
/// is sending, its system throws away the answer that it has not read yet.
constexpr std::chrono::milliseconds kLinger{2'000};
constexpr std::chrono::milliseconds kLingerAtEnd{200};
constexpr std::size_t kLingerBytes = 64 * 1024 * 1024;
constexpr std::size_t kLingerPiece = 64 * 1024;

/// For the beginning of a request over TLS: what an idle connection holds.
constexpr std::size_t kFirstPiece = 2 * 1024;

constexpr const char* kUnknownException = "an exception of unknown type";

std::string address_of(const Socket& socket) {
  Failure failure;
  auto address = socket.remote_endpoint(failure).address();
  if (failure) return {};
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  return address.to_string();
}

}  // namespace

Session::Session(Socket socket, Shared& shared)
    : socket_(std::move(socket)),
      shared_(shared),
      remote_(address_of(socket_)),
      timer_(socket_.get_executor()) {
  Failure ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  if (shared_.tls != nullptr) secure_.emplace(socket_, *shared_.tls);
}

void Session::start() { spawn(&Session::serve); }
void Session::refuse() { spawn(&Session::answer_refusal); }

void Session::spawn(Task<void> (Session::*work)()) {
  membership_.emplace(shared_.sessions, *this);
  const auto finished = [self = shared_from_this()](const std::exception_ptr& thrown) {
    self->close();
    self->membership_.reset();
    if (!thrown) return;
    try {
      std::rethrow_exception(thrown);
    } catch (const std::exception& exception) {
      self->tell_failed(Request{.remote = self->remote_}, exception.what());
    } catch (...) {
      self->tell_failed(Request{.remote = self->remote_}, kUnknownException);
    }
  };
  asio::co_spawn(
      socket_.get_executor(), [self = shared_from_this(), work] { return (self.get()->*work)(); },
      finished);
}

asio::awaitable<void> Session::serve() {
  if (secure_ && !co_await shake_hands()) co_return;
  while (co_await await_request()) {
    const bool another = co_await serve_one();
    if (!another) co_return;
  }
}

asio::awaitable<bool> Session::shake_hands() {
  phase_ = Phase::reading;
  membership_->busy();
  arm(shared_.options.header_deadline);
  const auto [failure] = co_await secure_->async_handshake(Secure::server, kAsTuple);
  co_return !failure;
}

asio::awaitable<void> Session::answer_refusal() {
  membership_->busy();
  if (secure_) co_return;  // a handshake is work that there is no room for
  const auto began = Steady::now();
  Request request{.remote = remote_};
  request.correlation_id = correlation_id_for(request);
  const auto response = refusal(Error{.code = ErrorCode::service_unavailable}, request);
  tell_answered(request, response.status, began);
  if (co_await send(request, response, false)) co_await linger();
}

asio::awaitable<bool> Session::await_request() {
  if (ending_ || shared_.ending) co_return false;
  if (buffer_.size() > 0) co_return true;
  // A thousand idle connections hold no buffers.
  buffer_.shrink_to_fit();
  phase_ = Phase::idle;
  membership_->idle();
  arm(shared_.options.idle_deadline);
  Failure failure;
  if (secure_) {
    // What was decrypted already no longer shows on the socket, so one cannot wait on that.
    std::size_t count = 0;
    std::tie(failure, count) = co_await read_some(kFirstPiece);
    buffer_.commit(count);
  } else {
    std::tie(failure) = co_await socket_.async_wait(Socket::wait_read, kAsTuple);
  }
  membership_->busy();
  co_return !failure && !ending_ && !timed_out_;
}

asio::awaitable<bool> Session::serve_one() {
  phase_ = Phase::reading;
  Request request{.remote = remote_};
  Parser parser;
  const auto refused = co_await read_request(parser, request);
  if (gone_) co_return false;
  const auto began = Steady::now();
  request.correlation_id = correlation_id_for(request);
  Response response;
  if (refused) {
    response = refusal(*refused, request);
  } else {
    response = co_await respond(request);
  }
  tell_answered(request, response.status, began);
  const bool keep_alive = !refused && !ending_ && may_keep_alive_;
  body_share_.reset();
  const bool sent = co_await send(request, response, keep_alive);
  if (sent && !keep_alive) co_await linger();
  co_return sent&& keep_alive;
}

asio::awaitable<Response> Session::respond(const Request& request) {
  phase_ = Phase::handling;
  disarm();
  if (shared_.hooks.immediate) {
    auto response = guarded(request, [&] { return shared_.hooks.immediate(request); });
    if (response) co_return *std::move(response);
  }
  if (!shared_.workers.claim()) {
    co_return refusal(Error{.code = ErrorCode::service_unavailable}, request);
  }
  co_return co_await on_worker<Response>([this, &request] {
    return *guarded(request, [&] { return shared_.hooks.handle(request); });
  });
}


std::optional<Response> Session::guarded(const Request& request, const Handling& work) const {
  try {
    auto response = work();
    if (!response || is_sendable(*response)) return response;
    tell_failed(request, "the handler's status or a header cannot be sent");
  } catch (const std::exception& exception) {
    tell_failed(request, exception.what());
  } catch (...) {
    tell_failed(request, kUnknownException);
  }
  return refusal(Error{.code = ErrorCode::internal_error}, request);
}

Response Session::refusal(const Error& error, const Request& request) const {
  auto response = problem(error, request.language(), request.correlation_id);
  if (error.code == ErrorCode::method_not_allowed) {
    response.with("Allow", "GET, HEAD, POST, PUT, DELETE");
  }
  if (error.code == ErrorCode::service_unavailable) response.with("Retry-After", "1");
  return response;
}

asio::awaitable<bool> Session::send(const Request& request, const Response& response,
                                    bool keep_alive) {
  phase_ = Phase::writing;
  arm(shared_.options.write_deadline);
  const auto head = header_block(response, {.correlation_id = request.correlation_id,
                                            .keep_alive = keep_alive,
                                            .old_version = old_version_,
                                            .secure = secure_.has_value()});
  const bool bodiless = request.method == Method::head || !has_body(response.status);
  const auto body = bodiless ? std::string_view{} : response.text();
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
  const auto [failure, count] = co_await write(parts);
  co_return !failure;
}

asio::awaitable<void> Session::linger() {
  phase_ = Phase::lingering;
  arm(ending_ ? kLingerAtEnd : kLinger);
  // Says that the answer is whole; it fails at once when the client is still sending.
  if (secure_) co_await secure_->async_shutdown(kAsTuple);
  Failure ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  buffer_.clear();
  for (std::size_t total = 0; total < kLingerBytes && !timed_out_;) {
    const auto [failure, count] =
        co_await socket_.async_read_some(buffer_.prepare(kLingerPiece), kAsTuple);
    if (failure) co_return;
    total += count;
  }
}

void Session::tell_answered(const Request& request, int status, Steady::time_point began) const {
  if (!shared_.hooks.answered) return;
  const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - began);
  shared_.hooks.answered(request, status, passed.count());
}

void Session::tell_failed(const Request& request, const std::string& what) const noexcept {
  try {
    if (shared_.hooks.failed) shared_.hooks.failed(request, what);
  } catch (...) {
    // There is no one left to tell, and the answer matters more.
  }
}

void Session::close_if_idle() { post(&Session::cut_if_idle); }
void Session::end() { post(&Session::cut); }
void Session::abort() { post(&Session::close); }

void Session::post(void (Session::*action)()) {
  // The registry may name a session that is being destroyed.
  if (const auto self = weak_from_this().lock()) {
    asio::post(socket_.get_executor(), [self, action] { (self.get()->*action)(); });
  }
}

void Session::cut_if_idle() {
  // A request may have come since the registry looked; it is not thrown away.
  Failure ignored;
  if (phase_ == Phase::idle && socket_.available(ignored) == 0) cut();
}

void Session::cut() {
  ending_ = true;
  if (phase_ == Phase::lingering) timed_out_ = true;
  if (phase_ == Phase::handling || phase_ == Phase::writing) return;
  Failure ignored;
  socket_.cancel(ignored);
}

void Session::close() {
  gone_ = true;
  disarm();
  timer_.cancel();
  Failure ignored;
  socket_.close(ignored);
}

void Session::arm(std::chrono::milliseconds most) {
  timed_out_ = false;
  deadline_ = Steady::now() + most;
  if (!rings_ || *rings_ > *deadline_) watch();
}

void Session::disarm() { deadline_.reset(); }

void Session::watch() {
  rings_ = deadline_;
  timer_.expires_at(*rings_);
  timer_.async_wait([self = shared_from_this()](const Failure& failure) {
    if (failure || !self->rings_ || Steady::now() < *self->rings_) return;
    self->rings_.reset();
    if (!self->deadline_) return;
    if (Steady::now() < *self->deadline_) return self->watch();
    self->timed_out_ = true;
    Failure ignored;
    if (self->phase_ == Phase::writing) {
      self->socket_.close(ignored);
    } else {
      self->socket_.cancel(ignored);
    }
  });
}

}  // namespace regie::http
