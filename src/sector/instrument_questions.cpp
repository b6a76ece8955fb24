#include "sector/instrument_questions.h"

#include <boost/json.hpp>

#include "content/library.h"

namespace regie::sector {
namespace {

namespace json = boost::json;

LocalizedText text_of(const json::value& text) {
  return {std::string(text.at("nl").as_string()), std::string(text.at("en").as_string())};
}

std::vector<QuestionOption> options_of(const json::object& item, const json::object& instrument) {
  const auto* list = item.if_contains("options");
  if (list == nullptr) return {};
  if (const auto* name = list->if_string()) list = &instrument.at("option_lists").at(*name);
  std::vector<QuestionOption> options;
  for (const auto& option : list->as_array())
    options.push_back({std::string(option.at("value").as_string()), text_of(option.at("text"))});
  return options;
}

std::vector<QuestionOption> parts_of(const json::array& items) {
  std::vector<QuestionOption> parts;
  for (const auto& item : items) {
    const auto* tags = item.as_object().if_contains("tags");
    if (tags == nullptr) return {};
    parts.push_back({std::string(tags->at(0).as_string()), text_of(item.at("text"))});
  }
  return parts;
}

std::vector<QuestionKind> kinds_of(const json::object& item) {
  const std::string_view type = item.at("type").as_string();
  if (type == "choice" || type == "open_choice") {
    const auto* repeats = item.if_contains("repeats");
    const auto several = repeats != nullptr && repeats->as_bool();
    return {several ? QuestionKind::multiple : QuestionKind::single};
  }
  if (type == "integer" || type == "decimal") return {QuestionKind::scale, QuestionKind::number};
  return {};
}

}  // namespace

Result<InstrumentQuestions> InstrumentQuestions::load(std::span<const EmbeddedFile> files,
                                                      std::string_view instrument) {
  const auto document = TRY(content::read_checked(
      files, "instruments/" + std::string(instrument) + ".yaml", "instrument"));
  const auto& root = document.value.as_object();
  InstrumentQuestions read;
  const auto walk = [&](const auto& self, const json::array& items) -> void {
    for (const auto& each : items) {
      const auto& item = each.as_object();
      AskedQuestion asked{text_of(item.at("text")), kinds_of(item), options_of(item, root)};
      if (const auto* below = item.if_contains("items")) {
        asked.options = parts_of(below->as_array());
        if (!asked.options.empty()) asked.kinds = {QuestionKind::funnel, QuestionKind::rank};
        self(self, below->as_array());
      }
      read.questions_.emplace(std::string(item.at("linkId").as_string()), std::move(asked));
    }
  };
  walk(walk, root.at("items").as_array());
  if (const auto* scores = root.if_contains("scores"))
    for (const auto& score : scores->as_array())
      read.questions_.emplace(
          std::string(score.at("id").as_string()),
          AskedQuestion{
              text_of(score.at("title")), {QuestionKind::single, QuestionKind::number}, {}});
  return read;
}

const AskedQuestion* InstrumentQuestions::find(std::string_view id) const {
  const auto found = questions_.find(id);
  return found == questions_.end() ? nullptr : &found->second;
}

}  // namespace regie::sector
