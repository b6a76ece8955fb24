#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace regie::sector {

/// What an organisation answers to one question of the instrument: values as in an assessment.
struct ResponseAnswer {
  std::string link_id;
  std::vector<boost::json::value> values;
  bool operator==(const ResponseAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(ResponseAnswer, (), (link_id, values))

/// Whose answers these are, as the hub compares them. Values are those of `Dimension`.
struct Traits {
  std::string type;      ///< general, top_clinical, university or categorical
  std::string ambition;  ///< leader, fast_follower or follower
  std::string region;
  std::string size;
  bool operator==(const Traits&) const = default;
};
BOOST_DESCRIBE_STRUCT(Traits, (), (type, ambition, region, size))

/// All answers of one organisation to one round. It holds no person: the questions of content/
/// that ask for one are not sent.
struct Response {
  std::string organisation;  ///< id at the hub
  std::int64_t year = 0;
  Traits traits;
  std::vector<ResponseAnswer> answers;  ///< by the instrument's order
};
BOOST_DESCRIBE_STRUCT(Response, (), (organisation, year, traits, answers))

}  // namespace regie::sector
