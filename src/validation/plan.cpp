#include "validation/plan.h"

#include <algorithm>
#include <boost/mp11.hpp>
#include <charconv>
#include <cmath>

#include "base/json_codec.h"
#include "content/yaml.h"

namespace regie::validation {
namespace {

constexpr double kMostThresholds = 1000;
constexpr std::int64_t kMostReplicates = 100'000;
constexpr std::int64_t kLeastPersons = 10;
constexpr std::int64_t kLeastEvents = 100;

bool is_share(double value) { return value > 0 && value < 1; }

bool is_sound(const ThresholdRange& range) {
  return is_share(range.from) && is_share(range.to) && range.from <= range.to && range.step > 0 &&
         (range.to - range.from) / range.step < kMostThresholds;
}

class Check {
 public:
  explicit Check(const Plan& plan) : plan_(plan) {}

  std::vector<FieldError> all() {
    columns();
    numbers();
    for (std::size_t index = 0; index < plan_.criteria.size(); ++index) criterion(index);
    return std::move(errors_);
  }

 private:
  void reject(std::string pointer, ErrorCode code,
              std::map<std::string, std::string> parameters = {}) {
    errors_.push_back({std::move(pointer), code, std::move(parameters)});
  }

  void columns() {
    if (plan_.score.empty()) reject("/score", ErrorCode::missing_field);
    if (!plan_.outcome) reject("/outcome", ErrorCode::missing_field);
    if (plan_.model && plan_.score.size() > 1)
      reject("/model", ErrorCode::too_many_items, {{"limit", "1"}});
    if (plan_.lower.has_value() != plan_.upper.has_value())
      reject(plan_.lower ? "/upper" : "/lower", ErrorCode::missing_field);
    const auto& by = plan_.by;
    for (std::size_t index = 0; index < by.size(); ++index)
      if (std::ranges::count(by, by[index]) > 1)
        reject("/by/" + std::to_string(index), ErrorCode::duplicate, {{"value", by[index]}});
    for (std::size_t index = 0; index < plan_.pairs.size(); ++index) {
      const auto& pair = plan_.pairs[index];
      const bool known = std::ranges::all_of(
          pair, [&](const auto& column) { return std::ranges::count(by, column) > 0; });
      if (pair.size() != 2 || !known || pair[0] == pair[1])
        reject("/pairs/" + std::to_string(index), ErrorCode::not_in_catalog,
               {{"value", joined(pair, ":")}});
    }
  }

  void whole(const char* pointer, std::optional<std::int64_t> value, std::int64_t least,
             std::int64_t most) {
    if (value && (*value < least || *value > most))
      reject(pointer, ErrorCode::out_of_range,
             {{"minimum", std::to_string(least)}, {"maximum", std::to_string(most)}});
  }

  void numbers() {
    if (plan_.threshold && !is_share(*plan_.threshold))
      reject("/threshold", ErrorCode::threshold_not_a_share);
    if (plan_.thresholds && !is_sound(*plan_.thresholds))
      reject("/thresholds", ErrorCode::threshold_not_a_share);
    constexpr std::int64_t kMost = 1'000'000'000;
    whole("/bootstrap", plan_.bootstrap, 0, kMostReplicates);
    whole("/seed", plan_.seed, 0, kMost);
    whole("/minimum_events", plan_.minimum_events, kLeastEvents, kMost);
    whole("/minimum_persons", plan_.minimum_persons, kLeastPersons, kMost);
    if (plan_.agreed_on && !parse_date(*plan_.agreed_on))
      reject("/agreed_on", ErrorCode::not_a_date);
    if (plan_.repeats == Repeats::first && (!plan_.patient || !plan_.time))
      reject("/repeats", ErrorCode::first_needs_time);
    if (plan_.repeats == Repeats::highest && !plan_.patient)
      reject("/patient", ErrorCode::missing_field);
  }

  void criterion(std::size_t index) {
    const auto& each = plan_.criteria[index];
    const auto pointer = "/criteria/" + std::to_string(index);
    if (!each.at_least && !each.at_most) reject(pointer + "/at_least", ErrorCode::missing_field);
    const bool at_threshold = each.measure >= MeasureName::net_benefit &&
                              each.measure <= MeasureName::number_needed_to_evaluate;
    if (at_threshold && !plan_.threshold) reject("/threshold", ErrorCode::missing_field);
  }

  const Plan& plan_;
  std::vector<FieldError> errors_;
};

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

}  // namespace

Result<Plan> read_plan(std::string_view yaml, std::string_view file) {
  return codec::decode<Plan>(TRY(content::read_yaml(yaml, file)).value);
}

Plan merged(const Plan& under, const Plan& over) {
  Plan plan = over;
  boost::mp11::mp_for_each<codec::Members<Plan>>([&](auto member) {
    auto& field = plan.*member.pointer;
    using Field = std::remove_cvref_t<decltype(field)>;
    if constexpr (codec::OptionalOf<Field>::value) {
      if (!field) field = under.*member.pointer;
    } else {
      if (field.empty()) field = under.*member.pointer;
    }
  });
  return plan;
}

Result<void> check(const Plan& plan) {
  auto errors = Check(plan).all();
  if (errors.empty()) return {};
  return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
}

bool is_paired(const Plan& plan, const std::string& first, const std::string& second) {
  return plan.all_pairs.value_or(false) ||
         std::ranges::count(plan.pairs, std::vector{first, second}) +
                 std::ranges::count(plan.pairs, std::vector{second, first}) >
             0;
}

Result<ThresholdRange> read_thresholds(std::string_view text) {
  const auto first = text.find(':');
  const auto second = first == text.npos ? text.npos : text.find(':', first + 1);
  if (second == text.npos) return failure(ErrorCode::threshold_not_a_share);
  const auto from = number(text.substr(0, first));
  const auto to = number(text.substr(first + 1, second - first - 1));
  const auto step = number(text.substr(second + 1));
  if (!from || !to || !step) return failure(ErrorCode::threshold_not_a_share);
  const ThresholdRange range{*from, *to, *step};
  if (!is_sound(range)) return failure(ErrorCode::threshold_not_a_share);
  return range;
}

std::vector<double> thresholds_of(const ThresholdRange& range) {
  // Six decimals are more than a threshold has; whole steps of them add without rounding.
  constexpr double kScale = 1e6;
  std::vector<double> thresholds;
  const double from = std::round(range.from * kScale);
  const double step = std::max(1.0, std::round(range.step * kScale));
  const double to = std::round(range.to * kScale);
  for (double at = from; at <= to && thresholds.size() < static_cast<std::size_t>(kMostThresholds);
       at += step)
    thresholds.push_back(at / kScale);
  return thresholds;
}

}  // namespace regie::validation
