#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/result.h"
#include "http/message.h"

namespace regie::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 takes any free port
  /// PEM files: the certificate with its chain, and its key. Both empty: no TLS.
  std::string tls_certificate = {};
  std::string tls_key = {};
  /// Addresses of proxies: of their requests, the last address in X-Forwarded-For is `remote`.
  std::set<std::string, std::less<>> trusted_proxies = {};
  std::size_t io_threads = 1;
  std::size_t workers = 4;         ///< as many as there are database connections
  std::size_t queue_limit = 1024;  ///< requests waiting for a worker; beyond it the answer is 503
  /// Beyond it the connection that is idle longest is closed, or else the new one answered with
  /// 503.
  std::size_t connection_limit = 4096;
  std::size_t header_limit = 16 * 1024;
  std::size_t body_limit = 2 * 1024 * 1024;  ///< where the hook of this name says nothing else
  /// Of all bodies together that are being read or handled; beyond it the answer is 503.
  std::size_t bodies_limit = 256 * 1024 * 1024;
  /// Where bodies go that the hook `to_file` names, and how many bytes all of them together may be.
  std::string upload_folder = "/tmp";
  std::size_t uploads_limit = 8'000'000'000;
  // Absolute, for the whole of each phase. A late header or body is answered with 408.
  std::chrono::milliseconds header_deadline{10'000};  ///< from a request's first byte
  std::chrono::milliseconds body_deadline{30'000};
  std::chrono::milliseconds upload_deadline{3'600'000};  ///< instead, of a body that goes to a file
  std::chrono::milliseconds write_deadline{30'000};
  std::chrono::milliseconds idle_deadline{60'000};  ///< between requests on one connection
};

/// What the server does with requests and what it tells about them.
struct ServerHooks {
  /// The most bytes that the body of this request may have. Asked when the header was read, on an
  /// I/O thread: must not block.
  std::function<std::size_t(const Request&)> body_limit = {};
  /// Whether the body of this request goes to a file. Asked likewise.
  std::function<bool(const Request&)> to_file = {};
  /// Asked on a worker before a body is read that goes to a file: why it is not wanted, or nothing.
  std::function<std::optional<Error>(const Request&)> admit = {};
  /// Asked first, on an I/O thread: must not block. Nothing means: hand it to a worker.
  std::function<std::optional<Response>(const Request&)> immediate;
  /// Runs on a worker. What it throws is answered with 500 and reported through `failed`.
  std::function<Response(const Request&)> handle;
  /// As each answer is about to be sent, on an I/O thread: for the log. Refused requests hold what
  /// could be read of them. Microseconds from request read to answer made.
  std::function<void(const Request&, int status, std::int64_t microseconds)> answered;
  /// An exception escaped from a handler, or its answer cannot be sent; `what` is for the log
  /// alone.
  std::function<void(const Request&, const std::string& what)> failed;
};

/// HTTP/1.1 server, with TLS 1.2 and 1.3 when it has a certificate. Every answer carries
/// X-Correlation-Id and the security headers of its own (nosniff, no-referrer, a strict content
/// security policy, same-origin); HEAD is answered without body. Bad input is answered before the
/// connection closes: 400, 408, 413, 431, 503 as problem+json. Content-Length together with
/// Transfer-Encoding is refused with 400. Methods that Method does not name are answered with 405.
/// An idle connection is closed without a word.
class Server {
 public:
  Server(ServerOptions options, ServerHooks hooks);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds and begins to accept. Fails with port_in_use {port}, certificate_unusable {file, reason}
  /// or internal_error.
  Result<void> start();
  /// The port that is listened on.
  std::uint16_t port() const;
  /// Stops accepting, closes idle connections, lets running requests finish (for at most `grace`),
  /// and returns when all threads have ended. A handler that runs longer is waited for, and its
  /// answer dropped. May be called more than once and from any thread but the server's own.
  void stop(std::chrono::milliseconds grace = std::chrono::milliseconds{5'000});

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace regie::http
