#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

#include "client.h"
#include "http/server.h"

namespace regie::http::test {

/// Holds handlers back until the test opens it.
class Gate {
 public:
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void wait_until_waiting(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

/// A running server with a handful of paths:
///   /now      answered on the I/O thread with "now"
///   /gate     answered with "through" once the gate is open
///   /throw    throws with a secret
///   /echo     answers method, path, query and body
///   anything else is answered with "hello"
class Running {
 public:
  explicit Running(ServerOptions options = {}) : server_(on_a_free_port(options), hooks()) {
    const auto started = server_.start();
    if (!started) throw std::runtime_error("cannot start: " + started.error().internal);
  }
  ~Running() { gate.open(); }

  std::uint16_t port() const { return server_.port(); }
  Server& server() { return server_; }
  Answer ask(std::string_view request) const { return test::ask(port(), request); }

  std::vector<std::string> failures() {
    const std::lock_guard lock(mutex_);
    return failures_;
  }
  /// `200 /path` for each answer.
  std::vector<std::string> log() {
    const std::lock_guard lock(mutex_);
    return log_;
  }

  Gate gate;
  std::atomic<int> handled = 0;

 private:
  static ServerOptions on_a_free_port(ServerOptions options) {
    options.port = 0;
    return options;
  }

  ServerHooks hooks() {
    return {
        .immediate = [](const Request& request) -> std::optional<Response> {
          if (request.path == "/now") return Response{.body = std::string("now")};
          return std::nullopt;
        },
        .handle = [this](const Request& request) { return handle(request); },
        .answered =
            [this](const Request& request, int status, std::int64_t) {
              const std::lock_guard lock(mutex_);
              log_.push_back(std::to_string(status) + " " + request.path);
            },
        .failed =
            [this](const Request& request, const std::string& what) {
              const std::lock_guard lock(mutex_);
              failures_.push_back(request.correlation_id + " " + what);
            },
    };
  }

  Response handle(const Request& request) {
    static constexpr std::string_view kStatic = "never copied";
    ++handled;
    if (request.path == "/gate") {
      gate.wait();
      return {.body = std::string("through")};
    }
    if (request.path == "/throw") throw std::runtime_error("secret");
    if (request.path == "/empty") return {.status = 204, .body = std::string("must not be sent")};
    if (request.path == "/static") return {.body = std::span<const char>(kStatic)};
    if (request.path == "/large") return {.body = std::string(50'000'000, 'x')};
    if (request.path == "/cached") return Response{}.with("cache-control", "max-age=60");
    if (request.path == "/split") return Response{}.with("X-Name", "a\r\nSet-Cookie: b=c");
    if (request.path == "/echo") {
      return {.body = std::string(to_text(request.method)) + " " + request.path + " " +
                      request.query + " " + request.body};
    }
    if (request.path == "/header") return {.body = std::string(*request.header("x-asked"))};
    return {.body = std::string("hello")};
  }

  std::mutex mutex_;
  std::vector<std::string> failures_;
  std::vector<std::string> log_;
  Server server_;
};

}  // namespace regie::http::test
