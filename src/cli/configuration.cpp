#include "cli/configuration.h"

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

namespace regie::cli {
namespace {

constexpr std::array<const char*, 10> kNames = {
    "data",    "database",  "address",         "port",    "public_url",
    "workers", "log_level", "tls_certificate", "tls_key", "trusted_proxies"};

Error invalid(const std::string& key, const std::string& value, const std::string& reason) {
  return {.code = ErrorCode::configuration_invalid,
          .parameters = {{"key", key}, {"value", value}, {"reason", reason}}};
}

Result<std::int64_t> number(const std::string& key, const std::string& text, std::int64_t minimum,
                            std::int64_t maximum) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value < minimum ||
      value > maximum)
    return failure(invalid(key, text, std::to_string(minimum) + " - " + std::to_string(maximum)));
  return value;
}

std::set<std::string, std::less<>> parts(std::string_view list) {
  std::set<std::string, std::less<>> found;
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (auto part = trimmed(list.substr(0, comma)); !part.empty()) found.insert(std::move(part));
    list.remove_prefix(comma == list.npos ? list.size() : comma + 1);
  }
  return found;
}

}  // namespace

std::string Configuration::database_or_default() const {
  return database.empty() ? data + "/regie.sqlite" : database;
}

Result<Settings> settings_from_file(const std::string& file) {
  Settings settings;
  if (!std::filesystem::exists(file)) return settings;
  toml::table table;
  try {
    table = toml::parse_file(file);
  } catch (const toml::parse_error& error) {
    std::ostringstream reason;
    reason << error.description() << " (" << error.source().begin.line << ")";
    return failure({.code = ErrorCode::configuration_unreadable,
                    .parameters = {{"file", file}, {"reason", reason.str()}}});
  }
  const std::vector<std::string> known(kNames.begin(), kNames.end());
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(known.begin(), known.end(), name) == known.end())
      return failure(
          {.code = ErrorCode::configuration_unknown_key,
           .parameters = {{"file", file}, {"key", name}, {"known", joined(known, ", ")}}});
    if (const auto text = node.value_exact<std::string>())
      settings[name] = *text;
    else if (const auto whole = node.value_exact<std::int64_t>())
      settings[name] = std::to_string(*whole);
    else
      return failure(invalid(name, "?", "\"...\", 123"));
  }
  return settings;
}

Settings settings_from_environment() {
  Settings settings;
  for (const std::string name : kNames) {
    std::string variable = "REGIE_" + name;
    for (auto& c : variable) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (const char* value = std::getenv(variable.c_str()); value != nullptr && *value != '\0')
      settings[name] = value;
  }
  return settings;
}

Result<Configuration> configure(const Settings& command_line, const Settings& environment,
                                const Settings& file) {
  Settings all = command_line;
  all.insert(environment.begin(), environment.end());
  all.insert(file.begin(), file.end());
  Configuration configuration;
  const auto take = [&](const char* name, std::string& into) {
    if (const auto found = all.find(name); found != all.end()) into = found->second;
  };
  take("data", configuration.data);
  take("database", configuration.database);
  take("address", configuration.address);
  take("public_url", configuration.public_url);
  take("log_level", configuration.log_level);
  take("tls_certificate", configuration.tls_certificate);
  take("tls_key", configuration.tls_key);
  std::string proxies;
  take("trusted_proxies", proxies);
  configuration.trusted_proxies = parts(proxies);
  if (configuration.tls_certificate.empty() != configuration.tls_key.empty())
    return failure(invalid(configuration.tls_key.empty() ? "tls_key" : "tls_certificate", "\"\"",
                           "tls_certificate + tls_key"));
  if (const auto port = all.find("port"); port != all.end())
    configuration.port = static_cast<std::uint16_t>(TRY(number("port", port->second, 0, 65535)));
  if (const auto workers = all.find("workers"); workers != all.end())
    configuration.workers = TRY(number("workers", workers->second, 1, 64));
  if (!configuration.database.empty() && !configuration.database.starts_with("postgresql://") &&
      !configuration.database.starts_with("postgres://"))
    return failure(invalid("database", configuration.database, "postgresql://..."));
  const auto& level = configuration.log_level;
  if (level != "debug" && level != "info" && level != "warning" && level != "error")
    return failure(invalid("log_level", level, "debug, info, warning, error"));
  return configuration;
}

Language terminal_language() {
  for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("en") ? Language::en : Language::nl;
  return Language::nl;
}

}  // namespace regie::cli
