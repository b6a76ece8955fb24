#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace regie {

/// Parses JSON of at most 32 levels. Fails with malformed_json {position}.
Result<boost::json::value> parse_json(std::string_view text);

/// Compact JSON.
std::string to_text(const boost::json::value& value);

/// The one text of a JSON document: no white space, and members in the order of their names' bytes.
std::string canonical(const boost::json::value& value);

/// One leaf that differs between two documents. Empty text: absent, null, or an empty list or text.
struct JsonChange {
  std::string pointer;
  std::string before;
  std::string after;
};

/// Every difference between two documents, with lists compared as a whole.
std::vector<JsonChange> json_changes(const boost::json::value& before,
                                     const boost::json::value& after);

/// {pointer: [before, after]} of the same, for the audit trail.
std::string changes_as_json(const std::vector<JsonChange>& changes);

/// A document with nothing but this value, where the pointer says; its tokens hold no escapes.
boost::json::value at_pointer(std::string_view pointer, boost::json::value value);

/// `over` on top of `under`: objects are joined member by member, anything else replaces.
boost::json::value merged(boost::json::value under, const boost::json::value& over);

/// A reference token of a JSON pointer, with ~ and / escaped (RFC 6901).
std::string pointer_token(std::string_view name);

}  // namespace regie
