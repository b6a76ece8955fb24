#include "assessment/questionnaire_reader.h"

#include <algorithm>
#include <map>
#include <set>

#include "assessment/fhir.h"
#include "assessment/fhir_item.h"
#include "assessment/value.h"
#include "base/json_codec.h"

namespace regie::assessment {

namespace fhir {

json::value plain_value(std::string_view name, const json::value& value) {
  const auto* object = value.if_object();
  if (object == nullptr) return value.is_array() ? json::value() : value;
  const auto member = [&](std::string_view wanted) {
    const auto* found = object->if_contains(wanted);
    return found == nullptr ? json::value() : *found;
  };
  if (name.ends_with("Coding"))
    return member("code").is_null() ? member("display") : member("code");
  if (name.ends_with("Quantity")) return member("value");
  if (name.ends_with("Attachment"))
    return member("url").is_null() ? member("title") : member("url");
  if (name.ends_with("Reference"))
    return member("reference").is_null() ? member("display") : member("reference");
  return {};
}

}  // namespace fhir

namespace {

namespace json = boost::json;
using namespace fhir;

constexpr std::size_t kDeepest = 8;

bool is_understood(std::string_view url) {
  static const std::set<std::string_view> kUrls = {
      kItemExtension, kInstrumentExtension, kTranslation, kMinimum,     kMaximum,
      kUnit,          kUnitOption,          kItemWeight,  kOrdinalValue};
  return kUrls.contains(url);
}

std::string slug(const std::string& text) {
  std::string made;
  for (const char c : folded(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain)
      made += c;
    else if (!made.empty() && made.back() != '-')
      made += '-';
  }
  while (made.ends_with('-')) made.pop_back();
  return made.substr(0, 100);
}

class Reader {
 public:
  Reader(const json::object& root, const KnownNames& known, Date today)
      : root_(root), known_(known), today_(today), english_(text_in(root, "language") == "en") {}

  QuestionnaireFile read() {
    auto instrument = whole();
    notice_extensions(root_);
    for (const auto& [url, count] : unknown_)
      notice("Uitbreiding " + url + " (" + std::to_string(count) +
                 " keer) blijft bewaard, maar Regie voert haar niet uit.",
             "Extension " + url + " (" + std::to_string(count) +
                 " times) is kept, but Regie does not carry it out.");
    if (single_language_)
      notice("Teksten in één taal staan er voor Nederlands en Engels.",
             "Texts in one language stand for Dutch and English.");
    for (auto& [pointer, reason] : check_sense(instrument, known_))
      faults_.push_back({1, pointer, std::move(reason)});
    if (faults_.empty()) result_.file.instrument = std::move(instrument);
    result_.file.faults = std::move(faults_);
    return std::move(result_);
  }

 private:
  void notice(std::string nl, std::string en) {
    result_.notices.push_back({std::move(nl), std::move(en)});
  }
  void reject(std::string nl, std::string en) {
    faults_.push_back({1, "", {std::move(nl), std::move(en)}});
  }

  void notice_extensions(const json::object& element) {
    for (const auto& [name, value] : element) {
      if (name != "extension" && name != "modifierExtension") {
        if (std::string_view(name).starts_with("_") && value.is_object())
          notice_extensions(value.get_object());
        continue;
      }
      if (const auto* all = value.if_array())
        for (const auto& each : *all)
          if (const auto* object = each.if_object())
            if (const auto url = text_in(*object, "url"); !is_understood(url)) ++unknown_[url];
    }
  }

  /// A text, and its translation when there is one.
  LocalizedText localized(const json::object& element, const std::string& name,
                          const std::string& otherwise) {
    auto text = text_in(element, name);
    if (trimmed(text).empty()) text = otherwise;
    LocalizedText both{text, text};
    const auto* more = object_in(element, "_" + name);
    const auto* all = more == nullptr ? nullptr : list_in(*more, "extension");
    bool translated = false;
    for (const auto& each : all == nullptr ? json::array{} : *all) {
      const auto* object = each.if_object();
      if (object == nullptr || text_in(*object, "url") != kTranslation) continue;
      std::string language;
      std::string content;
      for (const auto& part :
           list_in(*object, "extension") ? *list_in(*object, "extension") : json::array{}) {
        if (!part.is_object()) continue;
        const auto& fields = part.get_object();
        if (text_in(fields, "url") == "lang") language = text_in(fields, "valueCode");
        if (text_in(fields, "url") == "content")
          content =
              text_in(fields, fields.contains("valueMarkdown") ? "valueMarkdown" : "valueString");
      }
      if (content.empty()) continue;
      if (language == "en") both.en = content;
      if (language == "nl") both.nl = content;
      translated = translated || language == (english_ ? "nl" : "en");
    }
    single_language_ = single_language_ || !translated;
    return both;
  }

