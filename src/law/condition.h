#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace regie::law {

/// What is known about an application in the words of the law: `high_risk`, `deployer`.
using LabelSet = std::set<std::string, std::less<>>;

/// Holds when all of `labels`, at least one of `any` (if there are any) and none of `without` are
/// there.
struct Condition {
  std::vector<std::string> labels;
  std::vector<std::string> any;
  std::vector<std::string> without;

  bool holds(const LabelSet& set) const;
  bool empty() const { return labels.empty() && any.empty() && without.empty(); }
  bool operator==(const Condition&) const = default;
};
BOOST_DESCRIBE_STRUCT(Condition, (), (labels, any, without))

/// Looks at one field of an application's record. With `in`: the value, or one of a list, is among
/// these; yes and no are `true` and `false`. With `filled`: there is something, or there is not.
struct RegisterTest {
  std::string pointer;
  std::vector<std::string> in;
  std::optional<bool> filled;

  bool holds(const boost::json::value& record) const;
  bool operator==(const RegisterTest&) const = default;
};
BOOST_DESCRIBE_STRUCT(RegisterTest, (), (pointer, in, filled))

/// A label that follows from the record itself, when all tests hold.
struct RegisterLabel {
  std::string label;
  std::vector<RegisterTest> when;
  bool operator==(const RegisterLabel&) const = default;
};
BOOST_DESCRIBE_STRUCT(RegisterLabel, (), (label, when))

bool all_hold(const std::vector<RegisterTest>& tests, const boost::json::value& record);

}  // namespace regie::law
