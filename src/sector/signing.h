#pragma once

#include <array>
#include <string>
#include <string_view>

#include "storage/audit_chain.h"

namespace regie::sector {

/// What others check an organisation's signatures with: 32 bytes (Ed25519, RFC 8032) in base64url
/// without padding, so 43 characters.
using PublicKey = std::string;
/// 64 bytes in the same form: 86 characters.
using Signature = std::string;

/// What is signed says for what, so that a signature on one kind of text is none on another.
enum class Signed { package, receipt, request };

/// An organisation's key to sign with. It is computed and nowhere kept: the secret behind it is the
/// audit key, which lives outside the database.
class SigningKey {
 public:
  /// HMAC-SHA256 with the audit key over organisation and salt. Another salt, another key.
  SigningKey(const storage::AuditKey& secret, std::string_view organisation, std::string_view salt);
  ~SigningKey();
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  const PublicKey& public_key() const { return public_key_; }
  Signature sign(Signed what, std::string_view text) const;

 private:
  std::array<unsigned char, 64> secret_;
  PublicKey public_key_;
};

/// Whether the owner of the key signed exactly this text. False for what is no key or signature.
bool is_signed_by(const PublicKey& key, Signed what, std::string_view text,
                  const Signature& signature);

/// Whether a text has the form of a key.
bool is_public_key(std::string_view text);

}  // namespace regie::sector
