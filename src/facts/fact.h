#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/text.h"
#include "base/time.h"

namespace regie::facts {

/// A share lies between 0 and 1; its base is what it is a share of. A count is of what the title
/// names. An influence is a mean between -2 (very negative) and 2 (very positive).
enum class FactUnit { applications, share, count, influence };
BOOST_DESCRIBE_ENUM(FactUnit, applications, share, count, influence)

/// What a fact is, whatever its value.
struct FactDescription {
  std::string id;  ///< dotted: the room, then what it is
  LocalizedText title;
  FactUnit unit = FactUnit::applications;
  LocalizedText origin;  ///< from what it is computed, and how
};

/// A fact as it is at one moment.
struct Fact {
  std::string id;
  LocalizedText title;
  FactUnit unit = FactUnit::applications;
  std::optional<double> value;  ///< absent: there is nothing to compute it from
  std::int64_t base = 0;        ///< how many were looked at
  Timestamp at;
  LocalizedText origin;
};
BOOST_DESCRIBE_STRUCT(Fact, (), (id, title, unit, value, base, at, origin))

struct FactList {
  std::vector<Fact> items;
};
BOOST_DESCRIBE_STRUCT(FactList, (), (items))

struct FactQuery {
  std::optional<Id> department;  ///< only what is of this department; absent: the organisation
};
BOOST_DESCRIBE_STRUCT(FactQuery, (), (department))

}  // namespace regie::facts
