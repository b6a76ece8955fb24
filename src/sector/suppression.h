#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sector/benchmark.h"

/// Which figures may be shown, so that no sum or difference of all that was ever shown gives a
/// figure of too few organisations. Against whom, and against whom not:
/// docs/decisions/0014-suppression.md.
namespace regie::sector {

/// A figure about fewer organisations is not shown.
inline constexpr std::size_t kLeastOrganisations = 5;

/// Which of the wished groups may be published beside each other and beside those of before: sets
/// of answers to one question of one round. They are tried in their order; no refused group could
/// be added afterwards. `owners`: of each answer the organisation; empty: each its own. What was
/// published before counts, also when it should not have been: then nothing new may follow.
std::vector<bool> publishable(std::span<const Members> before, std::span<const Members> wished,
                              std::size_t least = kLeastOrganisations,
                              std::span<const std::uint32_t> owners = {});

/// What was published of the answers to one question of one round, to be kept for the next
/// publication. Without a question: of who took part at all. With an earlier year: of who answered
/// in both, by which changes were judged. Kept by the hub alone, as it says who is in which group.
struct PublishedTable {
  std::int64_t year = 0;
  std::string question;
  std::optional<std::int64_t> earlier = {};
  std::vector<std::string> answers;  ///< id of the organisation, `#`, a digest of its answer
  std::vector<std::string> groups;   ///< of `answers`, as bits in hexadecimal, the first lowest
  bool operator==(const PublishedTable&) const = default;
};
BOOST_DESCRIBE_STRUCT(PublishedTable, (), (year, question, earlier, answers, groups))

/// What of one GroupFigures may be shown.
struct Visible {
  bool figures = false;
  bool top_tenth = false;
  bool pairs = false;  ///< that a change takes along who answered twice
  bool operator==(const Visible&) const = default;
};

struct Suppressed {
  std::vector<Visible> visible;        ///< for each of the benchmark's figures
  std::vector<PublishedTable> tables;  ///< what showing it adds to what was published
  /// By round and group: how many took part; nothing where that may not be shown.
  std::vector<std::vector<std::optional<std::int64_t>>> participants;
};

/// Groups with fewer traits come first, then larger ones. A group whose taking part may not be
/// shown is hidden for every question, so that the base of one does not tell the answer to another.
Suppressed suppress(const Survey& survey, const Benchmark& benchmark,
                    std::span<const PublishedTable> before,
                    std::size_t least = kLeastOrganisations);

}  // namespace regie::sector
