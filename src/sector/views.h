#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sector/exchange.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::sector {

/// An organisation that takes part, at the hub.
struct SectorMember {
  Id id;
  std::int64_t version = 1;
  std::string name;
  Traits traits;
  bool enrolled = false;
  std::optional<Timestamp> key_since;        ///< when the present key was pinned
  std::optional<Timestamp> code_expires_at;  ///< of a code that nobody used yet
};
BOOST_DESCRIBE_STRUCT(SectorMember, (),
                      (id, version, name, traits, enrolled, key_since, code_expires_at))

struct SectorMemberList {
  std::vector<SectorMember> items;  ///< by name
};
BOOST_DESCRIBE_STRUCT(SectorMemberList, (), (items))

struct NewSectorMember {
  std::string name;
  Traits traits;
};
BOOST_DESCRIBE_STRUCT(NewSectorMember, (), (name, traits))

/// `code` is shown this once and kept nowhere.
struct EnrolmentCode {
  SectorMember member;
  std::string code;
};
BOOST_DESCRIBE_STRUCT(EnrolmentCode, (), (member, code))

/// A round at the hub, with how many organisations are how far.
struct SectorRound {
  Id id;
  std::int64_t version = 1;
  std::string title;
  std::string instrument_id;
  std::string instrument_version;
  std::int64_t year = 0;
  Date opens_on;
  Date closes_on;
  RoundStatus status = RoundStatus::draft;
  std::int64_t invited = 0;
  std::int64_t started = 0;  ///< of those, also who sent
  std::int64_t sent = 0;     ///< of those
};
BOOST_DESCRIBE_STRUCT(SectorRound, (),
                      (id, version, title, instrument_id, instrument_version, year, opens_on,
                       closes_on, status, invited, started, sent))

struct SectorRoundList {
  std::vector<SectorRound> items;  ///< the latest year first
};
BOOST_DESCRIBE_STRUCT(SectorRoundList, (), (items))

struct NewSectorRound {
  std::string title;
  std::string instrument_id;
  std::int64_t year = 0;
  Date opens_on;
  Date closes_on;
};
BOOST_DESCRIBE_STRUCT(NewSectorRound, (), (title, instrument_id, year, opens_on, closes_on))

struct RoundStatusChange {
  RoundStatus status = RoundStatus::open;
};
BOOST_DESCRIBE_STRUCT(RoundStatusChange, (), (status))

struct RoundInvitations {
  std::vector<Id> members;
};
BOOST_DESCRIBE_STRUCT(RoundInvitations, (), (members))

enum class ResponseState { invited, started, sent };
BOOST_DESCRIBE_ENUM(ResponseState, invited, started, sent)

struct MemberResponse {
  Id member_id;
  std::string name;
  Traits traits;
  ResponseState state = ResponseState::invited;
  std::optional<Timestamp> sent_at;
  std::int64_t corrections = 0;
};
BOOST_DESCRIBE_STRUCT(MemberResponse, (), (member_id, name, traits, state, sent_at, corrections))

struct RoundResponse {
  SectorRound round;
  std::vector<MemberResponse> items;  ///< by name
};
BOOST_DESCRIBE_STRUCT(RoundResponse, (), (round, items))

/// What one organisation sent once.
struct Submission {
  Id id;
  std::string sha256;
  Timestamp received_at;
  std::optional<Id> replaced_by;
  boost::json::value document;
};
BOOST_DESCRIBE_STRUCT(Submission, (), (id, sha256, received_at, replaced_by, document))

struct SubmissionList {
  std::vector<Submission> items;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(SubmissionList, (), (items))

struct SubmissionQuery {
  std::optional<Id> member;  ///< required
};
BOOST_DESCRIBE_STRUCT(SubmissionQuery, (), (member))

/// With which sector body a hospital is enrolled.
struct Enrolment {
  Id id;
  std::string address;
  std::string hub_name;
  PublicKey hub_key;
  PublicKey our_key;
  Timestamp enrolled_at;
  std::string enrolled_by;
};
BOOST_DESCRIBE_STRUCT(Enrolment, (),
                      (id, address, hub_name, hub_key, our_key, enrolled_at, enrolled_by))

struct EnrolmentList {
  std::vector<Enrolment> items;
};
BOOST_DESCRIBE_STRUCT(EnrolmentList, (), (items))

struct NewEnrolment {
  std::string address;  ///< of the hub: https://...
  std::string code;
};
BOOST_DESCRIBE_STRUCT(NewEnrolment, (), (address, code))

/// Why an answer stays home.
enum class StaysHome {
  local,      ///< it says who fills it in
  free_text,  ///< it can name a person
  not_asked,  ///< by what was answered elsewhere
};
BOOST_DESCRIBE_ENUM(StaysHome, local, free_text, not_asked)

struct KeptHome {
  std::string link_id;
  StaysHome reason = StaysHome::local;
};
BOOST_DESCRIBE_STRUCT(KeptHome, (), (link_id, reason))

/// What leaves, or left: `document` is the very text.
struct OutgoingPackage {
  Id id;
  Id round_id;
  std::string document;
  std::int64_t size = 0;  ///< bytes
  std::string sha256;
  std::vector<KeptHome> kept_home;
  Timestamp created_at;
  std::string created_by;
  std::optional<Timestamp> tried_at;   ///< the last time
  std::optional<std::string> refusal;  ///< code of the last refusal
  std::optional<SignedReceipt> receipt;
};
BOOST_DESCRIBE_STRUCT(OutgoingPackage, (),
                      (id, round_id, document, size, sha256, kept_home, created_at, created_by,
                       tried_at, refusal, receipt))

/// A round that a sector body offers to this hospital.
struct OurRound {
  Id id;
  Id enrolment_id;
  std::string hub_name;
  OfferedRound round;
  std::optional<Id> assessment_id;
  std::vector<OutgoingPackage> packages;  ///< newest first
};
BOOST_DESCRIBE_STRUCT(OurRound, (), (id, enrolment_id, hub_name, round, assessment_id, packages))

struct OurRoundList {
  std::vector<OurRound> items;  ///< the latest year first
};
BOOST_DESCRIBE_STRUCT(OurRoundList, (), (items))

}  // namespace regie::sector
