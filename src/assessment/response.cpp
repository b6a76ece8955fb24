#include "assessment/response.h"

#include <algorithm>
#include <map>
#include <set>

#include "assessment/fhir.h"
#include "assessment/fhir_item.h"
#include "assessment/value.h"
#include "base/json_codec.h"

namespace regie::assessment {
namespace {

namespace json = boost::json;
using namespace fhir;

constexpr std::size_t kMostAnswers = 20'000;
constexpr std::size_t kLongestHospital = 200;
constexpr std::size_t kLongestName = 255;
constexpr const char* kSharedSystem = "urn:regie:exchange";
constexpr const char* kSharedCode = "shared";
constexpr const char* kLocalTag = "local";

/// The questions that each hospital answers for itself.
std::set<std::string> local_questions(const Instrument& instrument) {
  std::set<std::string> local;
  for_each_item(instrument, [&](const Item& item, const Item* parent, const std::string&) {
    if (std::ranges::find(item.tags, kLocalTag) != item.tags.end() ||
        (parent != nullptr && local.contains(parent->link_id)))
      local.insert(item.link_id);
  });
  return local;
}

/// What Regie adds to an answer, in its own extension.
struct OwnAnswerPart {
  std::optional<std::string> not_applicable;
  std::optional<std::int64_t> maturity;
  bool on_agenda = false;
};
BOOST_DESCRIBE_STRUCT(OwnAnswerPart, (), (not_applicable, maturity, on_agenda))

Error unreadable(std::string reason) {
  return {.code = ErrorCode::answers_unreadable, .parameters = {{"reason", std::move(reason)}}};
}

class Writer {
 public:
  Writer(const Form& form, const std::vector<Answer>& answers,
         const std::vector<Instance>& instances)
      : given_(given_of(answers)), evaluation_(form.evaluate(given_, instances)) {
    for (const auto& each : answers) answers_[{each.link_id, each.instance}] = &each;
    for (const auto& each : instances) within_[each.number] = each.within;
    for (const auto& each : evaluation_.items) asked_[{each.item, each.instance}] = &each;
  }

  json::array items(const std::vector<Item>& items, std::int64_t instance) const {
    json::array all;
    for (const auto& item : items) {
      if (item.type == ItemType::group && item.repeats) {
        for (const auto& each : evaluation_.items)
          if (each.item == &item && within_.at(each.instance) == instance)
            add_group(item, each.instance, all);
      } else if (asked_.contains({&item, instance})) {
        item.type == ItemType::group ? add_group(item, instance, all)
                                     : add_question(item, instance, all);
      }
    }
    return all;
  }

 private:
  void add_group(const Item& item, std::int64_t instance, json::array& all) const {
    auto within = items(item.items, instance);
    if (within.empty()) return;
    auto made = begun(item);
    made["item"] = std::move(within);
    all.push_back(std::move(made));
  }

  static json::object begun(const Item& item) {
    json::object made;
    made["linkId"] = item.link_id;
    made["text"] = item.text.nl;
    return made;
  }

  void add_question(const Item& item, std::int64_t instance, json::array& all) const {
    const auto found = answers_.find({item.link_id, instance});
    if (!is_question(item) || found == answers_.end()) return;
    const auto& answer = *found->second;
    const OwnAnswerPart part{answer.not_applicable, answer.maturity, answer.on_agenda};
    const bool more = part.not_applicable || part.maturity || part.on_agenda;
    if (answer.values.empty() && !more) return;
    auto made = begun(item);
    if (more)
      extend(made,
             extension_of(kAnswerExtension, "valueString", json::value(codec::encode_text(part))));
    json::array values;
    for (const auto& value : answer.values) values.push_back(valued(item, value));
    if (auto within = items(item.items, instance); !within.empty() && !values.empty())
      values.front().as_object()["item"] = std::move(within);
    if (!values.empty()) made["answer"] = std::move(values);
    all.push_back(std::move(made));
  }

  /// As the option says it when it came from FHIR.
  static json::object valued(const Item& item, const json::value& value) {
    json::object made;
    for (const auto& option : item.options) {
      if (!option.fhir || value != json::value(option.value)) continue;
      const auto known = choice_in(option.fhir->as_object(), "value");
      made[known.name] = *known.value;
      return made;
    }
    if (item.type == ItemType::open_choice) {
      const bool known = std::ranges::any_of(
          item.options, [&](const Option& each) { return value == json::value(each.value); });
      made[known ? "valueCoding" : "valueString"] = known ? shaped(item, value) : value;
      return made;
    }
    made["value" + value_type(item.type)] = shaped(item, value);
    return made;
  }