  Instrument whole() {
    Instrument instrument;
    const auto name =
        text_in(root_, "title").empty() ? text_in(root_, "name") : text_in(root_, "title");
    const auto url = text_in(root_, "url");
    read_own_part(instrument);
    instrument.id = slug(text_in(root_, "id").empty() ? name : text_in(root_, "id"));
    if (instrument.id.empty())
      reject("Het veld id of title ontbreekt.", "The field id or title is missing.");
    instrument.version = text_in(root_, "version").empty() ? "1" : text_in(root_, "version");
    if (instrument.title.nl.empty())
      instrument.title =
          localized(root_, text_in(root_, "title").empty() ? "name" : "title", instrument.id);
    if (instrument.summary.nl.empty())
      instrument.summary = localized(root_, "description", instrument.title.nl);
    if (instrument.source.title.empty())
      instrument.source = {
          .title = instrument.title.nl,
          .publisher = text_in(root_, "publisher").empty() ? "-" : text_in(root_, "publisher"),
          .date = parse_date(text_in(root_, "date").substr(0, 10))};
    if (url.starts_with("http") && !instrument.source.address) instrument.source.address = url;
    instrument.items = items(root_, 1);
    if (instrument.items.empty()) reject("Er zijn geen vragen.", "There are no questions.");
    if (own_) return instrument;
    auto kept = root_;
    kept.erase("item");
    instrument.fhir = std::move(kept);
    return instrument;
  }

  void read_own_part(Instrument& instrument) {
    instrument.checked_on = today_;
    const auto* own = extension(root_, kInstrumentExtension);
    if (own == nullptr) return;
    auto read = codec::decode_text<Instrument>(text_in(*own, "valueString"));
    own_ = read.has_value();
    if (own_)
      instrument = *std::move(read);
    else
      notice("De eigen uitbreiding van Regie is niet te lezen.",
             "Regie's own extension cannot be read.");
  }

  std::vector<Item> items(const json::object& around, std::size_t depth) {
    std::vector<Item> all;
    const auto* list = list_in(around, "item");
    if (list == nullptr) return all;
    if (depth > kDeepest) {
      reject("Vragen staan te diep in elkaar.", "Questions are nested too deep.");
      return all;
    }
    for (const auto& each : *list) {
      if (!each.is_object()) {
        reject("Een vraag is geen object.", "A question is no object.");
        continue;
      }
      all.push_back(item(each.get_object(), depth));
    }
    return all;
  }

  Item item(const json::object& from, std::size_t depth) {
    notice_extensions(from);
    Item made;
    made.link_id = text_in(from, "linkId");
    if (made.link_id.empty() || made.link_id.size() > 255)
      reject("Een vraag heeft geen linkId.", "A question has no linkId.");
    made.text = localized(from, "text", made.link_id);
    made.type = type_of(from, made.link_id);
    const bool asks = is_question(made);
    const auto flag = [&](const char* name) {
      const auto* value = from.if_contains(name);
      return value != nullptr && value->is_bool() && value->get_bool();
    };
    made.required = flag("required") && made.type != ItemType::display;
    made.repeats =
        flag("repeats") && made.type != ItemType::display && made.type != ItemType::boolean;
    if (const auto* length = from.if_contains("maxLength"); length && length->is_int64())
      made.max_length = length->get_int64();
    if (is_choice(made.type)) read_options(from, made);
    if (is_number(made.type)) read_limits(from, made);
    if (asks) read_initial(from, made);
    read_conditions(from, made);
    read_own_part(from, made);
    if (made.type != ItemType::display) made.items = items(from, depth + 1);
    if (own_) return made;
    auto kept = from;
    kept.erase("item");
    made.fhir = std::move(kept);
    return made;
  }

