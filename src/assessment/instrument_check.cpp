#include "assessment/instrument_check.h"

#include <algorithm>
#include <map>

#include "assessment/reachability.h"
#include "assessment/value.h"
#include "base/json.h"

namespace regie::assessment {
namespace {

constexpr std::size_t kDeepest = 8;
constexpr std::size_t kMostItems = 2'000;

class SenseCheck {
 public:
  SenseCheck(const Instrument& instrument, const KnownNames& known)
      : instrument_(instrument), known_(known) {}

  std::vector<SenseFault> run() {
    collect();
    for_each_item(instrument_, [&](const Item& item, const Item*, const std::string& pointer) {
      check_kind(item, pointer);
      check_values(item, pointer);
      check_names(item, pointer);
      check_conditions(item, pointer);
    });
    check_scores();
    check_outcomes();
    // Only what holds by itself can be followed from question to question.
    if (faults_.empty())
      for (const auto& [link_id, reason] : find_unreachable(instrument_))
        reject(pointer_of_.at(link_id), reason);
    return std::move(faults_);
  }

 private:
  void reject(const std::string& pointer, LocalizedText reason) {
    faults_.push_back({pointer, std::move(reason)});
  }

  void collect() {
    for_each_item(instrument_, [&](const Item& item, const Item*, const std::string& pointer) {
      if (!items_.emplace(item.link_id, &item).second)
        reject(pointer + "/link_id", {"Vraag " + item.link_id + " staat er twee keer.",
                                      "Question " + item.link_id + " stands here twice."});
      pointer_of_.emplace(item.link_id, pointer);
      if (static_cast<std::size_t>(std::ranges::count(pointer, '/')) > 2 * kDeepest)
        reject(pointer, {"Vragen staan te diep in elkaar.", "Questions are nested too deep."});
    });
    if (items_.size() > kMostItems)
      reject("", {"Er zijn te veel vragen.", "There are too many questions."});
  }

  void check_kind(const Item& item, const std::string& pointer) {
    const auto refuse = [&](bool wrong, const char* field, const char* nl, const char* en) {
      if (wrong)
        reject(pointer + "/" + field,
               {"Vraag " + item.link_id + ": " + nl, "Question " + item.link_id + ": " + en});
    };
    const bool asks = is_question(item);
    refuse(item.type == ItemType::display && !item.items.empty(), "items",
           "onder een tekst kunnen geen vragen staan.", "no questions can stand below a text.");
    refuse(item.type == ItemType::display && (item.required || item.repeats), "type",
           "een tekst is niet verplicht en herhaalt niet.", "a text is not required or repeated.");
    refuse(item.type == ItemType::boolean && item.repeats, "repeats",
           "ja of nee kan maar één keer.", "yes or no has one answer.");
    refuse(item.type == ItemType::choice && item.options.empty(), "options",
           "er zijn geen antwoorden om uit te kiezen.", "there are no answers to choose from.");
    refuse(!is_choice(item.type) && !item.options.empty(), "options",
           "alleen een keuze heeft antwoorden.", "only a choice has options.");
    refuse(item.type == ItemType::quantity && !item.unit, "unit", "de eenheid ontbreekt.",
           "the unit is missing.");
    refuse(!is_number(item.type) && item.unit.has_value(), "unit",
           "alleen een getal heeft een eenheid.", "only a number has a unit.");
    refuse(!is_number(item.type) && (item.minimum || item.maximum), "minimum",
           "alleen een getal heeft grenzen.", "only a number has limits.");
    refuse(item.minimum && item.maximum && *item.minimum > *item.maximum, "minimum",
           "de ondergrens ligt boven de bovengrens.", "the lower limit is above the upper one.");
    refuse(!asks && (item.maturity || item.initial || !item.prefill.empty()), "type",
           "alleen een vraag heeft een antwoord.", "only a question has an answer.");
  }

  void check_values(const Item& item, const std::string& pointer) {
    std::set<std::string> values;
    std::size_t initial = item.initial ? 1 : 0;
    for (std::size_t index = 0; index < item.options.size(); ++index) {
      const auto& option = item.options[index];
      if (option.initial) ++initial;
      if (!values.insert(option.value).second)
        reject(pointer + "/options/" + std::to_string(index),
               {"Antwoord " + option.value + " staat er twee keer.",
                "Option " + option.value + " stands here twice."});
    }
    if (initial > 1 && !item.repeats)
      reject(pointer, {"Vraag " + item.link_id + " begint met meer dan één antwoord.",
                       "Question " + item.link_id + " begins with more than one answer."});
    if (item.initial && is_question(item) && check_value(item, *item.initial, ""))
      reject(pointer + "/initial", {"Vraag " + item.link_id + " kan niet beginnen met deze waarde.",
                                    "Question " + item.link_id + " cannot begin with this value."});
  }

  void fact(const std::string& name, const std::string& place) {
    if (!known_.facts.contains(name))
      reject(place, {"Feit " + name + " bestaat niet.", "Fact " + name + " does not exist."});
  }

