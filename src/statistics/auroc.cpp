#include "statistics/auroc.h"

#include <cmath>

namespace regie::statistics {
namespace {

/// n - 1 times the variance of placements, brought back to shares of the other class.
long double spread(Wide squares, Wide sum, std::uint64_t n, std::uint64_t others) {
  const auto scale = 2.0L * static_cast<long double>(others);
  const auto mean = static_cast<long double>(sum) / static_cast<long double>(n) / scale;
  return static_cast<long double>(squares) / scale / scale -
         static_cast<long double>(n) * mean * mean;
}

}  // namespace

double Placements::auroc() const {
  return static_cast<double>(static_cast<long double>(sum) / 2.0L /
                             static_cast<long double>(events) /
                             static_cast<long double>(non_events));
}

std::optional<double> Placements::variance() const {
  if (events < 2 || non_events < 2) return std::nullopt;
  const auto of_class = [&](Wide squares, std::uint64_t n, std::uint64_t others) {
    const auto count = static_cast<long double>(n);
    return spread(squares, sum, n, others) / (count - 1) / count;
  };
  const auto variance =
      of_class(event_squares, events, non_events) + of_class(non_event_squares, non_events, events);
  // What rounding leaves of a variance of zero is far below any that a real one can be.
  return variance > 1e-18L ? static_cast<double>(variance) : 0.0;
}

namespace {

/// `Number` holds a placement and its square.
template <class Number>
Placements placements_in(const ScoreCounts& counts) {
  Placements found{.events = counts.events, .non_events = counts.non_events};
  std::uint64_t below = 0;
  std::uint64_t above = counts.events;
  for (const auto& count : counts.counts) {
    above -= count.events;
    const Number of_event = 2 * Number{below} + count.non_events;
    const Number of_non_event = 2 * Number{above} + count.events;
    found.sum += Wide{of_event} * count.events;
    found.event_squares += Wide{of_event * of_event} * count.events;
    found.non_event_squares += Wide{of_non_event * of_non_event} * count.non_events;
    below += count.non_events;
  }
  return found;
}

/// With fewer rows, placements stay below 2^32 and their squares below 2^64.
constexpr std::uint64_t kSmall = std::uint64_t{1} << 31U;

}  // namespace

Placements placements(const ScoreCounts& counts) {
  return counts.n() < kSmall ? placements_in<std::uint64_t>(counts) : placements_in<Wide>(counts);
}

std::optional<Interval> delong(const Placements& placements) {
  const auto variance = placements.variance();
  if (!variance) return std::nullopt;
  return wald(placements.auroc(), std::sqrt(*variance));
}

double hanley_mcneil(double auroc, double events, double non_events) {
  const double square = auroc * auroc;
  const double variance = auroc * (1 - auroc) + (events - 1) * (auroc / (2 - auroc) - square) +
                          (non_events - 1) * (2 * square / (1 + auroc) - square);
  return std::sqrt(variance / events / non_events);
}

namespace {

/// Placements by position of the score: of an event and of a non-event.
struct PlacementTable {
  std::vector<std::uint64_t> of_event;
  std::vector<std::uint64_t> of_non_event;
  Placements sums;

