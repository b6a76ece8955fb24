#pragma once

#include <boost/json/object.hpp>
#include <string>

namespace regie::cli {

/// Sends the log to standard error, one JSON object a line: time (UTC), level, event and what
/// belongs to it. Nothing in it names a person: no address, no path with an id, no query, no body.
void start_log(const std::string& level);

enum class LogLevel { debug, info, warning, error };

void log(LogLevel level, const char* event, const boost::json::object& fields);

}  // namespace regie::cli
