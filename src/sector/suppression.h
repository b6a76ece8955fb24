#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sector/benchmark.h"

/// Which figures may be shown, so that no combination of all that was ever shown gives a figure of
/// too few organisations. Against whom, and against whom not: docs/decisions/0014-suppression.md.
namespace regie::sector {

/// A figure about fewer organisations is not shown.
inline constexpr std::size_t kLeastOrganisations = 5;

/// Which of the wished groups may be published beside each other and beside those of before: for
/// one question of one round, about whose answers nothing else is known. Groups are tried from
/// large to small, equal ones in their order; no refused group could be added afterwards. `least`
/// at least 1. What was published before counts, also when it should not have been.
std::vector<bool> publishable(std::span<const Members> before, std::span<const Members> wished,
                              std::size_t least = kLeastOrganisations);

/// Whose answers to a question of a year were published together.
struct PublishedGroup {
  std::string question;
  std::int64_t year = 0;
  Members members;  ///< by the places of the survey
};

/// What of one GroupFigures may be shown.
struct Visible {
  bool figures = false;
  bool top_tenth = false;
  bool operator==(const Visible&) const = default;
};

/// For each of the benchmark's figures.
std::vector<Visible> visible(const Survey& survey, const Benchmark& benchmark,
                             std::span<const PublishedGroup> before,
                             std::size_t least = kLeastOrganisations);

/// What is to be remembered of a publication, for the next one.
std::vector<PublishedGroup> published(const Survey& survey, const Benchmark& benchmark,
                                      std::span<const Visible> shown);

}  // namespace regie::sector
