#include "cli/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json.hpp>

namespace regie::cli {
namespace {

spdlog::level::level_enum level_of(const std::string& name) {
  if (name == "debug") return spdlog::level::debug;
  if (name == "warning") return spdlog::level::warn;
  return name == "error" ? spdlog::level::err : spdlog::level::info;
}

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return spdlog::level::debug;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::error:
      break;
  }
  return spdlog::level::err;
}

}  // namespace

void start_log(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("regie"));
  spdlog::set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                      spdlog::pattern_time_type::utc);
  spdlog::set_level(level_of(level));
}

void log(LogLevel level, const char* event, const boost::json::object& fields) {
  const auto chosen = level_of(level);
  if (!spdlog::should_log(chosen)) return;
  boost::json::object line{{"event", event}};
  line.insert(fields.begin(), fields.end());
  const auto text = boost::json::serialize(line);
  // The pattern opens and closes the object, to put the time first.
  spdlog::log(chosen, "{}", std::string_view(text).substr(1, text.size() - 2));
}

}  // namespace regie::cli
