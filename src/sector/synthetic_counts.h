#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sector/reference.h"

/// How many organisations chose what, from published figures.
namespace regie::sector {

/// The published figures of all organisations in a year; where there are none, those of the last
/// year that has any.
std::vector<PublishedFigure> figures_of(const ReferenceQuestion& published, std::int64_t year);

/// The count out of n whose percentage rounds to the value, or is nearest to it. `n` at least 1.
std::int64_t count_for(double percent, std::int64_t n);

/// Of n organisations or a few fewer, how many must have answered for as many shares as possible to
/// come out. For a question whose base was not published.
std::int64_t fitting_base(const std::vector<PublishedFigure>& figures, std::int64_t n);

/// By option, so that the published shares and counts of a year come out of n organisations as
/// nearly as they can. Nothing for an option that no figure says anything of; for totals too. Of a
/// single choice every option has a count, and they sum to n: what contradicts that is taken from
/// a figure that cannot be right, or else from the largest.
std::vector<std::optional<std::int64_t>> counts_of(const Question& question,
                                                   const std::vector<PublishedFigure>& figures,
                                                   std::int64_t n);

/// `n` whole numbers by rising size between least and most (both at least 0), with this sum where
/// it is possible; the larger `bend`, the fewer large ones.
std::vector<std::int64_t> numbers_with_sum(std::int64_t n, std::int64_t sum, std::int64_t least,
                                           std::int64_t most, double bend);

}  // namespace regie::sector
