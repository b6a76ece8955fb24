#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "http/asio.h"
#include "http/message.h"

namespace regie::http {

// Private to src/http: from what Beast parsed to our Request.

/// The client's own correlation id when it is a modest one, otherwise a new one.
std::string correlation_id_for(const Request& request);

/// Takes method, path, query and headers from a parsed header into `request`. Returns why the
/// request cannot be accepted, or nothing. As much of `request` as could be read is filled in
/// either way, so that the refusal speaks the client's language and can be logged.
/// The address behind a proxy that is trusted: the last one that it names, when it names one.
void take_forwarded(Request& request);

std::optional<Error> take_header(const Parser& parser, Request& request);

/// What a failure to parse means to the client.
Error error_for(const Failure& failure);

}  // namespace regie::http
