#include "access/password.h"

#include <sodium.h>

#include <stdexcept>

#include "base/digest.h"

namespace regie::access {
namespace {

constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemory = 19 * 1024 * 1024;

}  // namespace

std::string hash_password(std::string_view password) {
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), kPasses, kMemory) != 0)
    throw std::runtime_error("no memory to hash a password");
  hash.resize(hash.find('\0'));
  return hash;
}

bool verify_password(std::string_view password, const std::string& hash) {
  static const std::string kNobody = hash_password("nobody has this password");
  const bool right = crypto_pwhash_str_verify((hash.empty() ? kNobody : hash).c_str(),
                                              password.data(), password.size()) == 0;
  return right && !hash.empty();
}

Result<void> check_password(std::string_view password, std::string_view name,
                            std::string_view email) {
  const auto weak = failure({.code = ErrorCode::password_too_weak,
                             .parameters = {{"limit", std::to_string(kShortestPassword)}}});
  if (code_points(password) < kShortestPassword || password.size() > kLongestPassword) return weak;
  const auto lowered = folded(password);
  const auto local = folded(email.substr(0, email.find('@')));
  for (const auto& part : {folded(name), local})
    if (part.size() >= 4 && lowered.find(part) != std::string::npos) return weak;
  if (lowered.find_first_not_of(lowered.front()) == std::string::npos) return weak;
  return {};
}

std::string temporary_password() {
  // Letters and digits that nobody confuses on paper.
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string text;
  for (int index = 0; index < 16; ++index) {
    if (index > 0 && index % 4 == 0) text += '-';
    text += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return text;
}

std::string secret_hash(std::string_view secret) { return sha256(secret); }

bool same_secret(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace regie::access
