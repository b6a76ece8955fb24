#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>

#include "http/asio.h"
#include "http/body_budget.h"
#include "http/file_parser.h"
#include "http/server.h"
#include "http/session_registry.h"
#include "http/worker_pool.h"

namespace regie::http {

// Private to src/http.

/// What all sessions of one server share; outlives them.
struct Shared {
  const ServerOptions& options;
  const ServerHooks& hooks;
  SessionRegistry& sessions;
  WorkerPool& workers;
  BodyBudget bodies;
  BodyBudget uploads;
  asio::ssl::context* tls = nullptr;  ///< null: no TLS
  std::atomic<bool> ending = false;
};

/// One connection: reads requests, has them handled and writes the answers, one after the other.
/// Everything but the four public functions runs on the socket's executor, which is a strand.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Socket socket, Shared& shared);

  /// Serves until either side closes.
  void start();
  /// Answers 503 without reading, and closes.
  void refuse();

  // From any thread, while the session is in the registry:

  /// Closes when it is waiting for a request.
  void close_if_idle();
  /// Closes as soon as it has no request in hand; one that is half read is answered with 503.
  void end();
  /// Closes at once.
  void abort();

 private:
  template <class T>
  using Task = asio::awaitable<T>;
  using Steady = std::chrono::steady_clock;

  using Handling = std::function<std::optional<Response>()>;

  enum class Phase { idle, reading, handling, writing, lingering };

  void spawn(Task<void> (Session::*work)());
  Task<void> serve();
  Task<void> answer_refusal();
  Task<bool> await_request();
  Task<bool> serve_one();

  // session_read.cpp
  Task<std::optional<Error>> read_request(Parser& parser, Request& request);
  Task<std::optional<Error>> read_body(Parser& parser, Request& request);
  Task<std::optional<Error>> read_to_file(Parser& parser, Request& request);
  Task<void> begin_body(const Request& request, std::chrono::milliseconds deadline);
  Error too_large() const;
  Task<std::optional<Error>> feed(AnyParser& parser, bool whole);
  Task<std::optional<Error>> fill(std::size_t most);
  Task<void> send_continue();
  void drop_empty_lines();

  Task<bool> shake_hands();
  Task<std::tuple<Failure, std::size_t>> read_some(std::size_t most);
  template <class Buffers>
  Task<std::tuple<Failure, std::size_t>> write(const Buffers& buffers);

  Task<Response> respond(const Request& request);
  template <class Answer>
  Task<Answer> on_worker(std::function<Answer()> work);
  std::optional<Error> admitted(const Request& request) const;
  std::optional<Response> guarded(const Request& request, const Handling& work) const;
  Response refusal(const Error& error, const Request& request) const;
  Task<bool> send(const Request& request, const Response& response, bool keep_alive);
  Task<void> linger();
  void tell_answered(const Request& request, int status, Steady::time_point began) const;

  void tell_failed(const Request& request, const std::string& what) const noexcept;

  void post(void (Session::*action)());
  void arm(std::chrono::milliseconds most);
  void disarm();
  void watch();
  void cut();
  void cut_if_idle();
  void close();

  Socket socket_;
  std::optional<Secure> secure_;
  Shared& shared_;
  std::optional<SessionRegistry::Membership> membership_;
  beast::flat_buffer buffer_;
  std::string remote_;
  Phase phase_ = Phase::idle;
  bool ending_ = false;  ///< no further request after this one
  bool gone_ = false;    ///< the peer closed, or left nothing to answer
  bool old_version_ = false;
  bool may_keep_alive_ = false;                  ///< says the request in hand
  std::size_t body_limit_ = 0;                   ///< of the request in hand
  std::optional<BodyBudget::Share> body_share_;  ///< likewise

  // One timer for all phases. It is moved only when a deadline comes earlier than it would ring;
  // when it rings too early it looks again. So a busy connection hardly ever touches it.
  asio::steady_timer timer_;
  std::optional<Steady::time_point> deadline_;
  std::optional<Steady::time_point> rings_;
  bool timed_out_ = false;
};

// Either way gives the same awaitable, so no coroutine of their own is needed.

inline asio::awaitable<std::tuple<Failure, std::size_t>> Session::read_some(std::size_t most) {
  const auto into = buffer_.prepare(most);
  return secure_ ? secure_->async_read_some(into, kAsTuple)
                 : socket_.async_read_some(into, kAsTuple);
}

template <class Buffers>
asio::awaitable<std::tuple<Failure, std::size_t>> Session::write(const Buffers& buffers) {
  return secure_ ? asio::async_write(*secure_, buffers, kAsTuple)
                 : asio::async_write(socket_, buffers, kAsTuple);
}

/// The place for it must have been claimed.
template <class Answer>
inline asio::awaitable<Answer> Session::on_worker(std::function<Answer()> work) {
  const auto initiate = [this, &work](auto handler) {
    shared_.workers.submit([&work, handler = std::move(handler)]() mutable {
      auto answer = work();
      const auto executor = asio::get_associated_executor(handler);
      asio::post(executor, [handler = std::move(handler), answer = std::move(answer)]() mutable {
        std::move(handler)(std::move(answer));
      });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Answer)>(
      initiate, asio::use_awaitable);
}

}  // namespace regie::http
