#include "client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace regie::http::test {

namespace {

constexpr std::chrono::seconds kPatience{10};

Answer parse_head(std::string_view head) {
  Answer answer;
  answer.status = std::stoi(std::string(head.substr(9, 3)));
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    const auto colon = line.find(": ");
    std::string name(line.substr(0, colon));
    for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    answer.headers.emplace(name, line.substr(colon + 2));
    head.remove_prefix(end + 2);
  }
  return answer;
}

}  // namespace

Client::Client(std::uint16_t port) : Client(unconnected()) { connect(port); }

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)) {}

Client Client::unconnected() {
  Client client;
  client.socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
  if (client.socket_ < 0) throw std::runtime_error("no socket");
  return client;
}

void Client::connect(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect");
  }
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool Client::send_some(std::string_view bytes) {
  return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT) > 0;
}

bool Client::receive(std::chrono::steady_clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
      until - std::chrono::steady_clock::now());
  pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
  if (::poll(&waiting, 1, std::max(0, static_cast<int>(left.count()))) <= 0) return false;
  std::array<char, 65536> piece{};
  const auto count = ::recv(socket_, piece.data(), piece.size(), 0);
  if (count <= 0) return false;
  received_.append(piece.data(), static_cast<std::size_t>(count));
  return true;
}

Answer Client::answer(bool to_head) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (received_.find("\r\n\r\n") == std::string::npos) {
    if (!receive(until)) return {};
  }
  const auto end = received_.find("\r\n\r\n");
  auto answer = parse_head(std::string_view(received_).substr(0, end + 2));
  received_.erase(0, end + 4);
  const auto length = answer.headers.find("content-length");
  if (to_head || length == answer.headers.end()) return answer;
  const auto size = std::stoul(length->second);
  while (received_.size() < size) {
    if (!receive(until)) return {};
  }
  answer.body = received_.substr(0, size);
  received_.erase(0, size);
  return answer;
}

bool Client::closed_within(std::chrono::milliseconds most) {
  pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
  if (!received_.empty()) return false;
  if (::poll(&waiting, 1, static_cast<int>(most.count())) <= 0) return false;
  char byte = 0;
  return ::recv(socket_, &byte, 1, 0) <= 0;
}

std::string Client::wait_for(std::string_view text) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (received_.find(text) == std::string::npos && receive(until)) {
  }
  return std::exchange(received_, {});
}

std::string get(std::string_view path, std::string_view lines) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(lines) +
         "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view lines) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(lines) + "\r\n" + std::string(body);
}

Answer ask(std::uint16_t port, std::string_view request) {
  Client client(port);
  client.send(request);
  return client.answer(request.starts_with("HEAD "));
}

bool allow_descriptors(std::size_t count) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= count) return true;
  limit.rlim_cur = std::min<rlim_t>(count, limit.rlim_max);
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= count;
}

}  // namespace regie::http::test