  std::vector<Given> given_;
  Evaluation evaluation_;
  std::map<std::pair<std::string, std::int64_t>, const Answer*> answers_;
  std::map<std::int64_t, std::int64_t> within_;
  std::map<std::pair<const Item*, std::int64_t>, const AskedItem*> asked_;
};

/// The hospital that shared these answers; nothing when they were not shared so.
std::optional<std::string> shared_by(const json::object& root) {
  const auto* meta = root.if_contains("meta");
  const auto* tags =
      meta == nullptr || !meta->is_object() ? nullptr : list_in(meta->get_object(), "tag");
  for (const auto& each : tags == nullptr ? json::array{} : *tags) {
    const auto* tag = each.if_object();
    if (tag == nullptr || text_in(*tag, "system") != kSharedSystem) continue;
    const auto* source = root.if_contains("source");
    return source == nullptr || !source->is_object()
               ? std::string()
               : text_in(source->get_object(), "display").substr(0, kLongestHospital);
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const Form& form) : form_(form) {}

  Result<TakenOver> read(const json::object& root) {
    notice_rest(root, kRootMembers);
    walk(root, 0);
    if (seen_ > kMostAnswers) return failure(unreadable("too many answers"));
    for (const auto& name : members_)
      taken_.notices.push_back(
          {"Onderdeel " + name + " is niet overgenomen.", "Part " + name + " was not taken over."});
    for (const auto& [url, count] : extensions_)
      taken_.notices.push_back(
          {"Uitbreiding " + url + " (" + std::to_string(count) + " keer) is niet overgenomen.",
           "Extension " + url + " (" + std::to_string(count) + " times) was not taken over."});
    return std::move(taken_);
  }

 private:
  /// What is read of an element, or says nothing that an assessment keeps.
  using Members = std::set<std::string_view>;
  inline static const Members kRootMembers = {
      "resourceType",  "id",     "meta",     "implicitRules", "language", "text",
      "questionnaire", "status", "authored", "item"};
  inline static const Members kItemMembers = {"id",   "linkId", "definition",
                                              "text", "answer", "item"};
  inline static const Members kAnswerMembers = {"id", "item"};

  void notice_extensions(const json::value& all) {
    for (const auto& each : all.is_array() ? all.get_array() : json::array{})
      if (const auto* object = each.if_object())
        if (const auto url = text_in(*object, "url"); url != kAnswerExtension)
          ++extensions_[url.substr(0, kLongestName)];
  }

  /// By name what stands in an element beside what is read of it.
  void notice_rest(const json::object& element, const Members& read) {
    for (const auto& [name, value] : element) {
      if (name == "extension" || name == "modifierExtension") {
        notice_extensions(value);
      } else if (std::string_view(name).starts_with("_")) {
        if (value.is_object()) notice_rest(value.get_object(), {"id"});
      } else if (std::string_view(name).starts_with("value") && &read == &kAnswerMembers) {
        if (const auto* parts = value.if_object()) notice_within(*parts);
      } else if (!read.contains(name) && !is_told(name, value, element)) {
        members_.insert(std::string(name).substr(0, kLongestName));
      }
    }
  }

  /// Extensions of a value's parts.
  void notice_within(const json::object& value) {
    for (const auto& [name, part] : value)
      if (name == "extension")
        notice_extensions(part);
      else if (std::string_view(name).starts_with("_") && part.is_object())
        notice_within(part.get_object());
  }

  /// A subject that is only named is chosen anew, and so told; and the source of what a hospital
  /// shared is the hospital.
  static bool is_told(std::string_view name, const json::value& value, const json::object& root) {
    const auto* object = value.if_object();
    const bool only_named = object != nullptr && object->size() == 1 && object->contains("display");
    return only_named && (name == "subject" || (name == "source" && shared_by(root)));
  }

  void notice(const std::string& link_id, const char* nl, const char* en) {
    taken_.notices.push_back({"Vraag " + link_id.substr(0, 255) + ": " + nl,
                              "Question " + link_id.substr(0, 255) + ": " + en});
  }

  void walk(const json::object& around, std::int64_t instance) {
    const auto* list = list_in(around, "item");
    for (const auto& each : list == nullptr ? json::array{} : *list) {
      const auto* from = each.if_object();
      if (from == nullptr || ++seen_ > kMostAnswers) continue;
      notice_rest(*from, kItemMembers);
      const auto link_id = text_in(*from, "linkId");
      const auto* item = form_.item(link_id);
      if (item == nullptr)
        notice(link_id, "staat niet in dit instrument.", "is not in this instrument.");
      else if (item->type == ItemType::group)
        walk_group(*from, *item, instance);
      else
        take(*from, *item, instance);
    }
  }

  void walk_group(const json::object& from, const Item& item, std::int64_t instance) {
    if (item.repeats) {
      taken_.instances.push_back({++last_instance_, item.link_id, instance});
      return walk(from, last_instance_);
    }
    walk(from, instance);
  }

  void take(const json::object& from, const Item& item, std::int64_t instance) {
    if (!is_question(item)) return;
    Answer answer{.link_id = item.link_id, .instance = instance};
    if (const auto* own = extension(from, kAnswerExtension))
      if (const auto part = codec::decode_text<OwnAnswerPart>(text_in(*own, "valueString"))) {
        answer.not_applicable = part->not_applicable;
        answer.maturity = part->maturity;
        answer.on_agenda = part->on_agenda;
      }
    const auto* values = list_in(from, "answer");
    for (const auto& each : values == nullptr ? json::array{} : *values) {
      const auto* given = each.if_object();
      if (given == nullptr) continue;
      notice_rest(*given, kAnswerMembers);
      const auto [name, value] = choice_in(*given, "value");
      if (value != nullptr) answer.values.push_back(matched(item, name, *value));
      walk(*given, instance);
    }
    const AnswerChange change{.link_id = item.link_id,
                              .instance = instance,
                              .values = answer.values,
                              .not_applicable = answer.not_applicable,
                              .maturity = answer.maturity,
                              .on_agenda = answer.on_agenda,
                              .overruled = {}};
    const bool known = std::ranges::any_of(taken_.answers, [&](const Answer& other) {
      return other.link_id == item.link_id && other.instance == instance;
    });
    if (known || !check_answer(item, change).empty())
      notice(item.link_id, "het antwoord past niet en is niet overgenomen.",
             "the answer does not fit and was not taken over.");
    else if (!answer.values.empty() || answer.not_applicable || answer.maturity)
      taken_.answers.push_back(std::move(answer));
  }

  /// The value of the option that has this coding, else the plain value.
  static json::value matched(const Item& item, const std::string& name, const json::value& value) {
    auto plain = plain_value(name, value);
    if (!is_choice(item.type)) return plain;
    const auto text = plain.is_string() ? std::string(plain.get_string()) : to_text(plain);
    const auto* coding = value.if_object();
    const auto with_system = coding == nullptr ? text : text_in(*coding, "system") + "|" + text;
    for (const auto& option : item.options)
      if (option.value == with_system) return json::value(option.value);
    return json::value(text);
  }

  const Form& form_;
  TakenOver taken_;
  std::set<std::string> members_;
  std::map<std::string, int> extensions_;
  std::size_t seen_ = 0;
  std::int64_t last_instance_ = 0;
};

Result<json::value> response_in(std::string_view text) {
  auto root = parse_json(text);
  if (!root) return failure(unreadable("JSON"));
  if (!root->is_object() || text_in(root->get_object(), "resourceType") != "QuestionnaireResponse")
    return failure(unreadable("resourceType"));
  return root;
}

json::object written(const Form& form, const AssessmentSummary& assessment,
                     const std::vector<Answer>& answers, const std::vector<Instance>& instances) {
  const auto& instrument = form.instrument();
  json::object root;
  root["resourceType"] = "QuestionnaireResponse";
  const auto kept = instrument.fhir ? text_in(instrument.fhir->as_object(), "url") : std::string();
  root["questionnaire"] =
      (kept.empty() ? "urn:regie:instrument:" + instrument.id : kept) + "|" + instrument.version;
  root["status"] = assessment.status == AssessmentStatus::completed ? "completed" : "in-progress";
  root["authored"] = to_text(assessment.updated_at);
  root["item"] = Writer(form, answers, instances).items(instrument.items, 0);
  return root;
}

}  // namespace

std::string write_response(const Form& form, const AssessmentSummary& assessment,
                           const std::vector<Answer>& answers,
                           const std::vector<Instance>& instances) {
  auto root = written(form, assessment, answers, instances);
  root["id"] = assessment.id;
  json::object subject;
  subject["display"] = assessment.subject.name;
  root["subject"] = std::move(subject);
  return to_text(root);
}

std::string write_shared_response(const Form& form, const AssessmentSummary& assessment,
                                  std::vector<Answer> answers,
                                  const std::vector<Instance>& instances,
                                  const std::string& hospital) {
  const auto local = local_questions(form.instrument());
  std::erase_if(answers, [&](const Answer& each) { return local.contains(each.link_id); });
  auto root = written(form, assessment, answers, instances);
  json::object tag;
  tag["system"] = kSharedSystem;
  tag["code"] = kSharedCode;
  json::object meta;
  meta["tag"] = json::array{std::move(tag)};
  root["meta"] = std::move(meta);
  json::object source;
  source["display"] = hospital;
  root["source"] = std::move(source);
  return to_text(root);
}

Result<std::string> instrument_of(std::string_view text) {
  const auto root = TRY(response_in(text));
  auto address = text_in(root.get_object(), "questionnaire");
  address = address.substr(0, address.find('|'));
  return address.substr(address.find_last_of(":/") + 1);
}

Result<TakenOver> read_response(std::string_view text, const Form& form) {
  const auto root = TRY(response_in(text));
  auto taken = TRY(Reader(form).read(root.get_object()));
  taken.hospital = shared_by(root.get_object());
  if (!taken.hospital) return taken;
  const auto local = local_questions(form.instrument());
  std::erase_if(taken.answers, [&](const Answer& each) { return local.contains(each.link_id); });
  for (auto& each : taken.answers) {
    if (each.values.empty()) continue;
    each.origin = AnswerOrigin::other_hospital;
    each.computed = ComputedAnswer{
        .origin = AnswerOrigin::other_hospital, .from = *taken.hospital, .values = each.values};
  }
  return taken;
}

}  // namespace regie::assessment
