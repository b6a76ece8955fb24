#include "assessment/instrument_file.h"

#include <boost/json.hpp>

#include "base/json_codec.h"
#include "content/yaml.h"

namespace regie::assessment {
namespace {

namespace json = boost::json;

/// What a file leaves out.
struct Default {
  const char* name;
  json::value value;
};

void rename(json::object& object, std::string_view from, std::string_view to) {
  const auto found = object.find(from);
  if (found == object.end()) return;
  auto value = std::move(found->value());
  object.erase(found);
  object[to] = std::move(value);
}

void fill(json::object& object, std::initializer_list<Default> defaults) {
  for (const auto& [name, value] : defaults)
    if (!object.contains(name)) object[name] = value;
}

/// FHIR writes operators as signs.
json::string comparison_of(std::string_view sign) {
  static const std::map<std::string_view, std::string_view> kNames = {
      {"exists", "exists"},   {"=", "equal"}, {"!=", "not_equal"},
      {">", "greater"},       {"<", "less"},  {">=", "greater_or_equal"},
      {"<=", "less_or_equal"}};
  return json::string(kNames.at(sign));
}

void name_comparison(json::object& condition) {
  rename(condition, "operator", "comparison");
  condition["comparison"] = comparison_of(condition.at("comparison").as_string());
}

/// Turns the form of a file into that of an Instrument. The file fits the schema.
class Shaper {
 public:
  Shaper(const content::YamlDocument& document, std::vector<FileFault>& faults)
      : document_(document), faults_(faults) {}

  json::value shape() {
    auto root = document_.value.as_object();
    if (const auto* lists = root.if_contains("option_lists")) lists_ = lists->as_object();
    root.erase("option_lists");
    fill(root, {{"layout", "list"}});
    items(root.at("items").as_array(), "/items");
    if (auto* scores = root.if_contains("scores"))
      for (auto& each : scores->as_array()) score(each.as_object());
    if (auto* outcomes = root.if_contains("outcomes"))
      for (auto& each : outcomes->as_array()) outcome(each.as_object());
    return root;
  }

 private:
  void options(json::object& item, const std::string& pointer) {
    auto* given = item.if_contains("options");
    if (given == nullptr) return;
    if (const auto* name = given->if_string()) {
      const auto* list = lists_.if_contains(*name);
      if (list == nullptr) {
        faults_.push_back({document_.line_of(pointer),
                           pointer,
                           {"Lijst " + std::string(*name) + " bestaat niet.",
                            "List " + std::string(*name) + " does not exist."}});
        *given = json::array{};
      } else {
        *given = *list;
      }
    }
    for (auto& option : given->as_array()) fill(option.as_object(), {{"initial", false}});
  }

  void items(json::array& list, const std::string& pointer) {
    for (std::size_t index = 0; index < list.size(); ++index) {
      auto& item = list[index].as_object();
      const auto place = pointer + "/" + std::to_string(index);
      rename(item, "linkId", "link_id");
      rename(item, "enableWhen", "enable_when");
      rename(item, "enableBehavior", "enable_behavior");
      fill(item, {{"required", false},
                  {"repeats", false},
                  {"maturity", false},
                  {"enable_behavior", "all"}});
      options(item, place + "/options");
      if (auto* conditions = item.if_contains("enable_when"))
        for (auto& each : conditions->as_array()) name_comparison(each.as_object());
      if (auto* nested = item.if_contains("items")) items(nested->as_array(), place + "/items");
    }
  }

  static void score(json::object& score) {
    for (const auto& measure : enum_names<Measure>()) {
      const auto* measured = score.if_contains(measure);
      if (measured == nullptr) continue;
      const auto parts = measured->as_object();
      score.erase(measure);
      for (const auto& [name, value] : parts) score[name] = value;
      score["measure"] = measure;
      break;
    }
    fill(score, {{"by", "answer"}});
  }

  static void outcome(json::object& outcome) {
    json::object when;
    if (auto* given = outcome.if_contains("when")) when = given->as_object();
    outcome.erase("when");
    rename(outcome, "register", "in_register");
    const bool any = when.contains("any");
    outcome["behavior"] = any ? "any" : "all";
    if (when.empty()) return;
    auto conditions = when.at(any ? "any" : "all").as_array();
    for (auto& each : conditions) {
      rename(each.as_object(), "answer", "value");
      name_comparison(each.as_object());
    }
    outcome["conditions"] = std::move(conditions);
  }

  const content::YamlDocument& document_;
  std::vector<FileFault>& faults_;
  json::object lists_;
};

/// The place in the file for a place in the instrument that was made of it.
std::string in_file(std::string pointer) {
  for (const auto& [ours, theirs] :
       {std::pair("enable_when", "enableWhen"), std::pair("link_id", "linkId"),
        std::pair("/conditions", "/when")})
    if (const auto at = pointer.find(ours); at != std::string::npos)
      pointer.replace(at, std::string_view(ours).size(), theirs);
  return pointer;
}

LocalizedText in_both(const Error& error) {
  const auto& reason = error.parameters.at("reason");
  return {reason, reason};
}

FileFault fault_of(const Error& error) {
  return {std::stoi(error.parameters.at("line")), "", in_both(error)};
}

}  // namespace

InstrumentFile read_instrument(std::string_view text, std::string_view schema,
                               const KnownNames& known) {
  InstrumentFile file;
  const auto document = content::read_yaml(text, "");
  if (!document) {
    file.faults.push_back(fault_of(document.error()));
    return file;
  }
  for (auto& [line, pointer, reason] : content::schema_faults(*document, schema))
    file.faults.push_back({line, pointer, {reason, reason}});
  if (!file.faults.empty()) return file;
  auto instrument = codec::decode<Instrument>(Shaper(*document, file.faults).shape());
  if (!instrument) {
    for (const auto& field : instrument.error().fields)
      file.faults.push_back({document->line_of(in_file(field.pointer)),
                             in_file(field.pointer),
                             {sentence(field.code, field.parameters, Language::nl),
                              sentence(field.code, field.parameters, Language::en)}});
    return file;
  }
  for (auto& [pointer, reason] : check_sense(*instrument, known)) {
    auto place = in_file(pointer);
    const int line = document->line_of(place);
    file.faults.push_back({line, std::move(place), std::move(reason)});
  }
  if (file.faults.empty()) file.instrument = *std::move(instrument);
  return file;
}

}  // namespace regie::assessment
