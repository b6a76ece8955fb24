#include "assessment/questionnaire_writer.h"

#include <map>

#include "assessment/fhir.h"
#include "assessment/fhir_item.h"
#include "base/json_codec.h"

namespace regie::assessment {
namespace {

namespace json = boost::json;
using namespace fhir;

/// Dutch, with the English beside it.
void put_text(json::object& element, const std::string& name, const LocalizedText& text) {
  element[name] = text.nl;
  json::object language = extension_of("lang", "valueCode", "en");
  json::object content = extension_of("content", "valueString", json::value(text.en));
  json::object translation;
  translation["url"] = kTranslation;
  translation["extension"] = json::array{std::move(language), std::move(content)};
  json::object more;
  extend(more, std::move(translation));
  element["_" + name] = std::move(more);
}

json::object coding_of(const Option& option) {
  json::object coding;
  coding["code"] = option.value;
  coding["display"] = option.text.nl;
  return coding;
}

class Writer {
 public:
  Writer(const Instrument& instrument, FhirRelease release)
      : instrument_(instrument), release_(release) {}

  json::object write() const {
    auto root = instrument_.fhir ? instrument_.fhir->as_object() : own_root();
    root["item"] = items(instrument_.items);
    return root;
  }

 private:
  json::object own_root() const {
    json::object root;
    root["resourceType"] = "Questionnaire";
    root["id"] = instrument_.id;
    root["url"] = "urn:regie:instrument:" + instrument_.id;
    root["language"] = "nl";
    root["version"] = instrument_.version;
    root["status"] = "active";
    root["publisher"] = instrument_.source.publisher;
    put_text(root, "title", instrument_.title);
    put_text(root, "description", instrument_.summary);
    auto part = instrument_;
    part.items.clear();
    extend(root, extension_of(kInstrumentExtension, "valueString",
                              json::value(codec::encode_text(part))));
    return root;
  }

  json::array items(const std::vector<Item>& items) const {
    json::array all;
    for (const auto& each : items) all.push_back(item(each));
    return all;
  }

  json::object item(const Item& item) const {
    auto made = item.fhir ? item.fhir->as_object() : own_item(item);
    name_type(made);
    if (!item.items.empty()) made["item"] = items(item.items);
    return made;
  }

  /// The releases call a choice by different names.
  void name_type(json::object& made) const {
    const auto type = text_in(made, "type");
    const bool open = text_in(made, "answerConstraint").starts_with("optionsOr");
    if (release_ == FhirRelease::r5 && type == "choice") made["type"] = "coding";
    if (release_ == FhirRelease::r5 && type == "open-choice") {
      made["type"] = "coding";
      made["answerConstraint"] = "optionsOrString";
    }
    if (release_ == FhirRelease::r4 && (type == "coding" || type == "question")) {
      made["type"] = type == "question" ? "group" : (open ? "open-choice" : "choice");
      if (text_in(made, "answerConstraint") == "optionsOrString" ||
          text_in(made, "answerConstraint") == "optionsOnly")
        made.erase("answerConstraint");
    }
  }

  json::object own_item(const Item& item) const {
    json::object made;
    made["linkId"] = item.link_id;
    put_text(made, "text", item.text);
    made["type"] = type_of(item.type);
    if (item.required) made["required"] = true;
    if (item.repeats) made["repeats"] = true;
    if (item.max_length) made["maxLength"] = *item.max_length;
    if (!item.options.empty()) made["answerOption"] = options(item);
    if (!item.enable_when.empty()) {
      made["enableWhen"] = conditions(item);
      made["enableBehavior"] = enum_text(item.enable_behavior);
    }
    if (item.initial) {
      json::object value;
      value["value" + value_type(item.type)] = shaped(item, *item.initial);
      made["initial"] = json::array{std::move(value)};
    }
    put_limits(item, made);
    OwnItemPart part{item.text,  item.help, item.options, item.prefill,
                     item.facts, item.tags, item.maturity};
    extend(made,
           extension_of(kItemExtension, "valueString", json::value(codec::encode_text(part))));
    return made;
  }

  static json::array options(const Item& item) {
    json::array all;
    for (const auto& option : item.options) {
      auto coding = coding_of(option);
      if (option.weight)
        extend(coding, extension_of(kItemWeight, "valueDecimal", json::value(*option.weight)));
      json::object made;
      made["valueCoding"] = std::move(coding);
      if (option.initial) made["initialSelected"] = true;
      all.push_back(std::move(made));
    }
    return all;
  }

  json::array conditions(const Item& item) const {
    static const std::map<Comparison, const char*> kSigns = {
        {Comparison::exists, "exists"},   {Comparison::equal, "="},
        {Comparison::not_equal, "!="},    {Comparison::greater, ">"},
        {Comparison::less, "<"},          {Comparison::greater_or_equal, ">="},
        {Comparison::less_or_equal, "<="}};
    json::array all;
    for (const auto& each : item.enable_when) {
      json::object made;
      made["question"] = each.question;
      made["operator"] = kSigns.at(each.comparison);
      const auto* question = find_item(instrument_, each.question);
      if (each.comparison == Comparison::exists || question == nullptr)
        made["answerBoolean"] = each.answer;
      else
        made["answer" + answer_type(question->type)] = shaped(*question, each.answer);
      all.push_back(std::move(made));
    }
    return all;
  }

  static void put_limits(const Item& item, json::object& made) {
    const bool whole = item.type == ItemType::integer;
    const auto limit = [&](std::string_view url, const std::optional<double>& value) {
      if (!value) return;
      if (whole)
        extend(made, extension_of(url, "valueInteger", static_cast<std::int64_t>(*value)));
      else
        extend(made, extension_of(url, "valueDecimal", *value));
    };
    limit(kMinimum, item.minimum);
    limit(kMaximum, item.maximum);
    if (!item.unit) return;
    json::object coding;
    coding["system"] = "http://unitsofmeasure.org";
    coding["code"] = item.unit->code;
    coding["display"] = item.unit->text.nl;
    extend(made, extension_of(item.type == ItemType::quantity ? kUnitOption : kUnit, "valueCoding",
                              std::move(coding)));
  }

  const Instrument& instrument_;
  FhirRelease release_;
};

}  // namespace

std::string write_questionnaire(const Instrument& instrument, FhirRelease release) {
  return to_text(Writer(instrument, release).write());
}

}  // namespace regie::assessment
