#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assessment/evaluation.h"
#include "sector/publication.h"
#include "sector/response.h"

/// One organisation beside its group: its own answers and published figures, nothing else.
namespace regie::sector {

/// Where a number stands among the quartiles of the group; on one it is above it.
enum class Standing { lowest_quarter, below_median, above_median, highest_quarter };
BOOST_DESCRIBE_ENUM(Standing, lowest_quarter, below_median, above_median, highest_quarter)

struct ComparedOption {
  std::string option;
  bool ours = false;
  double percent = 0;  ///< of the group
};
BOOST_DESCRIBE_STRUCT(ComparedOption, (), (option, ours, percent))

struct ComparedNumber {
  std::optional<std::string> option;
  std::optional<double> ours;
  double mean = 0;  ///< of the group
  double median = 0;
  std::optional<Standing> standing;
};
BOOST_DESCRIBE_STRUCT(ComparedNumber, (), (option, ours, mean, median, standing))

struct ComparedQuestion {
  std::string question;
  std::vector<GroupTrait> traits;  ///< of the group that these figures are of
  std::int64_t base = 0;
  bool answered = false;  ///< by us
  std::vector<ComparedOption> options;
  std::vector<ComparedNumber> numbers;
  std::optional<double> gap;  ///< see `compare`
};
BOOST_DESCRIBE_STRUCT(ComparedQuestion, (),
                      (question, traits, base, answered, options, numbers, gap))

struct PeerComparison {
  std::int64_t year = 0;
  std::vector<ComparedQuestion> questions;
  std::vector<std::string> moves;  ///< questions with a gap above 0, the largest first
};
BOOST_DESCRIBE_STRUCT(PeerComparison, (), (year, questions, moves))

/// Our answers of the response's year beside the group with these traits, or beside all where that
/// group is hidden; questions that are hidden for all are left out.
///
/// What would move us most: for a single choice whose options all have a weight in the form, the
/// gap is the group's mean weight less ours, as part of the distance between the least and the
/// largest weight: 1 is the whole scale. Above 0 the group is ahead. Questions without weights have
/// no better answer, so they have no gap. Equal gaps keep the order of the questions.
PeerComparison compare(const assessment::Form& form, const Response& ours,
                       const Publication& publication, const std::vector<GroupTrait>& traits);

}  // namespace regie::sector
