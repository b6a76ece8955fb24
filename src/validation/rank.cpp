#include "validation/rank.h"

#include <algorithm>
#include <bit>

#include "validation/parallel.h"

namespace regie::validation {
namespace {

constexpr int kMostCounted = 7;
constexpr std::size_t kBuckets = 1 << 16;

/// So many pieces of about the same size.
struct Pieces {
  std::size_t size;
  std::size_t count;
  std::size_t from(std::size_t piece) const { return size * piece / count; }
};

std::uint32_t power_of_ten(int exponent) {
  std::uint32_t power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

/// A place for every score that there can be.
Ranked by_counting(Column<std::uint32_t> billionths, int decimals, std::size_t threads) {
  const auto unit = power_of_ten(9 - decimals);
  // Every score is a whole number of units below 2^30: the product with the rounded inverse is
  // exact after the shift, and quicker than a division.
  constexpr unsigned kShift = 32;
  const auto inverse = ((std::uint64_t{1} << kShift) + unit - 1) / unit;
  const auto scale = power_of_ten(decimals);
  const Pieces pieces{billionths.size(), threads};
  std::vector<std::vector<std::uint8_t>> seen(threads);
  in_parallel(threads, threads, [&](std::size_t piece, std::size_t) {
    seen[piece].resize(scale + 1U);
    for (auto row = pieces.from(piece); row < pieces.from(piece + 1); ++row) {
      billionths[row] = static_cast<std::uint32_t>((billionths[row] * inverse) >> kShift);
      seen[piece][billionths[row]] = 1;
    }
  });
  std::vector<std::uint32_t> position(scale + 1U);
  std::vector<double> scores;
  for (std::uint32_t at = 0; at <= scale; ++at) {
    if (std::ranges::none_of(seen, [&](const auto& of) { return of[at] != 0; })) continue;
    position[at] = static_cast<std::uint32_t>(scores.size());
    scores.push_back(static_cast<double>(at) / scale);
  }
  in_parallel(threads, threads, [&](std::size_t piece, std::size_t) {
    for (auto row = pieces.from(piece); row < pieces.from(piece + 1); ++row)
      billionths[row] = position[billionths[row]];
  });
  return {statistics::ScoreTable(std::move(scores)), std::move(billionths)};
}

/// Bits of a double from 0 rise with it. Buckets by the score's first bits, each sorted on its own.
Ranked by_sorting(Column<double> scores, std::size_t threads) {
  const auto bucket_of = [](double score) {
    return std::min(kBuckets - 1, static_cast<std::size_t>(score * static_cast<double>(kBuckets)));
  };
  std::vector<std::uint32_t> starts(kBuckets + 1);
  for (const double score : scores) ++starts[bucket_of(score) + 1];
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) starts[bucket + 1] += starts[bucket];
  Column<std::uint32_t> order(scores.size());
  {
    auto next = starts;
    for (std::size_t row = 0; row < scores.size(); ++row)
      order[next[bucket_of(scores[row])]++] = static_cast<std::uint32_t>(row);
  }
  constexpr std::size_t kTogether = 256;
  std::vector<std::uint32_t> distinct(kBuckets + 1);
  in_parallel(kBuckets / kTogether, threads, [&](std::size_t block, std::size_t) {
    for (auto bucket = block * kTogether; bucket < (block + 1) * kTogether; ++bucket) {
      const auto begin = order.begin() + starts[bucket];
      const auto end = order.begin() + starts[bucket + 1];
      std::sort(begin, end, [&](auto a, auto b) { return scores[a] < scores[b]; });
      for (auto at = begin; at != end; ++at)
        if (at == begin || scores[*at] != scores[*std::prev(at)]) ++distinct[bucket + 1];
    }
  });
  for (std::size_t bucket = 0; bucket < kBuckets; ++bucket)
    distinct[bucket + 1] += distinct[bucket];
  std::vector<double> table(distinct.back());
  Column<std::uint32_t> positions(scores.size());
  in_parallel(kBuckets / kTogether, threads, [&](std::size_t block, std::size_t) {
    for (auto bucket = block * kTogether; bucket < (block + 1) * kTogether; ++bucket) {
      auto position = distinct[bucket];
      for (auto at = starts[bucket]; at < starts[bucket + 1]; ++at) {
        if (at > starts[bucket] && scores[order[at]] != scores[order[at - 1]]) ++position;
        table[position] = scores[order[at]];
        positions[order[at]] = position;
      }
    }
  });
  return {statistics::ScoreTable(std::move(table)), std::move(positions)};
}

}  // namespace

Ranked rank_scores(ScoreColumn& scores, std::size_t threads) {
  if (scores.is_decimal && scores.most_decimals <= kMostCounted)
    return by_counting(std::move(scores.billionths), scores.most_decimals, threads);
  scores.to_values();
  return by_sorting(std::move(scores.values), threads);
}

}  // namespace regie::validation
