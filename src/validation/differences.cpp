#include "validation/differences.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "statistics/multiplicity.h"
#include "statistics/shrinkage.h"

namespace regie::validation {
namespace {

using statistics::Interval;

constexpr double kStandsOut = 0.05;

class Beside {
 public:
  Beside(std::uint64_t n, std::uint64_t events, Sufficiency verdict)
      : n_(n), events_(events), verdict_(verdict) {}

  void add(MeasureName measure, const Interval& difference, Method method, double z) {
    if (!std::isfinite(difference.value) || !std::isfinite(z)) return;
    found_.push_back({.measure = measure,
                      .difference = estimate(difference, method, n_, events_, verdict_),
                      .p = statistics::two_sided_p(z)});
  }
  std::vector<GroupDifference> take() { return std::move(found_); }

 private:
  std::uint64_t n_;
  std::uint64_t events_;
  Sufficiency verdict_;
  std::vector<GroupDifference> found_;
};

void add_auroc(Beside& beside, const statistics::Placements& group,
               const statistics::Placements& rest) {
  const auto own = group.variance();
  const auto other = rest.variance();
  if (!own || !other || *own + *other <= 0) return;
  const auto difference = statistics::wald(group.auroc() - rest.auroc(), std::sqrt(*own + *other));
  beside.add(MeasureName::auroc, difference, Method::delong,
             difference.value / difference.standard_error);
}

void add_observed_expected(Beside& beside, const statistics::CalibrationSums& group,
                           const statistics::CalibrationSums& rest) {
  if (group.events <= 0 || rest.events <= 0 || group.expected <= 0 || rest.expected <= 0) return;
  const auto own = statistics::observed_expected(group);
  const auto other = statistics::observed_expected(rest);
  const double error =
      std::hypot(own.standard_error / own.value, other.standard_error / other.value);
  const double logarithm = std::log(own.value / other.value);
  const double half = statistics::kNormal95 * error;
  beside.add(MeasureName::observed_expected,
             {std::exp(logarithm), std::exp(logarithm - half), std::exp(logarithm + half),
              std::exp(logarithm) * error},
             Method::log_normal, logarithm / error);
}

void add_shares(Beside& beside, MeasureName measure, std::uint64_t part, std::uint64_t of,
                std::uint64_t rest_part, std::uint64_t rest_of) {
  if (of == 0 || rest_of == 0) return;
  const auto share = [](std::uint64_t a, std::uint64_t b) {
    return statistics::wilson(static_cast<double>(a), static_cast<double>(b));
  };
  const auto difference = statistics::newcombe(share(part, of), share(rest_part, rest_of));
  const double together = static_cast<double>(part + rest_part) / static_cast<double>(of + rest_of);
  const double error = std::sqrt(together * (1 - together) *
                                 (1 / static_cast<double>(of) + 1 / static_cast<double>(rest_of)));
  if (error > 0) beside.add(measure, difference, Method::newcombe, difference.value / error);
}

void add_threshold(Beside& beside, const statistics::Confusion& group,
                   const statistics::Confusion& all) {
  const statistics::Confusion rest{group.threshold, all.true_positives - group.true_positives,
                                   all.false_positives - group.false_positives,
                                   all.false_negatives - group.false_negatives,
                                   all.true_negatives - group.true_negatives};
  if (rest.n() == 0) return;
  const auto own = statistics::net_benefit(group);
  const auto other = statistics::net_benefit(rest);
  const double error = std::hypot(own.standard_error, other.standard_error);
  if (error > 0)
    beside.add(MeasureName::net_benefit, statistics::wald(own.value - other.value, error),
               Method::wald, (own.value - other.value) / error);
  add_shares(beside, MeasureName::sensitivity, group.true_positives, group.events(),
             rest.true_positives, rest.events());
  add_shares(beside, MeasureName::alert_rate, group.alerts(), group.n(), rest.alerts(), rest.n());
}

const Estimate& estimate_of(const Measures& measures, MeasureName measure) {
  switch (measure) {
    case MeasureName::observed_expected:
      return measures.observed_expected;
    case MeasureName::net_benefit:
      return measures.at_threshold->net_benefit;
    case MeasureName::sensitivity:
      return measures.at_threshold->sensitivity;
    case MeasureName::alert_rate:
      return measures.at_threshold->alert_rate;
    default:
      return measures.auroc;
  }
}

/// Ratios are drawn together on the log scale.
bool is_ratio(MeasureName measure) { return measure == MeasureName::observed_expected; }

void shrink_together(const std::vector<std::pair<GroupResult*, GroupDifference*>>& members) {
  std::vector<Interval> raw;
  std::vector<std::pair<GroupResult*, GroupDifference*>> with_error;
  for (const auto& member : members) {
    const auto& own = estimate_of(*member.first->measures, member.second->measure);
    if (!own.value || !own.standard_error || *own.standard_error <= 0) continue;
    const bool ratio = is_ratio(member.second->measure);
    raw.push_back(
        {.value = ratio ? std::log(*own.value) : *own.value,
         .standard_error = ratio ? *own.standard_error / *own.value : *own.standard_error});
    with_error.push_back(member);
  }
  if (raw.empty()) return;
  const auto shrunken = statistics::shrink(raw);
  for (std::size_t at = 0; at < shrunken.size(); ++at) {
    auto [group, difference] = with_error[at];
    const auto& own = estimate_of(*group->measures, difference->measure);
    auto each = shrunken[at];
    if (is_ratio(difference->measure)) {
      const double value = std::exp(each.value);
      each = {value, std::exp(each.lower), std::exp(each.upper), value * each.standard_error};
    }
    difference->shrunken = own;
    difference->shrunken.value = each.value;
    difference->shrunken.lower = each.lower;
    difference->shrunken.upper = each.upper;
    difference->shrunken.standard_error = each.standard_error;
    difference->shrunken.method = Method::wald;
  }
}

}  // namespace

std::vector<GroupDifference> differences(const statistics::WithoutGroup& all,
                                         const Found& found_all,
                                         const statistics::ScoreCounts& group, const Found& found,
                                         Sufficiency verdict) {
  Beside beside(group.n(), group.events, verdict);
  add_auroc(beside, found.placements, all.rest(group, found.placements));
  auto rest = found_all.sums;
  rest -= found.sums;
  add_observed_expected(beside, found.sums, rest);
  if (found.confusion) add_threshold(beside, *found.confusion, *found_all.confusion);
  return beside.take();
}

void weigh_together(std::vector<GroupResult>& groups) {
  std::map<MeasureName, std::vector<std::pair<GroupResult*, GroupDifference*>>> by_measure;
  std::map<std::pair<MeasureName, std::vector<std::string>>,
           std::vector<std::pair<GroupResult*, GroupDifference*>>>
      by_columns;
  for (auto& group : groups) {
    if (!group.measures) continue;
    for (auto& difference : group.differences) {
      by_measure[difference.measure].emplace_back(&group, &difference);
      by_columns[{difference.measure, group.columns}].emplace_back(&group, &difference);
    }
  }
  for (const auto& [measure, members] : by_measure) {
    std::vector<double> p;
    for (const auto& member : members) p.push_back(member.second->p.value_or(1));
    const auto adjusted = statistics::benjamini_hochberg(p);
    for (std::size_t at = 0; at < members.size(); ++at) {
      members[at].second->p_adjusted = adjusted[at];
      members[at].second->stands_out = adjusted[at] < kStandsOut;
    }
  }
  for (const auto& [key, members] : by_columns) shrink_together(members);
}

}  // namespace regie::validation
