#include "assessment/prefill.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>

#include "assessment/value.h"

namespace regie::assessment {
namespace {

namespace json = boost::json;
using Values = std::vector<json::value>;

bool is_text(ItemType type) {
  return type == ItemType::string || type == ItemType::text || type == ItemType::open_choice;
}

/// What stands for a part of the record that has parts of its own: a person, a version, a document.
std::optional<json::value> shown_part(const json::object& part) {
  for (const char* name : {"name", "version", "title", "role", "link"})
    if (const auto* value = part.if_contains(name); value != nullptr && value->is_string())
      return *value;
  return std::nullopt;
}

class FieldReader {
 public:
  FieldReader(const Item& question, const std::string& field, const PrefillSources& sources)
      : question_(question), field_(field), sources_(sources) {}

  Values read() {
    boost::system::error_code error;
    const auto* found = sources_.record.find_pointer(field_, error);
    if (error || found == nullptr) return {};
    if (const auto* list = found->if_array())
      for (const auto& each : *list) take(each);
    else
      take(*found);
    if (values_.size() > 1 && !question_.repeats) return joined_values();
    return values_;
  }

 private:
  void take(const json::value& value) {
    if (value.is_null()) return;
    if (const auto* part = value.if_object()) {
      if (auto shown = shown_part(*part)) values_.push_back(*std::move(shown));
    } else if (const auto* text = value.if_string(); text && is_text(question_.type)) {
      if (!text->empty()) values_.emplace_back(sources_.word(field_, std::string(*text)));
    } else {
      values_.push_back(value);
    }
  }

  Values joined_values() const {
    std::vector<std::string> parts;
    for (const auto& each : values_)
      if (const auto* text = each.if_string()) parts.emplace_back(*text);
    if (!is_text(question_.type) || parts.empty()) return {};
    return {json::value(joined(parts, ", "))};
  }

  const Item& question_;
  const std::string& field_;
  const PrefillSources& sources_;
  Values values_;
};

json::value number_value(const Item& question, double number) {
  if (question.type == ItemType::integer && std::floor(number) == number)
    return static_cast<std::int64_t>(number);
  return number;
}

/// Facts added up; absent when one of them is not known.
struct Total {
  std::optional<double> value;
  std::int64_t base = 0;  ///< of the first
  Timestamp at;
};

Total total_of(const std::vector<std::string>& names, const PrefillSources& sources) {
  Total total{.value = 0.0, .at = sources.now};
  for (const auto& name : names) {
    const auto fact = std::ranges::find(sources.facts, name, &facts::Fact::id);
    if (fact == sources.facts.end() || !fact->value) return {.at = sources.now};
    if (name == names.front()) total = {0.0, fact->base, fact->at};
    *total.value += *fact->value;
  }
  return total;
}

/// Options that rules choose, and from what.
class Chooser {
 public:
  Chooser(const Prefill& prefill, const PrefillSources& sources)
      : prefill_(prefill), sources_(sources) {}

  ComputedAnswer choose(bool several) {
    for (const auto& rule : prefill_.choose) {
      const bool is_rest = rule.facts.empty() && !rule.instrument;
      if (is_rest ? answer_.values.empty() && knows_something_ : holds(rule)) {
        answer_.values.emplace_back(rule.value);
        if (!several) break;
      }
    }
    answer_.from = joined(from_, ", ");
    return std::move(answer_);
  }

 private:
  bool holds(const ChoiceRule& rule) {
    return rule.instrument ? was_answered(rule) : reaches(rule);
  }

  bool reaches(const ChoiceRule& rule) {
    const auto total = total_of(rule.facts, sources_);
    if (!total.value || total.base == 0) return false;
    looked_at(AnswerOrigin::fact, rule.facts);
    if (!answer_.base) {
      answer_.base = total.base;
      answer_.at = total.at;
    }
    return *total.value >= rule.at_least.value_or(1);
  }

  bool was_answered(const ChoiceRule& rule) {
    const auto given = sources_.other_assessment(*rule.instrument, *rule.item);
    if (given.empty()) return false;
    looked_at(AnswerOrigin::assessment, {*rule.instrument + "/" + *rule.item});
    return std::ranges::any_of(given, [&](const json::value& each) {
      return std::ranges::find(rule.answers, each) != rule.answers.end();
    });
  }

  /// An answer has one kind of origin: that of the first that something is known of.
  void looked_at(AnswerOrigin origin, const std::vector<std::string>& names) {
    if (!knows_something_) answer_.origin = origin;
    knows_something_ = true;
    if (answer_.origin != origin) return;
    for (const auto& name : names)
      if (std::ranges::find(from_, name) == from_.end()) from_.push_back(name);
  }

  const Prefill& prefill_;
  const PrefillSources& sources_;
  ComputedAnswer answer_{.at = sources_.now};
  std::vector<std::string> from_;
  bool knows_something_ = false;
};

ComputedAnswer from_source(const Item& question, const Prefill& prefill,
                           const PrefillSources& sources) {
  ComputedAnswer answer{.at = sources.now};
  if (!prefill.choose.empty()) return Chooser(prefill, sources).choose(question.repeats);
  if (prefill.fact || !prefill.sum.empty()) {
    const auto names = prefill.fact ? std::vector{*prefill.fact} : prefill.sum;
    answer.origin = AnswerOrigin::fact;
    answer.from = joined(names, ", ");
    const auto total = total_of(names, sources);
    if (!total.value) return answer;
    // What is multiplied is a share: nobody writes more than a tenth of a per cent.
    const auto number =
        prefill.times ? std::round(*total.value * *prefill.times * 10) / 10 : *total.value;
    answer.values = {number_value(question, number)};
    answer.base = total.base;
    answer.at = total.at;
  } else if (prefill.field) {
    answer.origin = AnswerOrigin::field;
    answer.from = *prefill.field;
    answer.values = FieldReader(question, *prefill.field, sources).read();
  } else if (prefill.instrument && prefill.item) {
    answer.origin = AnswerOrigin::assessment;
    answer.from = *prefill.instrument + "/" + *prefill.item;
    answer.values = sources.other_assessment(*prefill.instrument, *prefill.item);
  }
  return answer;
}

bool fits(const Item& question, const Values& values) {
  if (values.empty() || (values.size() > 1 && !question.repeats)) return false;
  return std::ranges::none_of(
      values, [&](const json::value& each) { return check_value(question, each, "").has_value(); });
}

}  // namespace

std::optional<ComputedAnswer> computed_answer(const Item& question, const PrefillSources& sources) {
  for (const auto& prefill : question.prefill)
    if (auto answer = from_source(question, prefill, sources); fits(question, answer.values))
      return answer;
  ComputedAnswer initial{.origin = AnswerOrigin::initial, .at = sources.now};
  if (question.initial) initial.values.push_back(*question.initial);
  for (const auto& option : question.options)
    if (option.initial) initial.values.emplace_back(option.value);
  return fits(question, initial.values) ? std::optional(initial) : std::nullopt;
}

}  // namespace regie::assessment
