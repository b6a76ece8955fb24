#pragma once

#include <boost/json/value.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "assessment/instrument.h"
#include "base/text.h"

namespace regie::assessment {

/// What an instrument may refer to outside itself.
struct KnownNames {
  std::set<std::string> facts;
  std::set<std::string> fields;  ///< JSON pointers in the register's record
  /// Whether a record takes these fields; without it: all.
  std::function<bool(const boost::json::value& fields)> takes = {};
};

/// One thing that makes no sense, and where: a JSON pointer within the instrument.
struct SenseFault {
  std::string pointer;
  LocalizedText reason;
};

/// Everything that makes no sense in an instrument: a name that stands twice or for nothing, a
/// condition that its question cannot answer, a cycle, a question that can never be asked, bands
/// that overlap, an outcome that can never come. In the order of the instrument.
std::vector<SenseFault> check_sense(const Instrument& instrument, const KnownNames& known);

}  // namespace regie::assessment
