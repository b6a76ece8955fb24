#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace regie::http::test {

/// An answer as it came over the wire; header names in lower case.
struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;
  std::string body;

  bool came() const { return status != 0; }
};

/// One connection to a server on this machine, with nothing between the test and the socket, so
/// that it can send what no well-behaved client would.
class Client {
 public:
  explicit Client(std::uint16_t port);
  ~Client();
  Client(Client&& other) noexcept;
  Client& operator=(Client&&) = delete;

  /// A socket whose descriptor exists already and that connects later.
  static Client unconnected();
  void connect(std::uint16_t port);

  /// False when the server closed meanwhile.
  bool send(std::string_view bytes);
  /// Sends what fits without waiting.
  bool send_some(std::string_view bytes);
  /// The next answer; its status is 0 when the connection ended before a whole one came.
  Answer answer(bool to_head = false);
  /// True when the server closes within the time, without sending more.
  bool closed_within(std::chrono::milliseconds most);
  /// What has come and belongs to no answer yet.
  std::string wait_for(std::string_view text);
  int descriptor() const { return socket_; }

 private:
  Client() = default;
  bool receive(std::chrono::steady_clock::time_point until);

  int socket_ = -1;
  std::string received_;
};

/// GET with the given lines added, each ending in CRLF.
std::string get(std::string_view path, std::string_view lines = "");
std::string post(std::string_view path, std::string_view body, std::string_view lines = "");

/// One request over a connection of its own.
Answer ask(std::uint16_t port, std::string_view request);

/// Lets the process open a few thousand descriptors; false when the system does not allow it.
bool allow_descriptors(std::size_t count);

}  // namespace regie::http::test
