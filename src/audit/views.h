#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::audit {

struct AuditEntry {
  std::int64_t sequence;  ///< place in the organisation's chain, from 1
  Timestamp at;
  std::string actor;  ///< name or address as it was at that moment
  std::optional<Id> actor_id;
  std::string action;   ///< such as application.changed
  std::string subject;  ///< such as application
  std::optional<std::string> subject_id;
  std::optional<std::string> subject_label;
  std::string origin;                  ///< network address, or `command line`
  std::optional<std::string> details;  ///< compact JSON: before and after of what changed
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (),
                      (sequence, at, actor, actor_id, action, subject, subject_id, subject_label,
                       origin, details, hash))

struct AuditQuery {
  std::optional<std::string> actor;  ///< part of the name
  std::vector<std::string> action;
  std::optional<std::string> subject_id;
  std::optional<Date> from;
  std::optional<Date> until;           ///< inclusive
  std::optional<std::int64_t> before;  ///< only entries with a lower sequence: the next page
  std::optional<std::int64_t> limit;   ///< 1 to 500, 100 when absent
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (actor, action, subject_id, from, until, before, limit))

struct AuditPage {
  std::vector<AuditEntry> items;  ///< newest first
  std::optional<std::int64_t> next_before;
  std::vector<std::string> actions;  ///< the actions that occur, to filter on
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (items, next_before, actions))

struct ChainReport {
  bool intact = false;
  std::int64_t entries = 0;
  std::optional<std::int64_t> first_broken;  ///< sequence of the first broken link
  std::optional<std::string> reason;
  Timestamp checked_at;
};
BOOST_DESCRIBE_STRUCT(ChainReport, (), (intact, entries, first_broken, reason, checked_at))

}  // namespace regie::audit
