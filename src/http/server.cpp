#include "http/server.h"

#include <mutex>
#include <thread>
#include <vector>

#include "http/session.h"

namespace regie::http {

namespace {

/// How many connections beyond the limit are told so; further ones are closed without a word.
constexpr std::size_t kTold = 64;
/// The wait after a failed accept, which fails again at once while descriptors or memory are short.
constexpr std::chrono::milliseconds kPause{20};

Error cannot_listen(const ServerOptions& options, const Failure& failure) {
  if (failure == asio::error::address_in_use) {
    return Error{.code = ErrorCode::port_in_use,
                 .parameters = {{"port", std::to_string(options.port)}}};
  }
  return Error{.code = ErrorCode::internal_error,
               .internal = "cannot listen on " + options.address + " port " +
                           std::to_string(options.port) + ": " + failure.message()};
}

}  // namespace

class Server::Implementation {
 public:
  Implementation(ServerOptions options, ServerHooks hooks)
      : options_(std::move(options)),
        hooks_(std::move(hooks)),
        io_(static_cast<int>(options_.io_threads)),
        acceptor_(asio::make_strand(io_)),
        workers_(options_.queue_limit),
        shared_{options_, hooks_, sessions_, workers_, BodyBudget(options_.bodies_limit),
                BodyBudget(options_.uploads_limit)} {}
  ~Implementation() { stop(std::chrono::milliseconds{0}); }

  Result<void> start();
  std::uint16_t port() const { return port_; }
  void stop(std::chrono::milliseconds grace);

 private:
  Result<void> load_certificate();
  Failure listen();
  asio::awaitable<void> accept();
  void welcome(Socket socket);
  void run();

  // In this order: what comes later holds on to what comes earlier until it is destroyed, and tasks
  // that still wait for a worker hold sessions.
  const ServerOptions options_;
  const ServerHooks hooks_;
  std::optional<asio::ssl::context> tls_;
  SessionRegistry sessions_;
  asio::io_context io_;
  asio::ip::tcp::acceptor acceptor_;
  WorkerPool workers_;
  Shared shared_;

  std::uint16_t port_ = 0;
  std::mutex stopping_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

Result<void> Server::Implementation::load_certificate() {
  if (options_.tls_certificate.empty() && options_.tls_key.empty()) return {};
  using Context = asio::ssl::context;
  tls_.emplace(Context::tls_server);
  tls_->set_options(Context::default_workarounds | Context::no_sslv2 | Context::no_sslv3 |
                    Context::no_tlsv1 | Context::no_tlsv1_1);
  const auto unusable = [](const std::string& file, const Failure& reason) {
    return failure({.code = ErrorCode::certificate_unusable,
                    .parameters = {{"file", file}, {"reason", reason.message()}}});
  };
  Failure reason;
  tls_->use_certificate_chain_file(options_.tls_certificate, reason);
  if (reason) return unusable(options_.tls_certificate, reason);
  // Refuses a key that is not the certificate's, too.
  tls_->use_private_key_file(options_.tls_key, Context::pem, reason);
  if (reason) return unusable(options_.tls_key, reason);
  shared_.tls = &*tls_;
  return {};
}

Result<void> Server::Implementation::start() {
  TRY(load_certificate());
  if (const auto problem = listen()) return failure(cannot_listen(options_, problem));
  workers_.start(options_.workers);
  asio::co_spawn(acceptor_.get_executor(), accept(), asio::detached);
  for (std::size_t i = 0; i < options_.io_threads; ++i) threads_.emplace_back([this] { run(); });
  return {};
}

Failure Server::Implementation::listen() {
  Failure failure;
  asio::ip::tcp::resolver resolver(io_);
  const auto found = resolver.resolve(options_.address, std::to_string(options_.port),
                                      asio::ip::tcp::resolver::passive, failure);
  if (failure) return failure;
  const auto endpoint = found.begin()->endpoint();
  acceptor_.open(endpoint.protocol(), failure);
  if (!failure) acceptor_.set_option(asio::socket_base::reuse_address(true), failure);
  if (!failure) acceptor_.bind(endpoint, failure);
  if (!failure) acceptor_.listen(asio::socket_base::max_listen_connections, failure);
  if (!failure) port_ = acceptor_.local_endpoint(failure).port();
  if (!failure) return failure;
  Failure ignored;
  acceptor_.close(ignored);
  return failure;
}

asio::awaitable<void> Server::Implementation::accept() {
  asio::steady_timer pause(acceptor_.get_executor());
  while (acceptor_.is_open()) {
    auto [failure, socket] = co_await acceptor_.async_accept(asio::make_strand(io_), kAsTuple);
    if (!failure) {
      welcome(std::move(socket));
    } else if (failure == asio::error::operation_aborted) {
      co_return;
    } else if (failure != asio::error::connection_aborted) {
      // Short of descriptors it fails also when no one knocks. Once someone does, room may come
      // from a connection that is not in use.
      co_await acceptor_.async_wait(asio::socket_base::wait_read, kAsTuple);
      sessions_.close_oldest_idle();
      pause.expires_after(kPause);
      co_await pause.async_wait(kAsTuple);
    }
  }
}

void Server::Implementation::welcome(Socket socket) {
  try {
    const auto open = sessions_.size();
    const bool room = open < options_.connection_limit || sessions_.close_oldest_idle();
    if (!room && open >= options_.connection_limit + kTold) return;
    const auto session = std::make_shared<Session>(std::move(socket), shared_);
    if (room) {
      session->start();
    } else {
      session->refuse();
    }
  } catch (const std::exception& exception) {
    if (hooks_.failed) hooks_.failed(Request{}, exception.what());
  }
}

void Server::Implementation::run() {
  for (;;) {
    try {
      io_.run();
      return;
    } catch (const std::exception& exception) {
      if (hooks_.failed) hooks_.failed(Request{}, exception.what());
    }
  }
}

void Server::Implementation::stop(std::chrono::milliseconds grace) {
  const std::lock_guard lock(stopping_);
  if (stopped_) return;
  stopped_ = true;
  shared_.ending = true;
  const auto close = [this] {
    Failure ignored;
    acceptor_.close(ignored);
  };
  if (!threads_.empty()) {
    asio::post(acceptor_.get_executor(), close);
    sessions_.end_all();
    if (!sessions_.wait_until_empty(grace)) sessions_.abort_all();
  }
  workers_.finish();
  io_.stop();
  for (auto& thread : threads_) thread.join();
  // The I/O thread may have ended before it came to this.
  close();
}

Server::Server(ServerOptions options, ServerHooks hooks)
    : implementation_(std::make_unique<Implementation>(std::move(options), std::move(hooks))) {}
Server::~Server() = default;

Result<void> Server::start() { return implementation_->start(); }
std::uint16_t Server::port() const { return implementation_->port(); }
void Server::stop(std::chrono::milliseconds grace) { implementation_->stop(grace); }

}  // namespace regie::http
