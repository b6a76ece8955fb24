#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/result.h"
#include "base/text.h"

namespace regie::cli {

/// How Regie runs here. Each setting comes from the command line, else the environment, else
/// regie.toml, else from what stands below.
struct Configuration {
  std::string data = "data";  ///< folder for the SQLite file and the keys
  std::string database;       ///< postgresql:// address; empty: SQLite in the data folder
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string public_url;  ///< what people type; https here makes cookies secure
  std::set<std::string, std::less<>> trusted_proxies;  ///< addresses; see http/server.h
  std::int64_t workers = 4;  ///< requests at a time, and database connections
  std::string log_level = "info";
  std::string tls_certificate;  ///< PEM file; empty: no TLS in the program itself
  std::string tls_key;          ///< PEM file

  std::string database_or_default() const;
  std::string audit_key_file() const { return data + "/audit.key"; }
  bool has_tls() const { return !tls_certificate.empty(); }
  bool secure_cookies() const { return has_tls() || public_url.starts_with("https://"); }
};

/// Settings by name, as texts, from one of the three places.
using Settings = std::map<std::string, std::string>;

/// Reads a regie.toml. Fails with configuration_unreadable or configuration_unknown_key.
Result<Settings> settings_from_file(const std::string& file);
/// REGIE_DATA, REGIE_DATABASE, REGIE_ADDRESS, REGIE_PORT, REGIE_PUBLIC_URL, REGIE_WORKERS,
/// REGIE_LOG_LEVEL, REGIE_TLS_CERTIFICATE, REGIE_TLS_KEY, REGIE_TRUSTED_PROXIES.
Settings settings_from_environment();

/// Lays the settings over each other, first the strongest. Fails with configuration_invalid.
Result<Configuration> configure(const Settings& command_line, const Settings& environment,
                                const Settings& file);

/// English when LC_ALL, LC_MESSAGES or LANG begins with en, else Dutch.
Language terminal_language();

}  // namespace regie::cli
