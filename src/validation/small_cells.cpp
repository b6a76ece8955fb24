#include "validation/small_cells.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>

namespace regie::validation {
namespace {

/// The rows at or above some score, as a number in a result tells.
struct Cut {
  std::int64_t events = 0;
  std::int64_t non_events = 0;
  std::string pointer;
};

bool is_few(std::int64_t count) { return count != 0 && std::abs(count) < kLeastPersons; }

/// Every cut that the numbers of a group tell of. All: how many rows there are.
class Cuts {
 public:
  explicit Cuts(const Cut& all) : all_(all), cuts_{{}, all} {}

  void at(const std::string& pointer, const ThresholdMeasures& measures) {
    if (measures.true_positives && measures.false_positives)
      cuts_.push_back({*measures.true_positives, *measures.false_positives, pointer});
  }
  void bins(const std::string& pointer, const std::vector<CalibrationBin>& bins) {
    auto above = all_;
    for (std::size_t index = 0; index < bins.size(); ++index) {
      above.events -= bins[index].events;
      above.non_events -= bins[index].n - bins[index].events;
      above.pointer = pointer + std::to_string(index);
      cuts_.push_back(above);
    }
  }
  void curves(const std::string& at, const Figures& figures) {
    const auto part = [](double share, double of) { return std::llround(share * of); };
    for (std::size_t index = 0; index < figures.roc.size(); ++index) {
      const auto& [threshold, false_positive_rate, sensitivity] = figures.roc[index];
      cuts_.push_back({part(sensitivity, static_cast<double>(all_.events)),
                       part(false_positive_rate, static_cast<double>(all_.non_events)),
                       at + "/roc/" + std::to_string(index)});
    }
    for (std::size_t index = 0; index < figures.precision_recall.size(); ++index) {
      const auto& [threshold, recall, precision] = figures.precision_recall[index];
      const auto events = part(recall, static_cast<double>(all_.events));
      if (events > 0 && precision > 0)
        cuts_.push_back({events, part(1 / precision - 1, static_cast<double>(events)),
                         at + "/precision_recall/" + std::to_string(index)});
    }
  }
  /// From the lowest score up, as far as there are numbers, and from the highest down.
  void histogram(const std::string& at, const std::vector<HistogramBin>& bins) {
    const auto known = [](const HistogramBin& bin) { return bin.events && bin.non_events; };
    auto above = all_;
    for (std::size_t bin = 0; bin < bins.size() && known(bins[bin]); ++bin) {
      above.events -= *bins[bin].events;
      above.non_events -= *bins[bin].non_events;
      cuts_.push_back({above.events, above.non_events, at + "/histogram/" + std::to_string(bin)});
    }
    above = {};
    for (auto bin = bins.size(); bin-- > 0 && known(bins[bin]);) {
      above.events += *bins[bin].events;
      above.non_events += *bins[bin].non_events;
      cuts_.push_back({above.events, above.non_events, at + "/histogram/" + std::to_string(bin)});
    }
  }
  /// Where the difference of two neighbours is a few rows of a class.
  std::vector<std::string> few() {
    std::ranges::sort(cuts_, {}, [](const Cut& cut) {
      return std::tuple(cut.events + cut.non_events, cut.events, cut.pointer);
    });
    std::vector<std::string> found;
    for (std::size_t index = 1; index < cuts_.size(); ++index) {
      const auto& [events, non_events, pointer] = cuts_[index - 1];
      const auto& next = cuts_[index];
      if (is_few(next.events - events) || is_few(next.non_events - non_events))
        found.push_back(next.pointer.empty() ? pointer : next.pointer);
    }
    return found;
  }

 private:
  Cut all_;
  std::vector<Cut> cuts_;
};

class Search {
 public:
  explicit Search(std::string_view prefix) : prefix_(prefix) {}

  std::vector<FieldError> take() { return std::move(errors_); }

  void look(const ValidationResult& result) {
    if (result.run.minimum_persons < kLeastPersons) reject("/run/minimum_persons");
    for (std::size_t index = 0; index < result.models.size(); ++index) {
      const auto at = "/models/" + std::to_string(index);
      const auto& model = result.models[index];
      group(at + "/all", model.all);
      for (std::size_t each = 0; each < model.groups.size(); ++each)
        group(at + "/groups/" + std::to_string(each), model.groups[each]);
      for (std::size_t each = 0; each < model.periods.size(); ++each) {
        const auto& period = model.periods[each];
        counts(at + "/periods/" + std::to_string(each), period.n, period.events, period.measures);
      }
    }
    for (std::size_t index = 0; index < result.continuous.size(); ++index)
      count("/continuous/" + std::to_string(index) + "/n", result.continuous[index].n);
  }

