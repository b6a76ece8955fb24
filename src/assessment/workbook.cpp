#include "assessment/workbook.h"

#include <algorithm>
#include <map>

#include "base/json.h"
#include "table/xlsx.h"

namespace regie::assessment {
namespace {

using table::Cell;

std::string shown(const Item& item, const boost::json::value& value, Language language) {
  if (value.is_bool())
    return language == Language::nl ? (value.get_bool() ? "ja" : "nee")
                                    : (value.get_bool() ? "yes" : "no");
  if (!value.is_string()) return to_text(value);
  const std::string text(value.get_string());
  const auto option = std::ranges::find(item.options, text, &Option::value);
  return option == item.options.end() ? text : option->text.in(language);
}

Cell answer_cell(const Item& item, const Answer& answer, Language language) {
  if (answer.values.size() == 1) {
    const auto& value = answer.values.front();
    if (value.is_int64()) return value.get_int64();
    if (value.is_double()) return value.get_double();
  }
  std::vector<std::string> parts;
  for (const auto& value : answer.values) parts.push_back(shown(item, value, language));
  return joined(parts, "; ");
}

table::WorkbookSheet answers_sheet(const Form& form, const Assessment& assessment,
                                   Language language) {
  const auto say = [&](const char* nl, const char* en) {
    return std::string(language == Language::nl ? nl : en);
  };
  std::map<std::pair<std::string, std::int64_t>, const Answer*> answers;
  for (const auto& each : assessment.answers) answers[{each.link_id, each.instance}] = &each;
  table::WorkbookSheet sheet{
      .name = say("Antwoorden", "Answers"),
      .columns = {{.title = say("Vraag", "Question"), .width = 60, .wrap = true},
                  {.title = say("Antwoord", "Answer"), .width = 50, .wrap = true},
                  {.title = say("Niet van toepassing", "Not applicable"), .wrap = true},
                  {.title = say("Volwassenheid (0-4)", "Maturity (0-4)")},
                  {.title = say("Door", "By")},
                  {.title = say("Datum", "Date")},
                  {.title = say("Code", "Code")}},
      .rows = {}};
  for (const auto& asked : assessment.state.items) {
    const auto* item = form.item(asked.link_id);
    if (item == nullptr) continue;
    std::vector<Cell> row(7);
    row[0] = item->text.in(language);
    row[6] = item->link_id;
    if (const auto found = answers.find({asked.link_id, asked.instance}); found != answers.end()) {
      const auto& answer = *found->second;
      row[1] = answer_cell(*item, answer, language);
      row[2] = answer.not_applicable.value_or("");
      if (answer.maturity) row[3] = *answer.maturity;
      row[4] = answer.by;
      row[5] = day_of(answer.at);
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

table::WorkbookSheet scores_sheet(const Assessment& assessment, Language language) {
  const auto say = [&](const char* nl, const char* en) {
    return std::string(language == Language::nl ? nl : en);
  };
  table::WorkbookSheet sheet{.name = say("Uitkomst", "Outcome"),
                             .columns = {{.title = say("Score", "Score"), .width = 50},
                                         {.title = say("Waarde", "Value")},
                                         {.title = say("Beantwoord", "Answered")},
                                         {.title = say("Gevraagd", "Asked")},
                                         {.title = say("Betekenis", "Meaning"), .width = 50}},
                             .rows = {}};
  for (const auto& score : assessment.state.scores) {
    std::vector<Cell> row(5);
    row[0] = score.title.in(language);
    if (score.value) row[1] = *score.value;
    row[2] = score.answered;
    row[3] = score.asked;
    if (score.band) row[4] = score.band->text.in(language);
    sheet.rows.push_back(std::move(row));
  }
  if (assessment.state.outcome) {
    std::vector<Cell> row(5);
    row[0] = say("Uitkomst", "Outcome");
    row[4] = assessment.state.outcome->text.in(language);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

}  // namespace

Result<std::string> assessment_workbook(const Form& form, const Assessment& assessment,
                                        Language language) {
  return table::write_xlsx(
      {.sheets = {answers_sheet(form, assessment, language), scores_sheet(assessment, language)},
       .created = assessment.updated_at});
}

}  // namespace regie::assessment
