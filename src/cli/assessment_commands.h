#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"

namespace CLI {
class App;
}

namespace regie::cli {

/// Of the commands about instruments and assessments, as typed; each uses some.
struct AssessmentOptions {
  std::vector<std::string> files;
  std::string organisation;
  std::string id;                      ///< of an assessment or an instrument
  std::string format;                  ///< empty: xlsx, or r5 for an instrument
  std::string output;                  ///< empty: the standard output
  std::optional<std::string> version;  ///< of an instrument
  std::optional<std::string> subject;  ///< id of an application or a department
  std::optional<std::string> subject_version;
  std::optional<std::string> title;
  std::string question;
  std::vector<std::string> values;
  std::optional<std::string> not_applicable;  ///< why
  std::optional<std::string> overruled;       ///< why it differs from what was computed
  std::string reason;                         ///< why it opens again
  std::int64_t instance = 0;
  std::optional<std::int64_t> maturity;
  bool on_agenda = false;
};

/// What the command line offers to whoever adds commands to it.
struct CommandAdder {
  const Terminal& terminal;
  std::function<CLI::App*(CLI::App& under, const char* name, std::string_view nl,
                          std::string_view en, std::function<int(const Context&)> work)>
      add;
  std::function<void(CLI::App&)> add_database_settings;
  std::function<void(CLI::App&)> add_json;
};

/// Adds `instrument` and `assess`. The options outlive the command line.
void add_assessment_commands(CLI::App& app, AssessmentOptions& options, const CommandAdder& adder);

/// Checks files (YAML or FHIR JSON) as the program checks what ships; without files, what ships.
int instrument_check(const Context& context, const AssessmentOptions& options);
int instrument_list(const Context& context);
/// Stores a file as the organisation's own, or says every fault in it.
int instrument_add(const Context& context, const AssessmentOptions& options);
/// As FHIR.
int instrument_export(const Context& context, const AssessmentOptions& options);

int assess_list(const Context& context, const AssessmentOptions& options);
int assess_show(const Context& context, const AssessmentOptions& options);
int assess_start(const Context& context, const AssessmentOptions& options);
/// Replaces what was answered to one question.
int assess_answer(const Context& context, const AssessmentOptions& options);
int assess_complete(const Context& context, const AssessmentOptions& options);
int assess_reopen(const Context& context, const AssessmentOptions& options);
int assess_export(const Context& context, const AssessmentOptions& options);
/// Begins an assessment with the answers of a FHIR QuestionnaireResponse.
int assess_import(const Context& context, const AssessmentOptions& options);

}  // namespace regie::cli
