#include <algorithm>
#include <cmath>

#include "statistics/calibration.h"

namespace regie::statistics {
namespace {

/// Local linear regression on bins, which stand by rising score.
class Smoother {
 public:
  Smoother(const std::vector<ScoreBin>& bins, double span) : bins_(bins) {
    for (const auto& bin : bins) total_ += static_cast<double>(bin.n);
    wanted_ = span * total_;
  }

  /// The weight of each bin's share in the fitted value at a score; zero outside `from`, `until`.
  struct Weights {
    std::size_t from = 0;
    std::size_t until = 0;
    std::vector<double> of;  ///< from `from`
  };

  void weigh(double at, Weights& into) const {
    const auto [from, until, reach] = window(at);
    into.from = from;
    into.until = until;
    into.of.assign(until - from, 0);
    double sum = 0;
    double sum_x = 0;
    double sum_xx = 0;
    for (auto index = from; index < until; ++index) {
      const double x = bins_[index].mean_score - at;
      const double near = 1 - std::pow(std::abs(x) / reach, 3);
      const double weight = static_cast<double>(bins_[index].n) * near * near * near;
      into.of[index - from] = weight;
      sum += weight;
      sum_x += weight * x;
      sum_xx += weight * x * x;
    }
    const double determinant = sum * sum_xx - sum_x * sum_x;
    const bool flat = determinant <= 1e-12 * sum * sum_xx;
    for (auto index = from; index < until; ++index) {
      const double x = bins_[index].mean_score - at;
      auto& weight = into.of[index - from];
      weight *= flat ? 1 / sum : (sum_xx - x * sum_x) / determinant;
    }
  }

  double value(const Weights& weights) const {
    double sum = 0;
    for (auto index = weights.from; index < weights.until; ++index)
      sum += weights.of[index - weights.from] * bins_[index].observed();
    return sum;
  }

 private:
  struct Window {
    std::size_t from;
    std::size_t until;
    double reach;
  };

  /// The nearest bins that hold the wanted share of rows, and a little past the farthest of them.
  Window window(double at) const {
    auto right = static_cast<std::size_t>(
        std::ranges::lower_bound(bins_, at, {}, &ScoreBin::mean_score) - bins_.begin());
    auto left = right;
    double rows = 0;
    double reach = 0;
    while (rows < wanted_ && (left > 0 || right < bins_.size())) {
      const bool go_left = right == bins_.size() || (left > 0 && at - bins_[left - 1].mean_score <=
                                                                     bins_[right].mean_score - at);
      const auto& bin = go_left ? bins_[--left] : bins_[right++];
      rows += static_cast<double>(bin.n);
      reach = std::abs(bin.mean_score - at);
    }
    return {left, right, std::max(reach, 1e-12) * 1.0001};
  }

  const std::vector<ScoreBin>& bins_;
  double total_ = 0;
  double wanted_ = 0;
};

/// The curve between its points, and beyond them as at the nearest.
double along(const std::vector<SmoothPoint>& curve, double score) {
  const auto next = std::ranges::lower_bound(curve, score, {}, &SmoothPoint::score);
  if (next == curve.begin()) return curve.front().observed;
  if (next == curve.end()) return curve.back().observed;
  const auto& before = *std::prev(next);
  const double part = (score - before.score) / (next->score - before.score);
  return before.observed + part * (next->observed - before.observed);
}

}  // namespace

std::vector<SmoothPoint> smooth_calibration(const std::vector<ScoreBin>& bins, std::size_t points,
                                            double span) {
  if (bins.size() < 2 || points < 2) return {};
  const Smoother smoother(bins, span);
  const double first = bins.front().mean_score;
  const double width = bins.back().mean_score - first;
  std::vector<Smoother::Weights> weights(points);
  std::vector<SmoothPoint> curve(points);
  for (std::size_t point = 0; point < points; ++point) {
    const double at = first + width * static_cast<double>(point) / static_cast<double>(points - 1);
    smoother.weigh(at, weights[point]);
    curve[point] = {.score = at, .observed = smoother.value(weights[point])};
  }
  double total = 0;
  for (const auto& bin : bins) total += static_cast<double>(bin.n);
  std::vector<double> variances;
  variances.reserve(bins.size());
  for (const auto& bin : bins) {
    const double share = std::clamp(along(curve, bin.mean_score), 0.5 / total, 1 - 0.5 / total);
    variances.push_back(share * (1 - share) / static_cast<double>(bin.n));
  }
  for (std::size_t point = 0; point < points; ++point) {
    double variance = 0;
    const auto& of = weights[point];
    for (auto index = of.from; index < of.until; ++index)
      variance += of.of[index - of.from] * of.of[index - of.from] * variances[index];
    auto& each = curve[point];
    const auto band = wald(each.observed, std::sqrt(variance));
    each.observed = std::clamp(each.observed, 0.0, 1.0);
    each.lower = std::clamp(band.lower, 0.0, 1.0);
    each.upper = std::clamp(band.upper, 0.0, 1.0);
  }
  return curve;
}

}  // namespace regie::statistics
