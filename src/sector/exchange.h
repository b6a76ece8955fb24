#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "sector/package.h"

/// What a hospital's Regie and a hub's Regie say to each other, besides packages.
namespace regie::sector {

/// A hospital comes in with its code, and shows with a signature over it that the key is its own.
struct EnrolmentRequest {
  std::string code;
  PublicKey public_key;
  Signature signature;
};
BOOST_DESCRIBE_STRUCT(EnrolmentRequest, (), (code, public_key, signature))

struct EnrolmentAnswer {
  Id hub_id;
  std::string hub_name;
  PublicKey hub_key;
  Id member_id;
  std::string name;  ///< as the hub calls the hospital
};
BOOST_DESCRIBE_STRUCT(EnrolmentAnswer, (), (hub_id, hub_name, hub_key, member_id, name))

/// Which rounds there are for us. All that it tells is which of them were begun.
struct RoundsRequest {
  Id hub_id;
  Id member_id;
  Timestamp at;
  std::vector<Id> started;
};
BOOST_DESCRIBE_STRUCT(RoundsRequest, (), (hub_id, member_id, at, started))

struct SignedRoundsRequest {
  RoundsRequest request;
  Signature signature;
};
BOOST_DESCRIBE_STRUCT(SignedRoundsRequest, (), (request, signature))

enum class RoundStatus { draft, open, closed, published };
BOOST_DESCRIBE_ENUM(RoundStatus, draft, open, closed, published)

/// A round as the hub tells it to one organisation.
struct OfferedRound {
  Id id;
  std::string title;
  std::string instrument_id;
  std::string instrument_version;
  std::int64_t year = 0;
  Date opens_on;
  Date closes_on;
  RoundStatus status = RoundStatus::draft;
  Traits traits;              ///< of this organisation
  std::optional<Id> current;  ///< the package of this organisation that counts now
};
BOOST_DESCRIBE_STRUCT(OfferedRound, (),
                      (id, title, instrument_id, instrument_version, year, opens_on, closes_on,
                       status, traits, current))

struct OfferedRounds {
  std::vector<OfferedRound> items;
};
BOOST_DESCRIBE_STRUCT(OfferedRounds, (), (items))

/// What was published of one round.
struct PublicationRequest {
  Id hub_id;
  Id member_id;
  Timestamp at;
  Id round_id;
};
BOOST_DESCRIBE_STRUCT(PublicationRequest, (), (hub_id, member_id, at, round_id))

struct SignedPublicationRequest {
  PublicationRequest request;
  Signature signature;
};
BOOST_DESCRIBE_STRUCT(SignedPublicationRequest, (), (request, signature))

/// Where packages are sent, below the address of the hub.
std::string package_path(const Id& hub_id);
inline constexpr const char* kEnrolmentPath = "/api/v1/sector/exchange/enrolments";
inline constexpr const char* kRoundsPath = "/api/v1/sector/exchange/rounds";
inline constexpr const char* kPublicationsPath = "/api/v1/sector/exchange/publications";

/// Sends a body to an address and gives the body of the answer. Fails with hub_unreachable, or
/// what that Regie refuses it for.
struct Post {
  std::string address;
  std::string content_type;
  std::string body;
};
using SendPost = std::function<Result<std::string>(const Post&)>;

}  // namespace regie::sector
