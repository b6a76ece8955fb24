#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sector/survey.h"
#include "statistics/interval.h"

namespace regie::sector {

/// How a figure differs from that of the round before, in points of its own scale: percentage
/// points for a share.
struct Change {
  std::int64_t from_year = 0;
  double points = 0;
  double lower = 0;  ///< 95% interval
  double upper = 0;
  std::int64_t pairs = 0;  ///< organisations that answered in both rounds

  bool more_than_chance() const { return lower > 0 || upper < 0; }
};

/// A part of the organisations that answered. There is no share without a base.
struct Share {
  std::int64_t count = 0;
  std::int64_t base = 1;
  double lower = 0;  ///< Wilson's 95% interval, per cent
  double upper = 0;
  std::optional<Change> change = {};

  double percent() const { return 100.0 * static_cast<double>(count) / static_cast<double>(base); }
  /// In whole per cent; a half goes up. Each is rounded by itself, so that parts may come to 99 or
  /// 101 where their counts come to the base.
  std::int64_t rounded() const { return (200 * count + base) / (2 * base); }
};

/// Numbers of the organisations that answered. Quartiles by linear interpolation (Hyndman and Fan
/// 1996, definition 7). Least and most are not here: they are one organisation's answer.
struct Spread {
  std::int64_t n = 0;
  double mean = 0;
  double first_quartile = 0;
  double median = 0;
  double third_quartile = 0;
  double standard_deviation = 0;  ///< 0 for one organisation
  std::optional<Change> change = {};
};

/// The tenth of the organisations with the largest sum over the options, rounded up.
struct TopTenth {
  Members members;
  std::int64_t n = 0;
  std::vector<double> means;  ///< by option
  double total = 0;           ///< mean of the sums
};

/// One value of one dimension.
struct Trait {
  std::size_t dimension = 0;
  std::size_t value = 0;
  bool operator==(const Trait&) const = default;
};

/// Organisations with all of these traits; without any: all.
using Group = std::vector<Trait>;

struct GroupFigures {
  std::size_t question = 0;
  std::size_t round = 0;
  std::size_t group = 0;
  Members members;            ///< that answered
  std::int64_t base = 0;      ///< how many, at least 1
  std::vector<Share> shares;  ///< by option, for questions with shares
  std::vector<Spread> spreads;
  std::optional<TopTenth> top_tenth = {};  ///< of a funnel
};

/// Why a question of a round has no figures.
enum class AnswersFault {
  parts_do_not_sum,       ///< an organisation chose none or several of a single choice
  choice_without_answer,  ///< an organisation chose but did not answer: it is not in the base
  number_impossible,      ///< an answer without a number, or a count or place below 0
};
BOOST_DESCRIBE_ENUM(AnswersFault, parts_do_not_sum, choice_without_answer, number_impossible)

struct Refusal {
  std::size_t question = 0;
  std::size_t round = 0;
  AnswersFault fault = AnswersFault::parts_do_not_sum;
};

struct Benchmark {
  std::vector<Group> groups;  ///< the first is all
  /// By question, round and group; groups in which nobody answered are left out.
  std::vector<GroupFigures> figures;
  std::vector<Refusal> refusals;

  /// Null when there is none.
  const GroupFigures* find(std::size_t question, std::size_t round, std::size_t group) const;
};

/// The crossed tables, each a list of dimensions; every dimension by itself is always there.
using Tables = std::vector<std::vector<std::size_t>>;

/// Every figure of every question, round and group. Changes are against the round before, unless
/// the question changed. Their intervals take along which organisations answered twice:
/// - shares: Newcombe's square-and-add on Wilson's intervals (1998, method 10 for pairs, with his
///   corrected phi), where the correlation is phi * pairs / sqrt(n1 * n2) for rounds that overlap
///   in part (Zou and Donner 2008; Derrick and others 2015);
/// - means: Student's t with variance s1²/n1 + s2²/n2 - 2 * pairs * covariance / (n1 * n2) and the
///   degrees of freedom of the smaller round.
/// Organisations that answered are taken as a sample: no correction for a small country.
Benchmark benchmark(const Survey& survey, const Tables& crossed = {});

}  // namespace regie::sector
