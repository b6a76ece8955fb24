#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "http/message.h"

namespace regie::http {

// Private to src/http: the answer's bytes on the wire.

struct Envelope {
  std::string_view correlation_id;
  bool keep_alive = false;
  bool old_version =
      false;            ///< the client spoke HTTP/1.0, and must be told when we keep the connection
  bool secure = false;  ///< over TLS
};

/// Status line and headers, up to and including the empty line. The body follows as it is, unless
/// the method is HEAD or has_body() is false.
std::string header_block(const Response& response, const Envelope& envelope);

/// False for the statuses that HTTP gives no body.
bool has_body(int status);

/// True when status and headers can be sent: a line break inside a header would let its content
/// pose as another header.
bool is_sendable(const Response& response);

}  // namespace regie::http
