#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/id.h"

namespace regie::storage {

/// Who does it, and from where: kept with every audit record.
struct Actor {
  std::string name;
  std::optional<Id> account_id;
  std::string origin;  ///< network address, or `command line`
};

/// For which organisation a transaction acts. There is no transaction without one.
class Scope {
 public:
  static Scope organisation(Id id, Actor actor) { return {std::move(id), std::move(actor), false}; }

  /// For what is not any organisation's: accounts, sessions, the list of organisations. It cannot
  /// touch an organisation's tables, save those that ScopeRules names.
  static Scope instance(Actor actor) { return {kInstance, std::move(actor), true}; }

  const Id& organisation_id() const { return organisation_id_; }
  const Actor& actor() const { return actor_; }
  bool is_instance() const { return is_instance_; }

  /// The organisation under which the audit chain of the instance itself is kept.
  static constexpr const char* kInstance = "00000000-0000-0000-0000-000000000000";

 private:
  Scope(Id id, Actor actor, bool is_instance)
      : organisation_id_(std::move(id)), actor_(std::move(actor)), is_instance_(is_instance) {}

  Id organisation_id_;
  Actor actor_;
  bool is_instance_;
};

}  // namespace regie::storage