  void check_rule(const Item& item, const ChoiceRule& rule, const std::string& place) {
    for (const auto& name : rule.facts) fact(name, place + "/facts");
    if (std::ranges::find(item.options, rule.value, &Option::value) == item.options.end())
      reject(place + "/value",
             {"Vraag " + item.link_id + " heeft geen antwoord " + rule.value + ".",
              "Question " + item.link_id + " has no option " + rule.value + "."});
    if (!rule.facts.empty() && rule.instrument)
      reject(place,
             {"Noem feiten of een vraag, niet allebei.", "Name facts or a question, not both."});
  }

  void check_names(const Item& item, const std::string& pointer) {
    for (std::size_t index = 0; index < item.facts.size(); ++index)
      fact(item.facts[index], pointer + "/facts/" + std::to_string(index));
    for (std::size_t index = 0; index < item.prefill.size(); ++index) {
      const auto& prefill = item.prefill[index];
      const auto place = pointer + "/prefill/" + std::to_string(index);
      if (prefill.fact) fact(*prefill.fact, place);
      for (const auto& name : prefill.sum) fact(name, place);
      const bool is_computed = prefill.fact || !prefill.sum.empty();
      if (is_computed && !is_number(item.type))
        reject(place, {"Een feit vult alleen een getal in.", "A fact only fills in a number."});
      if (prefill.times && !is_computed)
        reject(place, {"Alleen een feit wordt vermenigvuldigd.", "Only a fact is multiplied."});
      for (std::size_t rule = 0; rule < prefill.choose.size(); ++rule)
        check_rule(item, prefill.choose[rule], place + "/choose/" + std::to_string(rule));
      if (prefill.field && !known_.fields.contains(*prefill.field))
        reject(place, {"Veld " + *prefill.field + " bestaat niet in het register.",
                       "Field " + *prefill.field + " does not exist in the register."});
      const int sources = int{prefill.fact.has_value()} + int{!prefill.sum.empty()} +
                          int{prefill.field.has_value()} + int{prefill.instrument.has_value()} +
                          int{!prefill.choose.empty()};
      if (sources != 1)
        reject(place, {"Noem één bron om mee in te vullen.", "Name one source to fill in from."});
    }
  }

  /// The reason why a comparison with this question makes no sense.
  std::optional<LocalizedText> fault_of(const std::string& link_id, Comparison comparison,
                                        const boost::json::value& answer) const {
    const auto found = items_.find(link_id);
    if (found == items_.end())
      return LocalizedText{"Vraag " + link_id + " bestaat niet.",
                           "Question " + link_id + " does not exist."};
    const auto& question = *found->second;
    if (!is_question(question))
      return LocalizedText{link_id + " is geen vraag.", link_id + " is not a question."};
    if (comparison == Comparison::exists)
      return answer.is_bool() ? std::nullopt
                              : std::optional<LocalizedText>({"Bij exists hoort true of false.",
                                                              "Give true or false with exists."});
    const bool ordered = comparison != Comparison::equal && comparison != Comparison::not_equal;
    const bool weighted = weight_of(question, answer).has_value();
    if (ordered && !is_number(question.type) && question.type != ItemType::date && !weighted)
      return LocalizedText{"De antwoorden van vraag " + link_id + " hebben geen volgorde.",
                           "The answers to question " + link_id + " have no order."};
    if (check_value(question, answer, ""))
      return LocalizedText{
          "Vraag " + link_id + " heeft nooit dit antwoord: " + to_text(answer) + ".",
          "Question " + link_id + " never has this answer: " + to_text(answer) + "."};
    return std::nullopt;
  }

  void check_conditions(const Item& item, const std::string& pointer) {
    for (std::size_t index = 0; index < item.enable_when.size(); ++index) {
      const auto& condition = item.enable_when[index];
      if (auto fault = fault_of(condition.question, condition.comparison, condition.answer))
        reject(pointer + "/enable_when/" + std::to_string(index), std::move(*fault));
    }
  }

  /// The questions that a score is made of: those in a group, one by one.
  void gather(const Item& item, std::vector<const Item*>& questions) const {
    if (is_question(item)) questions.push_back(&item);
    if (item.type == ItemType::group)
      for (const auto& each : item.items) gather(each, questions);
  }

  static bool has_number(const Item& item, MeasuredBy by) {
    if (by == MeasuredBy::maturity) return item.maturity;
    return is_number(item.type) || item.type == ItemType::boolean ||
           std::ranges::any_of(item.options,
                               [](const Option& each) { return each.weight.has_value(); });
  }

