#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace regie::access {

inline constexpr std::size_t kShortestPassword = 12;  ///< NIST SP 800-63B: length over composition
inline constexpr std::size_t kLongestPassword = 256;

/// Argon2id with 19 MiB and 3 passes (OWASP password storage, 2024), in its standard text form.
std::string hash_password(std::string_view password);

/// Compares in the time that a hash takes, also when `hash` is empty because nobody has that name.
bool verify_password(std::string_view password, const std::string& hash);

/// Fails with password_too_weak when it is too short or contains the name or address.
Result<void> check_password(std::string_view password, std::string_view name,
                            std::string_view email);

/// A readable password to hand over once: 80 random bits.
std::string temporary_password();

/// SHA-256 in hexadecimal: how secrets that we only compare are kept.
std::string secret_hash(std::string_view secret);

/// Compares in constant time for texts of equal length.
bool same_secret(std::string_view left, std::string_view right);

}  // namespace regie::access
