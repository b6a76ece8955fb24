#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/incoming.h"

namespace {

using regie::http::Parser;
using regie::http::Request;

void must(bool holds) {
  if (!holds) std::abort();
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// Whatever a handler is given is as http/message.h says.
void must_be_sound(const Request& request) {
  must(request.path.starts_with('/') && regie::is_utf8(request.path) && !has_control(request.path));
  for (const std::string_view segment : {"/./", "/../"})
    must(!(request.path + "/").contains(segment));
  must(!has_control(request.query));
  for (const auto& [name, value] : request.headers) {
    must(!name.empty() && regie::is_utf8(value));
    must(std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }));
  }
  if (const auto cookie = request.cookie("regie_session")) must(!cookie->contains(';'));
  (void)request.language();
  const auto correlation = regie::http::correlation_id_for(request);
  must(correlation.size() >= 8 && correlation.size() <= 64 && !has_control(correlation));
}

}  // namespace

/// A request as it comes in over the wire, in pieces: the first byte says how large they are.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t piece = data[0] + 1;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  Parser parser;
  parser.header_limit(16 * 1024);
  parser.body_limit(64 * 1024);
  parser.eager(true);
  std::size_t begin = 0;
  std::size_t end = 0;
  bool took_header = false;
  while (!parser.is_done() && end < bytes.size()) {
    end = std::min(bytes.size(), end + piece);
    // As session_read.cpp does: the parser asserts that it sees at least so many.
    if (end - begin < 5 && end < bytes.size()) continue;
    if (end - begin < 5 && (!parser.got_some() || parser.chunked())) break;
    regie::http::Failure failure;
    begin += parser.put(regie::http::asio::buffer(bytes.data() + begin, end - begin), failure);
    if (failure && failure != regie::http::beast::http::error::need_more) {
      (void)regie::http::error_for(failure);
      return 0;
    }
    if (!parser.is_header_done() || took_header) continue;
    took_header = true;
    Request request;
    if (!regie::http::take_header(parser, request)) must_be_sound(request);
  }
  if (parser.is_done()) must(parser.get().body().size() <= 64 * 1024);
  return 0;
}
