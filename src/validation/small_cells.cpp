#include "validation/small_cells.h"

#include <string>

namespace regie::validation {
namespace {

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
