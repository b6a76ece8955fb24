#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "sector/response.h"
#include "sector/signing.h"

/// What travels between a hospital and a sector body. Every document is canonical JSON with the
/// signature beside what it signs: {"package": ..., "signature": "..."}.
namespace regie::sector {

inline constexpr std::int64_t kPackageFormat = 1;
inline constexpr std::size_t kLargestPackage = 64 * 1024;  ///< bytes
/// So far may the clocks of hospital and hub be apart.
inline constexpr std::int64_t kClockTolerance = 10 * 60 * kMicrosecondsPerSecond;

/// The answers of one organisation to one round.
struct Package {
  std::int64_t format = kPackageFormat;
  Id id;  ///< the same however often it is sent
  Id round_id;
  std::string instrument_id;
  std::string instrument_version;
  Timestamp created_at;
  std::optional<Id> replaces;  ///< the package that this one corrects
  Response response;
};
BOOST_DESCRIBE_STRUCT(Package, (),
                      (format, id, round_id, instrument_id, instrument_version, created_at,
                       replaces, response))

/// A package that was read. `document` is what was signed, byte for byte, with its signature.
struct SignedPackage {
  Package package;
  Signature signature;
  std::string document;
  std::string sha256;  ///< of the package without its signature
};

/// What the hub says that it has.
struct Receipt {
  std::int64_t format = kPackageFormat;
  Id package_id;
  Id round_id;
  std::string organisation;  ///< id at the hub
  std::string sha256;        ///< of the package
  Timestamp received_at;
  std::optional<Id> replaces;
};
BOOST_DESCRIBE_STRUCT(Receipt, (),
                      (format, package_id, round_id, organisation, sha256, received_at, replaces))

struct SignedReceipt {
  Receipt receipt;
  Signature signature;
};
BOOST_DESCRIBE_STRUCT(SignedReceipt, (), (receipt, signature))

/// Ready to be sent.
SignedPackage signed_package(const Package& package, const SigningKey& key);
/// Reads a document, and says nothing yet of who signed it. White space at the end is allowed.
/// Fails with package_too_large, package_cut_off, package_format_unknown or package_unreadable,
/// which names every field that is wrong or unknown; also when it is not the canonical text.
Result<SignedPackage> read_package(std::string_view document);
bool is_signed_by(const PublicKey& key, const SignedPackage& package);

SignedReceipt signed_receipt(const Receipt& receipt, const SigningKey& key);
/// Whether the hub says with it that it has exactly this package.
bool proves(const SignedReceipt& receipt, const SignedPackage& package, const PublicKey& hub);

/// What the hub knows of a round and of the organisation that sends.
struct Expected {
  Id round_id;
  std::int64_t year = 0;
  std::string instrument_id;
  std::string instrument_version;
  bool open = false;
  Traits traits;
  std::optional<Id> current;  ///< the package that counts now
};

/// Whether a package, signed by its organisation, can be taken at this moment. Fails with
/// package_wrong_round, package_late, package_instrument_differs, package_clock_ahead,
/// package_traits_differ, or package_out_of_order when it does not replace the current one.
Result<void> check_package(const Package& package, const Expected& expected, Timestamp now);

}  // namespace regie::sector