 private:
  void reject(const std::string& pointer) {
    errors_.push_back({prefix_ + pointer,
                       ErrorCode::too_few_persons,
                       {{"limit", std::to_string(kLeastPersons)}}});
  }

  void count(const std::string& pointer, const std::optional<std::int64_t>& persons) {
    if (persons && *persons != 0 && *persons < kLeastPersons) reject(pointer);
  }

  void counts(const std::string& at, const std::optional<std::int64_t>& n,
              const std::optional<std::int64_t>& events, const std::optional<Measures>& measures) {
    count(at + "/n", n);
    count(at + "/events", events);
    if (n && events) {
      const auto others = without_event(*n, *events);
      if (!others) reject(at + "/events");
      count(at + "/events", others);
    }
    if (!measures) return;
    // Numbers without the counts that they rest on cannot be judged.
    if (!n || !events || *n < kLeastPersons) reject(at + "/measures");
    for (std::size_t index = 0; index < measures->calibration_bins.size(); ++index) {
      const auto& bin = measures->calibration_bins[index];
      const auto place = at + "/measures/calibration_bins/" + std::to_string(index);
      count(place + "/n", bin.n);
      count(place + "/events", bin.events);
      count(place + "/events", without_event(bin.n, bin.events));
    }
    if (measures->at_threshold) confusion(at + "/measures/at_threshold", *measures->at_threshold);
  }

  void group(const std::string& at, const GroupResult& group) {
    counts(at, group.n, group.events, group.measures);
    count(at + "/persons", group.persons);
    subtract(at, group);
    if (!group.figures) return;
    const auto& [calibration, histogram, roc, precision_recall, decision, thresholds] =
        *group.figures;
    for (std::size_t index = 0; index < histogram.size(); ++index) {
      const auto bin = at + "/figures/histogram/" + std::to_string(index);
      count(bin + "/events", histogram[index].events);
      count(bin + "/non_events", histogram[index].non_events);
    }
    for (std::size_t index = 0; index < thresholds.size(); ++index)
      confusion(at + "/figures/thresholds/" + std::to_string(index), thresholds[index]);
  }

  /// What follows when numbers at two scores are subtracted.
  void subtract(const std::string& at, const GroupResult& group) {
    if (!group.n || !group.events || !group.measures) return;
    Cuts cuts({*group.events, *group.n - *group.events, ""});
    if (group.measures->at_threshold)
      cuts.at(at + "/measures/at_threshold", *group.measures->at_threshold);
    cuts.bins(at + "/measures/calibration_bins/", group.measures->calibration_bins);
    if (group.figures) {
      const auto figures = at + "/figures";
      cuts.curves(figures, *group.figures);
      cuts.histogram(figures, group.figures->histogram);
      for (std::size_t index = 0; index < group.figures->thresholds.size(); ++index)
        cuts.at(figures + "/thresholds/" + std::to_string(index), group.figures->thresholds[index]);
    }
    for (const auto& pointer : cuts.few()) reject(pointer);
  }

  void confusion(const std::string& at, const ThresholdMeasures& measures) {
    count(at + "/true_positives", measures.true_positives);
    count(at + "/false_positives", measures.false_positives);
    count(at + "/false_negatives", measures.false_negatives);
    count(at + "/true_negatives", measures.true_negatives);
    const auto share = [&](const char* name, const Estimate& estimate) {
      if (!estimate.value) return;
      count(at + name, estimate.n);
      count(at + name, estimate.events);
      count(at + name, without_event(estimate.n, estimate.events));
    };
    share("/sensitivity", measures.sensitivity);
    share("/specificity", measures.specificity);
    share("/positive_predictive_value", measures.positive_predictive_value);
    share("/negative_predictive_value", measures.negative_predictive_value);
    share("/number_needed_to_evaluate", measures.number_needed_to_evaluate);
    share("/alert_rate", measures.alert_rate);
  }

  std::string prefix_;
  std::vector<FieldError> errors_;
};

}  // namespace

std::optional<std::int64_t> without_event(std::int64_t n, std::int64_t events) {
  if (events < 0 || events > n) return std::nullopt;
  return n - events;
}

std::vector<FieldError> small_cells(const ValidationResult& result, std::string_view prefix) {
  Search search(prefix);
  search.look(result);
  return search.take();
}

}  // namespace regie::validation
