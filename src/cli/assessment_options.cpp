#include <CLI/CLI.hpp>

#include "base/enumeration.h"
#include "cli/assessment_commands.h"

namespace regie::cli {
namespace {

/// The options of one command after another.
class Adder {
 public:
  Adder(AssessmentOptions& options, const CommandAdder& adder) : options_(options), adder_(adder) {}

  using Work = int (*)(const Context&, const AssessmentOptions&);
  CLI::App& command(CLI::App& under, const char* name, std::string_view nl, std::string_view en,
                    Work work) {
    auto& options = options_;
    return *adder_.add(under, name, nl, en,
                       [&options, work](const Context& context) { return work(context, options); });
  }

  /// One that opens the database, for an organisation.
  CLI::App& inside(CLI::App& under, const char* name, std::string_view nl, std::string_view en,
                   Work work) {
    auto& made = command(under, name, nl, en, work);
    adder_.add_database_settings(made);
    option(made, "--organisation", options_.organisation, "Naam van de organisatie",
           "Name of the organisation")
        ->required();
    return made;
  }

  template <class Value>
  CLI::Option* option(CLI::App& command, const char* flag, Value& into, std::string_view nl,
                      std::string_view en) {
    return command.add_option(flag, into, std::string(adder_.terminal.say(nl, en)));
  }

  std::string_view say(std::string_view nl, std::string_view en) const {
    return adder_.terminal.say(nl, en);
  }
  void file(CLI::App& command, std::string_view nl, std::string_view en) {
    option(command, "FILE", options_.files, nl, en)->required()->expected(1);
  }
  void assessment(CLI::App& command) {
    option(command, "ID", options_.id, "De beoordeling", "The assessment")->required();
  }
  void output(CLI::App& command, const std::vector<std::string>& formats) {
    command.add_option("--format", options_.format, joined(formats, ", "));
    option(command, "--output", options_.output, "Bestand (anders de uitvoer)",
           "File (else the output)");
  }
  void version(CLI::App& command) {
    option(command, "--version", options_.version, "Versie van het instrument (anders de nieuwste)",
           "Version of the instrument (else the newest)");
  }
  void subject(CLI::App& command) {
    option(command, "--subject", options_.subject, "Id van de toepassing of de afdeling",
           "Id of the application or the department");
    option(command, "--subject-version", options_.subject_version, "Versie van de toepassing",
           "Version of the application");
  }

 private:
  AssessmentOptions& options_;
  const CommandAdder& adder_;
};

void add_instrument(CLI::App& app, AssessmentOptions& options, Adder& add,
                    const CommandAdder& adder) {
  auto* instrument = app.add_subcommand(
      "instrument", std::string(adder.terminal.say("Instrumenten", "Instruments")));
  instrument->require_subcommand(1);
  auto& check = add.command(*instrument, "check", "Controleer instrumenten, als YAML of FHIR.",
                            "Checks instruments, as YAML or FHIR.", instrument_check);
  add.option(check, "FILE", options.files, "Bestanden", "Files");
  adder.add_json(check);
  adder.add_json(*adder.add(*instrument, "list", "Toon de instrumenten van Regie.",
                            "Lists the instruments of Regie.",
                            [](const Context& context) { return instrument_list(context); }));
  auto& own = add.inside(*instrument, "add", "Neem een eigen instrument in gebruik.",
                         "Puts an instrument of your own to use.", instrument_add);
  add.file(own, "Het instrument, als YAML of FHIR", "The instrument, as YAML or FHIR");
  auto& out = add.inside(*instrument, "export", "Schrijf een instrument als FHIR.",
                         "Writes an instrument as FHIR.", instrument_export);
  add.option(out, "ID", options.id, "Het instrument", "The instrument")->required();
  add.version(out);
  add.output(out, enum_names<assessment::FhirRelease>());
}

void add_answer(CLI::App& assess, AssessmentOptions& options, Adder& add) {
  auto& answer = add.inside(assess, "answer", "Beantwoord een vraag. Zonder waarde vervalt het.",
                            "Answers a question. Without a value the answer goes.", assess_answer);
  add.assessment(answer);
  add.option(answer, "QUESTION", options.question, "Het linkId van de vraag",
             "The question's linkId")
      ->required();
  add.option(answer, "VALUE", options.values, "Waarden, zoals in de API", "Values, as in the API");
  add.option(answer, "--instance", options.instance, "Nummer van de herhaalde groep",
             "Number of the repeated group");
  add.option(answer, "--not-applicable", options.not_applicable,
             "Waarom de vraag niet van toepassing is", "Why the question does not apply");
  add.option(answer, "--overruled", options.overruled, "Waarom het anders is dan berekend",
             "Why it differs from what was computed");
  add.option(answer, "--maturity", options.maturity, "Volwassenheid, van 0 tot 4",
             "Maturity, from 0 to 4");
  answer.add_flag("--agenda", options.on_agenda,
                  std::string(add.say("Zet op de agenda", "Put on the agenda")));
}

void add_assess(CLI::App& app, AssessmentOptions& options, Adder& add) {
  auto* assess = app.add_subcommand("assess", std::string(add.say("Beoordelingen", "Assessments")));
  assess->require_subcommand(1);
  add.inside(*assess, "list", "Toon de beoordelingen.", "Lists the assessments.", assess_list);
  add.assessment(
      add.inside(*assess, "show", "Toon een beoordeling.", "Shows an assessment.", assess_show));
  auto& start =
      add.inside(*assess, "start", "Begin een beoordeling.", "Begins an assessment.", assess_start);
  add.option(start, "INSTRUMENT", options.id, "Het instrument", "The instrument")->required();
  add.version(start);
  add.subject(start);
  add.option(start, "--title", options.title, "Eigen titel", "Own title");
  add_answer(*assess, options, add);
  add.assessment(add.inside(*assess, "complete", "Rond een beoordeling af.",
                            "Completes an assessment.", assess_complete));
  auto& reopen = add.inside(*assess, "reopen", "Heropen een beoordeling.",
                            "Opens an assessment again.", assess_reopen);
  add.assessment(reopen);
  add.option(reopen, "--reason", options.reason, "Waarom", "Why")->required();
  auto& out = add.inside(*assess, "export", "Schrijf een beoordeling naar een bestand.",
                         "Writes an assessment to a file.", assess_export);
  add.assessment(out);
  add.output(out, enum_names<assessment::AssessmentFormat>());
  auto& in = add.inside(*assess, "import", "Begin een beoordeling met antwoorden uit FHIR.",
                        "Begins an assessment with answers from FHIR.", assess_import);
  add.file(in, "Een QuestionnaireResponse als JSON", "A QuestionnaireResponse as JSON");
  add.option(in, "--instrument", options.id, "Anders zoals het bestand zegt",
             "Else as the file says");
  add.subject(in);
}

}  // namespace

void add_assessment_commands(CLI::App& app, AssessmentOptions& options, const CommandAdder& adder) {
  Adder add(options, adder);
  add_instrument(app, options, add, adder);
  add_assess(app, options, add);
}

}  // namespace regie::cli