  ItemType type_of(const json::object& from, const std::string& link_id) {
    const auto type = text_in(from, "type");
    static const std::map<std::string, ItemType> kTypes = {
        {"group", ItemType::group},       {"display", ItemType::display},
        {"boolean", ItemType::boolean},   {"decimal", ItemType::decimal},
        {"integer", ItemType::integer},   {"date", ItemType::date},
        {"string", ItemType::string},     {"text", ItemType::text},
        {"url", ItemType::url},           {"attachment", ItemType::attachment},
        {"quantity", ItemType::quantity}, {"question", ItemType::group}};
    const bool open =
        type == "open-choice" || text_in(from, "answerConstraint").starts_with("optionsOr");
    const bool listed = list_in(from, "answerOption") != nullptr;
    // R5 lists answers to questions of other kinds too.
    if (listed && (type == "string" || type == "text"))
      return open ? ItemType::open_choice : ItemType::choice;
    if (const auto known = kTypes.find(type); known != kTypes.end()) {
      if (listed || from.contains("answerValueSet"))
        notice("De antwoorden die vraag " + link_id +
                   " noemt, gelden niet: ieder antwoord van "
                   "soort " +
                   type + " is goed.",
               "The answers that question " + link_id + " lists are not used: any answer of kind " +
                   type + " is right.");
      return known->second;
    }
    if (type == "choice" || type == "coding" || type == "open-choice") {
      if (!listed && contained(from) == nullptr) {
        notice("De antwoorden van vraag " + link_id + " staan elders (" +
                   text_in(from, "answerValueSet") + "): ieder antwoord is goed.",
               "The answers to question " + link_id + " are elsewhere (" +
                   text_in(from, "answerValueSet") + "): any answer is right.");
        return ItemType::open_choice;
      }
      return open ? ItemType::open_choice : ItemType::choice;
    }
    notice("Vraag " + link_id + " is van soort " + type + ": Regie vraagt een tekst.",
           "Question " + link_id + " is of kind " + type + ": Regie asks a text.");
    return ItemType::string;
  }

  /// The concepts of a value set that comes with the questionnaire.
  const json::array* contained(const json::object& from) const {
    const auto name = text_in(from, "answerValueSet");
    const auto* all = list_in(root_, "contained");
    if (!name.starts_with("#") || all == nullptr) return nullptr;
    for (const auto& each : *all) {
      const auto* set = each.if_object();
      if (set == nullptr || text_in(*set, "id") != name.substr(1)) continue;
      if (const auto* expansion = object_in(*set, "expansion"))
        return list_in(*expansion, "contains");
      const auto* compose = object_in(*set, "compose");
      const auto* included = compose == nullptr ? nullptr : list_in(*compose, "include");
      if (included != nullptr && included->size() == 1 && included->front().is_object())
        return list_in(included->front().get_object(), "concept");
    }
    return nullptr;
  }

  void add_option(Item& made, const std::string& value, const std::string& text,
                  const json::object& from, const json::object* weighted) {
    Option option{.value = value.substr(0, 200), .text = {text, text}};
    for (const auto* element : {&from, weighted})
      for (const auto url : {kItemWeight, kOrdinalValue})
        if (const auto* weight = element == nullptr ? nullptr : extension(*element, url))
          if (const auto* number = weight->if_contains("valueDecimal"))
            option.weight = number_of(*number);
    const auto* initial = from.if_contains("initialSelected");
    option.initial = initial != nullptr && initial->is_bool() && initial->get_bool();
    option.fhir = from;
    made.options.push_back(std::move(option));
  }

  void read_options(const json::object& from, Item& made) {
    const auto is_known = [&](const std::string& value) {
      return std::ranges::find(made.options, value, &Option::value) != made.options.end();
    };
    if (const auto* concepts = contained(from))
      for (const auto& each : *concepts)
        if (const auto* coding = each.if_object()) {
          const auto code = text_in(*coding, "code");
          const auto display = text_in(*coding, "display");
          if (!code.empty() && !is_known(code))
            add_option(made, code, display.empty() ? code : display, {{"valueCoding", *coding}},
                       coding);
        }
    const auto* options = list_in(from, "answerOption");
    if (options == nullptr) return;
    for (const auto& each : *options) {
      if (!each.is_object()) continue;
      const auto& option = each.get_object();
      const auto [name, value] = choice_in(option, "value");
      if (value == nullptr) continue;
      const auto plain = plain_value(name, *value);
      auto text = plain.is_string() ? std::string(plain.get_string()) : to_text(plain);
      const auto* coding = value->if_object();
      const auto display = coding == nullptr ? text : text_in(*coding, "display");
      if (is_known(text) && coding != nullptr) text = text_in(*coding, "system") + "|" + text;
      if (text.empty() || plain.is_null()) continue;
      add_option(made, text, display.empty() ? text : display, option, coding);
    }
  }

  static void read_limits(const json::object& from, Item& made) {
    const auto limit = [&](std::string_view url) -> std::optional<double> {
      const auto* found = extension(from, url);
      if (found == nullptr) return std::nullopt;
      const auto value = choice_in(*found, "value");
      return value.value == nullptr ? std::nullopt
                                    : number_of(plain_value(value.name, *value.value));
    };
    made.minimum = limit(kMinimum);
    made.maximum = limit(kMaximum);
    const auto* unit = extension(from, kUnit);
    if (unit == nullptr) unit = extension(from, kUnitOption);
    if (const auto* coding = unit == nullptr ? nullptr : object_in(*unit, "valueCoding")) {
      const auto code = text_in(*coding, "code");
      const auto display = text_in(*coding, "display");
      made.unit = Unit{code, {display.empty() ? code : display, display.empty() ? code : display}};
    } else if (made.type == ItemType::quantity) {
      made.unit = Unit{"1", {"-", "-"}};
    }
  }

