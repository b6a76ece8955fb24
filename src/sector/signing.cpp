#include "sector/signing.h"

#include <sodium.h>

#include <optional>

namespace regie::sector {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

template <std::size_t Size>
std::string encoded(const std::array<unsigned char, Size>& bytes) {
  std::string text(sodium_base64_ENCODED_LEN(Size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), Size, kVariant);
  text.pop_back();  // its terminating zero
  return text;
}

template <std::size_t Size>
std::optional<std::array<unsigned char, Size>> decoded(std::string_view text) {
  std::array<unsigned char, Size> bytes{};
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes.data(), Size, text.data(), text.size(), nullptr, &size, &end,
                        kVariant) != 0 ||
      size != Size || end != text.data() + text.size())
    return std::nullopt;
  return bytes;
}

std::string with_purpose(Signed what, std::string_view text) {
  std::string_view purpose = "regie.package.1\n";
  if (what == Signed::receipt) purpose = "regie.receipt.1\n";
  if (what == Signed::request) purpose = "regie.request.1\n";
  return std::string(purpose).append(text);
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SigningKey::SigningKey(const storage::AuditKey& secret, std::string_view organisation,
                       std::string_view salt) {
  static_assert(crypto_sign_SECRETKEYBYTES == 64 && crypto_auth_hmacsha256_BYTES == 32 &&
                crypto_sign_SEEDBYTES == 32 && crypto_auth_hmacsha256_KEYBYTES == 32);
  const auto text = "regie.signing-key.1\n" + std::string(organisation) + "\n" + std::string(salt);
  std::array<unsigned char, crypto_sign_SEEDBYTES> seed{};
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  crypto_auth_hmacsha256(seed.data(), bytes_of(text), text.size(), secret.data());
  crypto_sign_seed_keypair(key.data(), secret_.data(), seed.data());
  sodium_memzero(seed.data(), seed.size());
  public_key_ = encoded(key);
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

Signature SigningKey::sign(Signed what, std::string_view text) const {
  const auto message = with_purpose(what, text);
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(),
                       secret_.data());
  return encoded(signature);
}

bool is_signed_by(const PublicKey& key, Signed what, std::string_view text,
                  const Signature& signature) {
  const auto public_key = decoded<crypto_sign_PUBLICKEYBYTES>(key);
  const auto proof = decoded<crypto_sign_BYTES>(signature);
  if (!public_key || !proof) return false;
  const auto message = with_purpose(what, text);
  return crypto_sign_verify_detached(proof->data(), bytes_of(message), message.size(),
                                     public_key->data()) == 0;
}

bool is_public_key(std::string_view text) {
  return decoded<crypto_sign_PUBLICKEYBYTES>(text).has_value();
}

}  // namespace regie::sector
