#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "sector/comparison.h"
#include "sector/publication.h"

/// What the room shows of a publication.
namespace regie::sector {

/// By what hospitals are put in groups: the dimensions of their traits.
enum class GroupedBy { type, ambition, region, size };
BOOST_DESCRIBE_ENUM(GroupedBy, type, ambition, region, size)

struct Crossing {
  GroupedBy first = GroupedBy::type;
  GroupedBy second = GroupedBy::size;
  bool operator==(const Crossing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Crossing, (), (first, second))

struct NewPublication {
  std::optional<std::int64_t> least;  ///< organisations in a figure: 5 to 1000, 5 when absent
  std::vector<Crossing> crossed;      ///< besides every dimension by itself
};
BOOST_DESCRIBE_STRUCT(NewPublication, (), (least, crossed))

/// Without anything: every question, of all hospitals together.
struct PublicationQuery {
  std::optional<std::string> question;  ///< this one alone; then with every group
  std::vector<GroupedBy> by;            ///< also these groups, and their crossings
};
BOOST_DESCRIBE_STRUCT(PublicationQuery, (), (question, by))

enum class OpenDataFormat { csv, json };
BOOST_DESCRIBE_ENUM(OpenDataFormat, csv, json)

struct OpenDataQuery {
  std::optional<OpenDataFormat> format;  ///< csv when absent
};
BOOST_DESCRIBE_STRUCT(OpenDataQuery, (), (format))

/// What was published of a round, with the years before it.
struct RoundPublication {
  Id round_id;
  std::string title;
  std::string instrument_id;
  std::int64_t year = 0;
  Timestamp published_at;
  PublicationContent content;
};
BOOST_DESCRIBE_STRUCT(RoundPublication, (),
                      (round_id, title, instrument_id, year, published_at, content))

enum class ComparedWith { all, type, ambition, region, size };
BOOST_DESCRIBE_ENUM(ComparedWith, all, type, ambition, region, size)

struct ComparisonQuery {
  std::optional<ComparedWith> with;  ///< hospitals that are alike in this; type when absent
};
BOOST_DESCRIBE_STRUCT(ComparisonQuery, (), (with))

/// A hospital beside its group in a round.
struct RoundComparison {
  Id round_id;
  std::string title;
  std::vector<GroupTrait> traits;  ///< of the group that was asked for; none: all
  bool sent = false;               ///< without a package that arrived there are no answers of ours
  PeerComparison comparison;
  std::vector<Question> questions;  ///< that are compared, in the same order
};
BOOST_DESCRIBE_STRUCT(RoundComparison, (), (round_id, title, traits, sent, comparison, questions))

}  // namespace regie::sector