  PlacementTable(std::span<const std::uint32_t> keys, std::size_t size)
      : of_event(size), of_non_event(size) {
    std::vector<std::uint64_t> events(size);
    std::vector<std::uint64_t> non_events(size);
    for (const auto key : keys) ++((key & 1U) != 0 ? events : non_events)[key >> 1U];
    for (std::size_t at = 0; at < size; ++at) sums.events += events[at];
    std::uint64_t above = sums.events;
    for (std::size_t at = 0; at < size; ++at) {
      above -= events[at];
      of_event[at] = 2 * sums.non_events + non_events[at];
      of_non_event[at] = 2 * above + events[at];
      sums.sum += Wide{of_event[at]} * events[at];
      sums.event_squares += Wide{of_event[at]} * of_event[at] * events[at];
      sums.non_event_squares += Wide{of_non_event[at]} * of_non_event[at] * non_events[at];
      sums.non_events += non_events[at];
    }
  }
};

}  // namespace

std::optional<PairedAuroc> compare(std::span<const std::uint32_t> first, std::size_t first_size,
                                   std::span<const std::uint32_t> second, std::size_t second_size) {
  const PlacementTable a(first, first_size);
  const PlacementTable b(second, second_size);
  const auto first_variance = a.sums.variance();
  const auto second_variance = b.sums.variance();
  if (!first_variance || !second_variance) return std::nullopt;
  Wide event_products = 0;
  Wide non_event_products = 0;
  for (std::size_t row = 0; row < first.size(); ++row) {
    const auto at = first[row] >> 1U;
    const auto other = second[row] >> 1U;
    if ((first[row] & 1U) != 0)
      event_products += Wide{a.of_event[at]} * b.of_event[other];
    else
      non_event_products += Wide{a.of_non_event[at]} * b.of_non_event[other];
  }
  const auto covariance = [&](Wide products, std::uint64_t n, std::uint64_t others) {
    const auto count = static_cast<long double>(n);
    const auto scale = 2.0L * static_cast<long double>(others);
    const auto mean = [&](const Placements& of) {
      return static_cast<long double>(of.sum) / count / scale;
    };
    return (static_cast<long double>(products) / scale / scale -
            count * mean(a.sums) * mean(b.sums)) /
           (count - 1) / count;
  };
  const auto both =
      static_cast<double>(covariance(event_products, a.sums.events, a.sums.non_events) +
                          covariance(non_event_products, a.sums.non_events, a.sums.events));
  const double variance = *first_variance + *second_variance - 2 * both;
  const double error = variance > 1e-18 ? std::sqrt(variance) : 0;
  PairedAuroc found{.difference = wald(a.sums.auroc() - b.sums.auroc(), error)};
  if (error > 0) found.p = two_sided_p(found.difference.value / error);
  if (*first_variance > 0 && *second_variance > 0)
    found.correlation = both / std::sqrt(*first_variance * *second_variance);
  return found;
}

WithoutGroup::WithoutGroup(const ScoreCounts& all) : all_(placements(all)) {
  const auto size = all.table->size() + 1;
  for (auto* sums : {&events_below_, &non_events_below_}) sums->resize(size);
  for (auto* sums : {&event_placements_below_, &non_event_placements_below_}) sums->resize(size);
  std::vector<ScoreCount> dense(all.table->size());
  for (const auto& count : all.counts) dense[count.position] = count;
  for (std::size_t at = 0; at < dense.size(); ++at) {
    const auto& count = dense[at];
    const auto below = non_events_below_[at];
    const auto above = all.events - events_below_[at] - count.events;
    events_below_[at + 1] = events_below_[at] + count.events;
    non_events_below_[at + 1] = below + count.non_events;
    event_placements_below_[at + 1] =
        event_placements_below_[at] + (2 * std::uint64_t{below} + count.non_events) * count.events;
    non_event_placements_below_[at + 1] =
        non_event_placements_below_[at] + (2 * above + count.events) * count.non_events;
  }
}

// With A(s) the placement of an event among all non-events and G(s) that among the group's, the
// rest has A - G. Between two scores of the group G stands still, so that sums over the rows there
// follow from the sums below each position.
Placements WithoutGroup::rest(const ScoreCounts& group, const Placements& of_group) const {
  Placements rest{.events = all_.events - of_group.events,
                  .non_events = all_.non_events - of_group.non_events,
                  .sum = all_.sum + of_group.sum,
                  .event_squares = all_.event_squares,
                  .non_event_squares = all_.non_event_squares};
  const auto take = [](Wide& from, std::uint64_t g, std::uint64_t rows, std::uint64_t placements) {
    from = from + Wide{g * g} * rows - Wide{2 * g} * placements;
  };
  std::uint64_t below = 0;
  std::uint64_t above = of_group.events;
  std::size_t from = 0;
  const auto stretch = [&](std::size_t until) {
    take(rest.event_squares, 2 * below, events_below_[until] - events_below_[from],
         event_placements_below_[until] - event_placements_below_[from]);
    take(rest.non_event_squares, 2 * above, non_events_below_[until] - non_events_below_[from],
         non_event_placements_below_[until] - non_event_placements_below_[from]);
    from = until;
  };
  for (const auto& count : group.counts) {
    const std::size_t at = count.position;
    stretch(at);
    const std::uint64_t all_events = events_below_[at + 1] - events_below_[at];
    const std::uint64_t all_non_events = non_events_below_[at + 1] - non_events_below_[at];
    const std::uint64_t event_all = 2 * std::uint64_t{non_events_below_[at]} + all_non_events;
    const std::uint64_t non_event_all = 2 * (all_.events - events_below_[at + 1]) + all_events;
    above -= count.events;
    const std::uint64_t event_group = 2 * below + count.non_events;
    const std::uint64_t non_event_group = 2 * above + count.events;
    // Rows at this score: those of the group leave with their placement among all.
    take(rest.event_squares, event_group, all_events, event_all * all_events);
    take(rest.non_event_squares, non_event_group, all_non_events, non_event_all * all_non_events);
    const auto event_rest = event_all - event_group;
    const auto non_event_rest = non_event_all - non_event_group;
    rest.event_squares -= Wide{event_rest * event_rest} * count.events;
    rest.non_event_squares -= Wide{non_event_rest * non_event_rest} * count.non_events;
    rest.sum -= Wide{event_all} * count.events + Wide{non_event_all} * count.non_events;
    below += count.non_events;
    from = at + 1;
  }
  stretch(events_below_.size() - 1);
  return rest;
}

}  // namespace regie::statistics
