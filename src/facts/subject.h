#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "access/caller.h"
#include "base/id.h"
#include "base/result.h"
#include "storage/database.h"

namespace regie::facts {

enum class SubjectKind { organisation, application, version, department };
BOOST_DESCRIBE_ENUM(SubjectKind, organisation, application, version, department)

/// What something is said about: the whole organisation, or what the id names. `version` names the
/// version of an application.
struct Subject {
  SubjectKind kind = SubjectKind::organisation;
  std::optional<Id> id;
  std::optional<std::string> version;
  bool operator==(const Subject&) const = default;
};
BOOST_DESCRIBE_STRUCT(Subject, (), (kind, id, version))

/// What the house knows of a subject.
struct KnownSubject {
  Subject subject;
  std::string name;
  std::optional<std::string> code;  ///< of an application
  std::vector<Id> departments;      ///< whose it is
  std::vector<Id> owners;           ///< accounts
  boost::json::value record;        ///< what the register says; null when it says nothing
};

/// Knows what there is to say something about. A room that has the register implements it, so that
/// the rooms beside it need not know that room.
class SubjectDirectory {
 public:
  virtual ~SubjectDirectory() = default;
  /// Nothing when the organisation has no such thing.
  virtual std::optional<KnownSubject> find(storage::Transaction& transaction,
                                           const Subject& subject) = 0;
  /// Lays the fields over the record of an application, as the caller's finding about it: who may
  /// assess it may do so. Fails with not_found, invalid_request or version_conflict.
  virtual Result<void> fill_in(storage::Transaction& transaction, const access::Caller& caller,
                               const Id& application, const boost::json::value& fields) = 0;
};

}  // namespace regie::facts
