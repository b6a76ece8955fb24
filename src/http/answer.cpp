#include "http/answer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "http/asio.h"

namespace regie::http {

namespace {

struct Header {
  std::string_view name;
  std::string_view value;
};

/// Sent with every answer unless the handler set the same one.
constexpr std::array kDefaults{
    Header{"X-Content-Type-Options", "nosniff"},
    Header{"Referrer-Policy", "no-referrer"},
    Header{"Content-Security-Policy",
           "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; "
           "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"},
    Header{"Cross-Origin-Opener-Policy", "same-origin"},
    Header{"Cross-Origin-Resource-Policy", "same-origin"},
    Header{"Cache-Control", "no-store"},
};

/// The server alone decides these.
constexpr std::array<std::string_view, 6> kOwn{
    "Connection", "Content-Length", "Date", "Server", "X-Correlation-Id", "Transfer-Encoding"};

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto lower = [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return lower(x) == lower(y);
  });
}

bool is_token(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

void append(std::string& block, std::string_view name, std::string_view value) {
  block.append(name).append(": ").append(value).append("\r\n");
}

std::string number(std::size_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

/// RFC 9110's form of the current second, made once a second on each thread.
std::string_view date() {
  thread_local std::time_t second = 0;
  thread_local std::array<char, 32> text{};
  thread_local std::size_t length = 0;
  const auto now = std::time(nullptr);
  if (now != second) {
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&now, &utc);
    // Not strftime's %a and %b: those follow the locale.
    length = std::strftime(text.data(), text.size(), "   , %d     %Y %H:%M:%S GMT", &utc);
    std::copy_n(kDays[utc.tm_wday], 3, text.begin());
    std::copy_n(kMonths[utc.tm_mon], 3, text.begin() + 8);
    second = now;
  }
  return {text.data(), length};
}

}  // namespace

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

bool is_sendable(const Response& response) {
  if (response.status < 200 || response.status > 599) return false;
  return std::ranges::all_of(response.headers, [](const auto& header) {
    const auto& [name, value] = header;
    return is_token(name) && std::ranges::none_of(value, [](char c) {
             return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
           });
  });
}

std::string header_block(const Response& response, const Envelope& envelope) {
  const auto status = static_cast<unsigned>(response.status);
  const auto reason = beast::http::obsolete_reason(beast::http::int_to_status(status));
  std::string block;
  block.reserve(1024);
  block.append("HTTP/1.1 ").append(number(status)).append(" ");
  block.append(reason.data(), reason.size()).append("\r\n");
  append(block, "Date", date());
  append(block, "X-Correlation-Id", envelope.correlation_id);
  if (envelope.secure) append(block, "Strict-Transport-Security", "max-age=31536000");
  for (const auto& [name, value] : kDefaults) {
    const auto set = [&](const auto& header) { return same_name(header.first, name); };
    if (std::ranges::none_of(response.headers, set)) append(block, name, value);
  }
  for (const auto& [name, value] : response.headers) {
    const auto same = [&](std::string_view own) { return same_name(own, name); };
    if (std::ranges::none_of(kOwn, same)) append(block, name, value);
  }
  if (has_body(response.status)) append(block, "Content-Length", number(response.text().size()));
  if (!envelope.keep_alive) append(block, "Connection", "close");
  if (envelope.keep_alive && envelope.old_version) append(block, "Connection", "keep-alive");
  block.append("\r\n");
  return block;
}

}  // namespace regie::http
