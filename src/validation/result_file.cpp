#include <charconv>

#include "base/json_codec.h"
#include "validation/validation.h"

namespace regie::validation {
namespace {

std::string number(double value) {
  char text[32];
  const auto end = std::to_chars(std::begin(text), std::end(text), value);
  return {text, end.ptr};
}

std::string number(const std::optional<double>& value) { return value ? number(*value) : ""; }

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

class CsvWriter {
 public:
  void place(std::string model, std::string group, std::string period) {
    place_ = cell(model) + "," + cell(group) + "," + cell(period) + ",";
  }
  void row(std::string_view measure, const Estimate& estimate, std::string threshold = "") {
    csv_ += place_;
    csv_ += measure;
    csv_ += "," + threshold + "," + number(estimate.value) + "," + number(estimate.lower) + "," +
            number(estimate.upper) + "," + std::to_string(estimate.n) + "," +
            std::to_string(estimate.events) + ",";
    csv_ += enum_text(estimate.method);
    csv_ += ",";
    csv_ += enum_text(estimate.verdict);
    csv_ += "\r\n";
  }
  /// Every estimate that a described value has, by its name.
  template <class T>
  void estimates(const T& of, const std::string& threshold = "") {
    boost::mp11::mp_for_each<codec::Members<T>>([&](auto member) {
      const auto& field = of.*member.pointer;
      using Field = std::remove_cvref_t<decltype(field)>;
      if constexpr (std::is_same_v<Field, Estimate>) {
        row(member.name, field, threshold);
      } else if constexpr (std::is_same_v<Field, std::optional<Estimate>>) {
        if (field) row(member.name, *field, threshold);
      }
    });
  }
  void measures(const std::optional<Measures>& measures) {
    if (!measures) return;
    estimates(*measures);
    if (measures->at_threshold)
      estimates(*measures->at_threshold, number(measures->at_threshold->threshold));
  }
  void group(const std::string& model, const GroupResult& group) {
    place(model, group.name, "");
    measures(group.measures);
    for (const auto& each : group.differences) {
      const std::string name(enum_text(each.measure));
      row(name + "_against_rest", each.difference);
      if (each.shrunken.value) row(name + "_shrunken", each.shrunken);
    }
    if (!group.figures) return;
    for (const auto& point : group.figures->decision)
      row("net_benefit", point.model, number(point.threshold));
  }
  std::string take() { return std::move(csv_); }

 private:
  std::string csv_ =
      "model,group,period,measure,threshold,value,lower,upper,n,events,method,verdict\r\n";
  std::string place_;
};

}  // namespace

std::string result_as_json(const ValidationResult& result) {
  return codec::encode_text(result) + "\n";
}

std::string result_as_csv(const ValidationResult& result) {
  CsvWriter csv;
  for (const auto& model : result.models) {
    csv.group(model.name, model.all);
    for (const auto& group : model.groups) csv.group(model.name, group);
    for (const auto& period : model.periods) {
      csv.place(model.name, "", period.period);
      csv.measures(period.measures);
    }
  }
  for (const auto& each : result.comparisons) {
    csv.place(each.first + " - " + each.second, "", "");
    csv.estimates(each);
  }
  for (const auto& each : result.continuous) {
    csv.place(each.model, each.name, "");
    csv.estimates(each);
  }
  return csv.take();
}

}  // namespace regie::validation
