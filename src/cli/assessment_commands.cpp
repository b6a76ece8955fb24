#include <iostream>

#include "assessment/response.h"
#include "base/json.h"
#include "base/json_codec.h"
#include "cli/assessment_commands.h"
#include "cli/with_house.h"

namespace regie::cli {
namespace {

using assessment::Assessment;

/// One assessment: whole as JSON, else in a few lines.
void print(const Terminal& terminal, const Assessment& shown) {
  if (terminal.json) {
    std::cout << codec::encode_text(shown) << std::endl;
    return;
  }
  const auto language = terminal.language;
  std::cout << shown.id << "  " << shown.instrument_title.in(language) << ": " << shown.subject.name
            << " (" << enum_text(shown.status) << ", " << shown.answered << "/" << shown.questions
            << ")\n";
  for (const auto& score : shown.state.scores) {
    std::cout << "  " << score.title.in(language) << ": ";
    score.value ? std::cout << *score.value : std::cout << "-";
    std::cout << " (n=" << score.answered << ")\n";
  }
  if (shown.state.outcome) std::cout << "  " << shown.state.outcome->text.in(language) << "\n";
  std::cout.flush();
}

/// An application or department by its id, as the instrument asks for.
facts::Subject subject_of(facts::SubjectKind kind, const AssessmentOptions& options) {
  return {.kind = kind, .id = options.subject, .version = options.subject_version};
}

/// A value as it is typed: what the question asks for a number or a truth value is read as one.
boost::json::value typed(const assessment::Item* question, const std::string& text) {
  const bool literal = question != nullptr && (assessment::is_number(question->type) ||
                                               question->type == assessment::ItemType::boolean);
  const auto read = literal ? parse_json(text) : Result<boost::json::value>(text);
  return read ? *read : boost::json::value(text);
}

/// Changes an assessment and shows what it became.
template <class Change>
int change(const Context& context, const AssessmentOptions& options, Change change) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    print(context.terminal, TRY(change(house, caller)));
    return {};
  });
}

}  // namespace

int assess_list(const Context& context, const AssessmentOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto list = house.assessments().list(caller, {});
    if (context.terminal.json) {
      std::cout << codec::encode_text(list) << std::endl;
      return {};
    }
    for (const auto& each : list.items)
      std::cout << each.id << "  " << each.instrument_id << " " << each.instrument_version << "  "
                << each.subject.name << "  " << enum_text(each.status) << "  " << each.answered
                << "/" << each.questions << "\n";
    std::cout.flush();
    return {};
  });
}

int assess_show(const Context& context, const AssessmentOptions& options) {
  return change(context, options, [&](House& house, const access::Caller& caller) {
    return house.assessments().get(caller, options.id);
  });
}

int assess_start(const Context& context, const AssessmentOptions& options) {
  return change(
      context, options, [&](House& house, const access::Caller& caller) -> Result<Assessment> {
        const auto instrument =
            TRY(house.instruments().get(caller, options.id, {.version = options.version}));
        return house.assessments().create(caller,
                                          {.instrument_id = options.id,
                                           .instrument_version = options.version,
                                           .subject = subject_of(instrument.subject, options),
                                           .title = options.title});
      });
}

int assess_answer(const Context& context, const AssessmentOptions& options) {
  return change(context, options,
                [&](House& house, const access::Caller& caller) -> Result<Assessment> {
                  auto& assessments = house.assessments();
                  const auto shown = TRY(assessments.get(caller, options.id));
                  const auto instrument = TRY(house.instruments().get(
                      caller, shown.instrument_id, {.version = shown.instrument_version}));
                  const auto* question = assessment::find_item(instrument, options.question);
                  assessment::AnswerChange answer{.link_id = options.question,
                                                  .instance = options.instance,
                                                  .values = {},
                                                  .not_applicable = options.not_applicable,
                                                  .maturity = options.maturity,
                                                  .on_agenda = options.on_agenda,
                                                  .overruled = options.overruled};
                  for (const auto& text : options.values)
                    answer.values.push_back(typed(question, text));
                  std::int64_t version = 0;
                  for (const auto& each : shown.answers)
                    if (each.link_id == answer.link_id && each.instance == options.instance)
                      version = each.version;
                  TRY(assessments.answer(caller, options.id, version, answer));
                  return assessments.get(caller, options.id);
                });
}

int assess_complete(const Context& context, const AssessmentOptions& options) {
  return change(context, options, [&](House& house, const access::Caller& caller) {
    return house.assessments().complete(caller, options.id);
  });
}

int assess_reopen(const Context& context, const AssessmentOptions& options) {
  return change(context, options, [&](House& house, const access::Caller& caller) {
    return house.assessments().reopen(caller, options.id, {.reason = options.reason});
  });
}

int assess_export(const Context& context, const AssessmentOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    assessment::AssessmentExportQuery query{.language = context.terminal.language};
    if (!options.format.empty())
      query.format = TRY(named<assessment::AssessmentFormat>(options.format));
    const auto file = TRY(house.transfers().export_assessment(caller, options.id, query));
    return write_output(options.output, file.bytes);
  });
}

int assess_import(const Context& context, const AssessmentOptions& options) {
  const auto bytes = read_file(options.files.front());
  if (!bytes) return context.terminal.fail(bytes.error());
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto id = options.id.empty() ? TRY(assessment::instrument_of(*bytes)) : options.id;
    const auto instrument = TRY(house.instruments().get(caller, id, {}));
    const auto taken =
        TRY(house.transfers().import_assessment(caller,
                                                {.instrument = id,
                                                 .subject_kind = instrument.subject,
                                                 .subject_id = options.subject,
                                                 .subject_version = options.subject_version},
                                                *bytes));
    if (context.terminal.json) {
      std::cout << codec::encode_text(taken) << std::endl;
      return {};
    }
    for (const auto& notice : taken.notices)
      std::cerr << notice.in(context.terminal.language) << "\n";
    print(context.terminal, taken.assessment);
    return {};
  });
}

}  // namespace regie::cli