  void read_initial(const json::object& from, Item& made) {
    json::value given;
    if (const auto* list = list_in(from, "initial");
        list && !list->empty() && list->front().is_object()) {
      const auto [name, value] = choice_in(list->front().get_object(), "value");
      if (value != nullptr) given = plain_value(name, *value);
      if (list->size() > 1)
        notice("Van vraag " + made.link_id + " wordt één beginwaarde gebruikt.",
               "One initial value of question " + made.link_id + " is used.");
    }
    if (given.is_null()) return;
    if (check_value(made, given, ""))
      notice("De beginwaarde van vraag " + made.link_id + " past niet en wordt niet gebruikt.",
             "The initial value of question " + made.link_id + " does not fit and is not used.");
    else
      made.initial = std::move(given);
  }

  void read_conditions(const json::object& from, Item& made) {
    static const std::map<std::string, Comparison> kSigns = {
        {"exists", Comparison::exists},   {"=", Comparison::equal},
        {"!=", Comparison::not_equal},    {">", Comparison::greater},
        {"<", Comparison::less},          {">=", Comparison::greater_or_equal},
        {"<=", Comparison::less_or_equal}};
    const auto* list = list_in(from, "enableWhen");
    if (list == nullptr) return;
    made.enable_behavior = text_in(from, "enableBehavior") == "any" ? Behavior::any : Behavior::all;
    for (const auto& each : *list) {
      const auto* condition = each.if_object();
      const auto sign =
          condition == nullptr ? kSigns.end() : kSigns.find(text_in(*condition, "operator"));
      const auto answer = condition == nullptr ? Choice{} : choice_in(*condition, "answer");
      if (sign == kSigns.end() || answer.value == nullptr) {
        reject("Een voorwaarde van vraag " + made.link_id + " is niet te lezen.",
               "A condition of question " + made.link_id + " cannot be read.");
        continue;
      }
      made.enable_when.push_back(
          {text_in(*condition, "question"), sign->second, plain_value(answer.name, *answer.value)});
    }
  }

  void read_own_part(const json::object& from, Item& made) {
    const auto* own = extension(from, kItemExtension);
    if (own == nullptr) return;
    auto part = codec::decode_text<OwnItemPart>(text_in(*own, "valueString"));
    if (!part) {
      notice("De uitbreiding van Regie bij vraag " + made.link_id + " is niet te lezen.",
             "Regie's extension at question " + made.link_id + " cannot be read.");
      return;
    }
    if (part->text) made.text = *part->text;
    made.help = part->help;
    if (own_) made.options = part->options;
    made.prefill = part->prefill;
    made.facts = part->facts;
    made.tags = part->tags;
    made.maturity = part->maturity;
  }

  const json::object& root_;
  const KnownNames& known_;
  Date today_;
  bool english_;
  bool own_ = false;  ///< written by Regie: what it needs is in its own extensions
  bool single_language_ = false;
  std::map<std::string, int> unknown_;
  std::vector<FileFault> faults_;
  QuestionnaireFile result_;
};

}  // namespace

bool looks_like_fhir(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return first != std::string_view::npos && text[first] == '{' &&
         text.find("\"resourceType\"") != std::string_view::npos;
}

QuestionnaireFile read_questionnaire(std::string_view text, const KnownNames& known, Date today) {
  const auto refused = [](LocalizedText reason) {
    QuestionnaireFile file;
    file.file.faults.push_back({1, "", std::move(reason)});
    return file;
  };
  const auto root = parse_json(text);
  if (!root)
    return refused({sentence(root.error().code, root.error().parameters, Language::nl),
                    sentence(root.error().code, root.error().parameters, Language::en)});
  if (!root->is_object() || text_in(root->get_object(), "resourceType") != "Questionnaire")
    return refused({"Dit is geen Questionnaire van FHIR.", "This is no Questionnaire of FHIR."});
  auto file = Reader(root->get_object(), known, today).read();
  // It is kept within more levels than it came in.
  if (file.file.instrument && !parse_json(to_document(*file.file.instrument)))
    return refused({"Het bestand is te diep.", "The file is too deep."});
  return file;
}

}  // namespace regie::assessment