  void check_score(const Score& score, const std::string& pointer) {
    std::vector<const Item*> questions;
    for (std::size_t index = 0; index < score.of.size(); ++index) {
      const auto place = pointer + "/of/" + std::to_string(index);
      const auto found = items_.find(score.of[index]);
      if (found == items_.end()) {
        reject(place, {"Vraag " + score.of[index] + " bestaat niet.",
                       "Question " + score.of[index] + " does not exist."});
        continue;
      }
      const auto before = questions.size();
      gather(*found->second, questions);
      const bool measured = score.measure == Measure::count && score.by == MeasuredBy::answer;
      const bool any =
          std::any_of(questions.begin() + static_cast<std::ptrdiff_t>(before), questions.end(),
                      [&](const Item* each) { return measured || has_number(*each, score.by); });
      if (!any)
        reject(place, {"In " + score.of[index] + " is niets om mee te rekenen.",
                       "There is nothing to compute with in " + score.of[index] + "."});
    }
    if (!score.where.empty() && score.measure != Measure::count)
      reject(pointer, {"Alleen een telling kiest antwoorden met where.",
                       "Only a count chooses answers with where."});
    for (const auto& value : score.where)
      if (score.by == MeasuredBy::answer && std::ranges::none_of(questions, [&](const Item* each) {
            return !check_value(*each, value, "");
          }))
        reject(pointer, {"Geen vraag heeft dit antwoord: " + to_text(value) + ".",
                         "No question has this answer: " + to_text(value) + "."});
    std::set<std::string> ids;
    for (std::size_t index = 0; index < score.bands.size(); ++index) {
      const auto place = pointer + "/bands/" + std::to_string(index);
      if (!ids.insert(score.bands[index].id).second)
        reject(place, {"Deze klasse staat er twee keer.", "This band stands here twice."});
      if (index > 0 && score.bands[index].from <= score.bands[index - 1].from)
        reject(place, {"Klassen van score " + score.id + " overlappen.",
                       "Bands of score " + score.id + " overlap."});
    }
  }

  void check_scores() {
    std::set<std::string> ids;
    for (std::size_t index = 0; index < instrument_.scores.size(); ++index) {
      const auto pointer = "/scores/" + std::to_string(index);
      const auto& score = instrument_.scores[index];
      if (!ids.insert(score.id).second)
        reject(pointer, {"Score " + score.id + " staat er twee keer.",
                         "Score " + score.id + " stands here twice."});
      check_score(score, pointer);
    }
  }

  void check_outcome(const Outcome& outcome, const std::string& pointer) {
    for (std::size_t index = 0; index < outcome.conditions.size(); ++index) {
      const auto& condition = outcome.conditions[index];
      const auto place = pointer + "/conditions/" + std::to_string(index);
      if (condition.question) {
        if (auto fault = fault_of(*condition.question, condition.comparison, condition.value))
          reject(place, std::move(*fault));
      } else if (std::ranges::find(instrument_.scores, condition.score.value_or(""), &Score::id) ==
                 instrument_.scores.end()) {
        reject(place, {"Score " + condition.score.value_or("?") + " bestaat niet.",
                       "Score " + condition.score.value_or("?") + " does not exist."});
      } else if ((condition.comparison == Comparison::exists) != condition.value.is_bool()) {
        reject(place, {"Vergelijk een score met een getal.", "Compare a score with a number."});
      }
    }
  }

  void check_in_register(const Outcome& outcome, const std::string& pointer) {
    const bool of_application = instrument_.subject == facts::SubjectKind::application;
    if (!outcome.in_register.empty() && !of_application)
      reject(pointer, {"Alleen over een toepassing staat iets in het register.",
                       "Only of an application does the register say anything."});
    for (const auto& [field, value] : outcome.in_register)
      if (!known_.fields.contains(field))
        reject(pointer, {"Het register heeft geen veld " + field + ".",
                         "The register has no field " + field + "."});
      else if (known_.takes && !known_.takes(at_pointer(field, boost::json::value(value))))
        reject(pointer, {"Veld " + field + " kan niet " + value + " zijn.",
                         "Field " + field + " cannot be " + value + "."});
  }

  void check_outcomes() {
    std::set<std::string> ids;
    bool closed = false;
    for (std::size_t index = 0; index < instrument_.outcomes.size(); ++index) {
      const auto pointer = "/outcomes/" + std::to_string(index);
      const auto& outcome = instrument_.outcomes[index];
      if (!ids.insert(outcome.id).second)
        reject(pointer, {"Uitkomst " + outcome.id + " staat er twee keer.",
                         "Outcome " + outcome.id + " stands here twice."});
      if (closed)
        reject(pointer, {"Uitkomst " + outcome.id + " kan nooit voorkomen.",
                         "Outcome " + outcome.id + " can never come."});
      closed = closed || outcome.conditions.empty();
      check_outcome(outcome, pointer);
      check_in_register(outcome, pointer);
    }
  }

  const Instrument& instrument_;
  const KnownNames& known_;
  std::map<std::string, const Item*> items_;
  std::map<std::string, std::string> pointer_of_;
  std::vector<SenseFault> faults_;
};

}  // namespace

std::vector<SenseFault> check_sense(const Instrument& instrument, const KnownNames& known) {
  return SenseCheck(instrument, known).run();
}

}  // namespace regie::assessment
