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

/// Options that rules choose, and what decided: the sources of the rules that hold, else all that
/// were looked at.
class Chooser {
 public:
  Chooser(const Prefill& prefill, const PrefillSources& sources)
      : prefill_(prefill), sources_(sources) {}

  ComputedAnswer choose(bool several) {
    for (const auto& rule : prefill_.choose) {
      const bool is_rest = rule.facts.empty() && !rule.instrument;
      if (is_rest ? !answer_.values.empty() || seen_.empty() : !holds(rule)) continue;
      answer_.values.emplace_back(rule.value);
      if (!several) break;
    }
    const bool has_decided = std::ranges::any_of(seen_, &Seen::holds);
    std::vector<std::string> from;
    for (const auto& each : seen_) {
      if (has_decided && !each.holds) continue;
      // An answer has one kind of origin.
      if (from.empty()) {
        answer_.origin = each.origin;
        answer_.base = each.base;
        answer_.at = each.at;
      }
      if (each.origin != answer_.origin) continue;
      for (const auto& name : each.names)
        if (std::ranges::find(from, name) == from.end()) from.push_back(name);
    }
    answer_.from = joined(from, ", ");
    return std::move(answer_);
  }

 private:
  /// What a rule asks about, and that something is known of it.
  struct Seen {
    AnswerOrigin origin;
    std::vector<std::string> names;
    std::optional<std::int64_t> base;
    Timestamp at;
    bool holds;
  };

  bool holds(const ChoiceRule& rule) {
    return rule.instrument ? was_answered(rule) : reaches(rule);
  }

  bool reaches(const ChoiceRule& rule) {
    const auto total = total_of(rule.facts, sources_);
    if (!total.value || total.base == 0) return false;
    const bool holds = *total.value >= rule.at_least.value_or(1);
    seen_.push_back({AnswerOrigin::fact, rule.facts, total.base, total.at, holds});
    return holds;
  }

  bool was_answered(const ChoiceRule& rule) {
    const auto given = sources_.other_assessment(*rule.instrument, *rule.item);
    if (given.empty()) return false;
    const bool holds = std::ranges::any_of(given, [&](const json::value& each) {
      return std::ranges::find(rule.answers, each) != rule.answers.end();
    });
    seen_.push_back({AnswerOrigin::assessment,
                     {*rule.instrument + "/" + *rule.item},
                     std::nullopt,
                     sources_.now,
                     holds});
    return holds;
  }

  const Prefill& prefill_;
  const PrefillSources& sources_;
  ComputedAnswer answer_{.at = sources_.now};
  std::vector<Seen> seen_;
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
