#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "base/enumeration.h"
#include "cli/assessment_commands.h"
#include "cli/commands.h"
#include "cli/sector_commands.h"
#include "cli/validation_commands.h"
#include "cli/validation_outputs.h"

namespace regie::cli {
namespace {

/// Everything that can stand on the command line, filled in by the parser.
struct Parsed {
  Settings settings;
  std::string configuration_file;  ///< empty: regie.toml, if there is one
  bool json = false;
  ServeOptions serve;
  UserAddOptions user;
  ExportOptions export_options;
  ImportOptions import_options;
  MarketImportOptions market_options;
  AssessmentOptions assessment_options;
  LawOptions law;
  std::string result_file;
  ValidationOutputs validation_outputs;
  std::string decision_id;
  std::string backup_file;
  RestoreOptions restore_options;
  ValidateOptions validate_options;
  SectorOptions sector_options;
};

void add_setting(CLI::App& command, Parsed& parsed, const char* flag, const char* name,
                 const std::string& description) {
  command
      .add_option_function<std::string>(
          flag, [&parsed, name](const std::string& value) { parsed.settings[name] = value; },
          description)
      ->option_text("...");
}

void add_json(CLI::App& command, Parsed& parsed, const Terminal& terminal) {
  command.add_flag("--json", parsed.json,
                   std::string(terminal.say("Eén JSON-document op de uitvoer",
                                            "One JSON document on the output")));
}

/// The settings that every command which opens the database understands.
void add_database_settings(CLI::App& command, Parsed& parsed, const Terminal& terminal) {
  const auto say = [&](const char* nl, const char* en) {
    return std::string(terminal.say(nl, en));
  };
  add_setting(command, parsed, "--data", "data",
              say("Map voor database en sleutels (data)", "Folder for database and keys (data)"));
  add_setting(command, parsed, "--database", "database",
              say("postgresql://... in plaats van SQLite in de map",
                  "postgresql://... instead of SQLite in the folder"));
  command.add_option(
      "--config", parsed.configuration_file,
      say("Bestand met instellingen (regie.toml)", "File with settings (regie.toml)"));
  add_json(command, parsed, terminal);
}

class CommandLine {
 public:
  CommandLine(Terminal terminal, const Embedded& embedded)
      : terminal_(terminal),
        embedded_(embedded),
        app_(text("Regie: grip op de AI van een ziekenhuis.",
                  "Regie: control of a hospital's AI.")) {
    app_.name("regie");
    app_.require_subcommand(1);
    app_.set_help_flag("-h,--help", text("Toon deze uitleg", "Print this help"));
    if (terminal_.language == Language::nl)
      for (const auto& [english, dutch] : {std::pair{"Usage", "Gebruik"},
                                           {"Options", "Opties"},
                                           {"OPTIONS", "OPTIES"},
                                           {"Subcommands", "Opdrachten"},
                                           {"SUBCOMMAND", "OPDRACHT"},
                                           {"REQUIRED", "VERPLICHT"}})
        app_.get_formatter()->label(english, dutch);
    app_.footer(text(
        "Begin zo:\n"
        "  regie serve --example          probeer Regie met een voorbeeldziekenhuis\n"
        "  regie serve --data /var/lib/regie\n"
        "  regie user add --email a@b.nl --name \"A. Beheerder\" --role administrator \\\n"
        "      --organisation \"Ons Ziekenhuis\" --new-organisation\n\n"
        "Instellingen komen van de opdracht, anders uit REGIE_... in de omgeving, anders uit "
        "regie.toml.\n"
        "Uitgangscodes: 0 goed, 64 verkeerde opdracht, 65 verkeerde gegevens, 66 niet gevonden,\n"
        "69 niet bereikbaar, 70 fout in Regie, 73 map niet schrijfbaar, 75 probeer later, 77 mag "
        "niet,\n"
        "78 instellingen.",
        "Begin like this:\n"
        "  regie serve --example          try Regie with an example hospital\n"
        "  regie serve --data /var/lib/regie\n"
        "  regie user add --email a@b.nl --name \"A. Administrator\" --role administrator \\\n"
        "      --organisation \"Our Hospital\" --new-organisation\n\n"
        "Settings come from the command, else from REGIE_... in the environment, else from "
        "regie.toml.\n"
        "Exit codes: 0 well, 64 wrong command, 65 wrong data, 66 not found, 69 unreachable,\n"
        "70 fault in Regie, 73 folder not writable, 75 try later, 77 not allowed, 78 settings."));
    add_serve();
    add_user();
    add_exchange();
    add_market();
    add_assessment_commands(
        app_, parsed_.assessment_options,
        {terminal_,
         [this](CLI::App& under, const char* name, std::string_view nl, std::string_view en,
                std::function<int(const Context&)> work) {
           return add(under, name, nl, en, std::move(work));
         },
         [this](CLI::App& command) { add_database_settings(command, parsed_, terminal_); },
         [this](CLI::App& command) { add_json(command, parsed_, terminal_); }});
    add_law();
    add_report();
    add_decision();
    add_backup();
    add_validate();
    add_sector();
    add_rest();
  }

  int run(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      if (error.get_exit_code() == 0) return app_.exit(error);
      for (int index = 1; index < argc; ++index)
        if (std::string_view(argv[index]) == "--json") terminal_.json = true;
      return terminal_.fail(
          {.code = ErrorCode::usage_error,
           .parameters = {{"reason", std::string(error.what()) + " (regie --help)"}}});
    }
    terminal_.json = parsed_.json;
    const auto& chosen = parsed_.configuration_file;
    if (!chosen.empty() && !std::filesystem::exists(chosen))
      return terminal_.fail(
          {.code = ErrorCode::configuration_unreadable,
           .parameters = {{"file", chosen},
                          {"reason", text("dit bestand is er niet", "there is no such file")}}});
    const auto file = settings_from_file(chosen.empty() ? "regie.toml" : chosen);
    if (!file) return terminal_.fail(file.error());
    auto configuration = configure(parsed_.settings, settings_from_environment(), *file);
    if (!configuration) return terminal_.fail(configuration.error());
    return work_({terminal_, std::move(*configuration), embedded_});
  }

 private:
  std::string text(std::string_view nl, std::string_view en) const {
    return std::string(terminal_.say(nl, en));
  }

  CLI::App* add(CLI::App& under, const char* name, std::string_view nl, std::string_view en,
                std::function<int(const Context&)> work) {
    auto* command = under.add_subcommand(name, text(nl, en));
    command->callback([this, work = std::move(work)] { work_ = work; });
    return command;
  }

  void add_serve() {
    auto* serve_command =
        add(app_, "serve", "Start de webdienst. Stop met Ctrl-C.",
            "Starts the web service. Stop with Ctrl-C.",
            [this](const Context& context) { return serve(context, parsed_.serve); });
    add_database_settings(*serve_command, parsed_, terminal_);
    add_setting(*serve_command, parsed_, "--port", "port", text("Poort (8080)", "Port (8080)"));
    add_setting(*serve_command, parsed_, "--address", "address",
                text("Adres om op te luisteren (127.0.0.1)", "Address to listen on (127.0.0.1)"));
    add_setting(*serve_command, parsed_, "--public-url", "public_url",
                text("Adres dat mensen intikken; met https worden cookies strenger",
                     "Address that people type; with https, cookies become stricter"));
    add_setting(*serve_command, parsed_, "--workers", "workers",
                text("Verzoeken tegelijk (4)", "Requests at a time (4)"));
    add_setting(*serve_command, parsed_, "--log-level", "log_level", "debug, info, warning, error");
    add_setting(*serve_command, parsed_, "--trusted-proxies", "trusted_proxies",
                text("Adressen van proxy's die zeggen van wie een verzoek komt",
                     "Addresses of proxies that say from whom a request comes"));
    add_setting(*serve_command, parsed_, "--tls-certificate", "tls_certificate",
                text("PEM-bestand met certificaat en keten, voor https zonder proxy",
                     "PEM file with certificate and chain, for https without a proxy"));
    add_setting(*serve_command, parsed_, "--tls-key", "tls_key",
                text("PEM-bestand met de sleutel daarvan", "PEM file with its key"));
    serve_command->add_flag(
        "--example", parsed_.serve.example,
        text("Zet het voorbeeldziekenhuis klaar", "Set up the example hospital"));
    serve_command->add_flag("--hub", parsed_.serve.hub,
                            text("Zet een verzonnen sectororganisatie klaar",
                                 "Set up an invented sector body"));
  }

  void add_user() {
    auto* user = app_.add_subcommand("user", text("Accounts beheren", "Manage accounts"));
    user->require_subcommand(1);
    auto& options = parsed_.user;
    auto* create = add(*user, "add", "Voeg iemand toe aan een organisatie.",
                       "Adds a person to an organisation.",
                       [&options](const Context& context) { return user_add(context, options); });
    add_database_settings(*create, parsed_, terminal_);
    create->add_option("--email", options.email, text("E-mailadres", "E-mail address"))->required();
    create->add_option("--name", options.name, text("Naam", "Name"))->required();
    create
        ->add_option("--organisation", options.organisation,
                     text("Naam van de organisatie", "Name of the organisation"))
        ->required();
    create->add_option("--role", options.roles, joined(enum_names<access::Role>(), ", "))
        ->required();
    create->add_flag("--new-organisation", options.new_organisation,
                     text("Maak de organisatie als zij niet bestaat",
                          "Make the organisation when it does not exist"));
    create->add_flag("--sector-body", options.sector_body,
                     text("Die organisatie is een sectororganisatie",
                          "That organisation is a sector body"));
    create->add_flag("--password-stdin", options.password_from_input,
                     text("Lees het wachtwoord van de invoer", "Read the password from the input"));

    auto* list = add(*user, "list", "Toon alle accounts.", "Lists all accounts.",
                     [](const Context& context) { return user_list(context); });
    add_database_settings(*list, parsed_, terminal_);

    auto* reset = add(*user, "reset-password", "Geef een nieuw tijdelijk wachtwoord.",
                      "Gives a new temporary password.", [&options](const Context& context) {
                        return user_reset_password(context, options.email);
                      });
    add_database_settings(*reset, parsed_, terminal_);
    reset->add_option("--email", options.email, text("E-mailadres", "E-mail address"))->required();

    auto* deactivate = add(*user, "deactivate", "Laat iemand niet meer inloggen.",
                           "Lets a person sign in no longer.", [&options](const Context& context) {
                             return user_deactivate(context, options.email, options.organisation);
                           });
    add_database_settings(*deactivate, parsed_, terminal_);
    deactivate->add_option("--email", options.email, text("E-mailadres", "E-mail address"))
        ->required();
    deactivate
        ->add_option("--organisation", options.organisation,
                     text("Naam van de organisatie", "Name of the organisation"))
        ->required();
  }

  void add_exchange() {
    const auto add_organisation = [&](CLI::App& command, std::string& into) {
      add_database_settings(command, parsed_, terminal_);
      command
          .add_option("--organisation", into,
                      text("Naam van de organisatie", "Name of the organisation"))
          ->required();
    };
    auto& out = parsed_.export_options;
    auto* export_command =
        add(app_, "export", "Schrijf het register naar een bestand, of een deel ervan.",
            "Writes the register to a file, or a part of it.",
            [&out](const Context& context) { return export_register(context, out); });
    add_organisation(*export_command, out.organisation);
    export_command->add_option("--format", out.format, "csv, xlsx, json");
    export_command->add_option("--search", out.search,
                               text("Wat er in een toepassing staat", "What an application says"));
    const auto some = [&](const char* flag, auto& into, const std::string& description) {
      export_command->add_option(flag, into, description)->allow_extra_args(false);
    };
    some("--phase", out.phases, joined(enum_names<portfolio::Phase>(), ", "));
    some("--department", out.departments,
         text("Naam van een afdeling (mag vaker)", "Name of a department (repeatable)"));
    some("--attention", out.attention, joined(enum_names<portfolio::Attention>(), ", "));
    export_command->add_option("--output", out.output,
                               text("Bestand (anders de uitvoer)", "File (else the output)"));

    auto& in = parsed_.import_options;
    auto* import_command =
        add(app_, "import", "Lees toepassingen uit een CSV-, XLSX- of JSON-bestand.",
            "Reads applications from a CSV, XLSX or JSON file.",
            [&in](const Context& context) { return import_register(context, in); });
    add_organisation(*import_command, in.organisation);
    import_command->add_option("FILE", in.file, text("Het bestand", "The file"))->required();
    auto* preview = import_command->add_flag(
        "--preview", in.preview,
        text("Zeg alleen wat er zou gebeuren", "Only say what would happen"));
    import_command
        ->add_flag("--good-rows", in.good_rows,
                   text("Lees de goede rijen, ook als andere niet kloppen",
                        "Import the good rows, also when others are not right"))
        ->excludes(preview);
    import_command
        ->add_option("--map", in.mapping,
                     text("Welk veld een kolom is: Kolom=/veld/pad (mag vaker; wordt onthouden)",
                          "Which field a column is: Column=/field/path (repeatable; remembered)"))
        ->allow_extra_args(false)
        ->option_text("...");
    import_command->add_option("--rejected", in.rejected,
                               text("Schrijf de afgewezen rijen hierheen, met de reden",
                                    "Write the rejected rows here, with the reason"));
  }

  void add_market() {
    auto* market =
        app_.add_subcommand("market", text("Wat er op de markt is", "What there is on the market"));
    market->require_subcommand(1);
    auto& options = parsed_.market_options;
    auto* import_command =
        add(*market, "import", "Lees een nieuwere lijst van de FDA, als CSV of XLSX.",
            "Reads a newer list of the FDA, as CSV or XLSX.",
            [&options](const Context& context) { return market_import(context, options); });
    add_database_settings(*import_command, parsed_, terminal_);
    import_command->add_option("FILE", options.file, text("Het bestand", "The file"))->required();
    import_command->add_flag(
        "--preview", options.preview,
        text("Zeg alleen wat er zou veranderen", "Only say what would change"));
    import_command->add_flag("--accept-gone", options.accept_gone,
                             text("Ook als veel producten van de lijst zijn verdwenen",
                                  "Also when many products are gone from the list"));
  }

  void add_law() {
    auto* law = app_.add_subcommand("law", text("Wetten, vragen en plichten", "The law as data"));
    law->require_subcommand(1);
    auto& options = parsed_.law;
    const auto add_folder = [&](CLI::App& command) {
      return command.add_option("FOLDER", options.folder,
                                text("Map met trees/ en law/", "Folder with trees/ and law/"));
    };
    auto* list = add(*law, "list", "Toon de wetten en vragenlijsten.", "Lists acts and questions.",
                     [](const Context& context) { return law_list(context); });
    add_database_settings(*list, parsed_, terminal_);
    auto* check = add(*law, "check", "Controleer de gegevens, en loop elk pad na.",
                      "Checks the data, and walks every path.",
                      [&options](const Context& context) { return law_check(context, options); });
    add_database_settings(*check, parsed_, terminal_);
    add_folder(*check);
    auto* diff = add(*law, "diff", "Toon wat nieuwere gegevens veranderen voor een organisatie.",
                     "Shows what newer data change for an organisation.",
                     [&options](const Context& context) { return law_diff(context, options); });
    add_database_settings(*diff, parsed_, terminal_);
    diff->add_option("--organisation", options.organisation,
                     text("Naam van de organisatie", "Name of the organisation"))
        ->required();
    add_folder(*diff);
    auto* import_command =
        add(*law, "import", "Lees nieuwere gegevens. Elke organisatie beslist daarna zelf.",
            "Reads newer data. Each organisation then decides for itself.",
            [&options](const Context& context) { return law_import(context, options); });
    add_database_settings(*import_command, parsed_, terminal_);
    add_folder(*import_command)->required();
  }

  void add_report() {
    auto& outputs = parsed_.validation_outputs;
    auto* report =
        add(app_, "report", "Maak een rapport van het resultaat van een validatie.",
            "Makes a report of a validation's result.", [this, &outputs](const Context& context) {
              return validation_report(context, parsed_.result_file, outputs);
            });
    report
        ->add_option("FILE", parsed_.result_file, text("Het resultaat (JSON)", "The result (JSON)"))
        ->required();
    add_validation_outputs(*report, outputs, terminal_);
  }

  void add_decision() {
    auto* decision = app_.add_subcommand(
        "decision", text("Besluiten van de AI-board", "Decisions of the board"));
    decision->require_subcommand(1);
    auto& id = parsed_.decision_id;
    auto* verify = add(*decision, "verify", "Controleer of verzegelde besluiten nog kloppen.",
                       "Proves that sealed decisions are intact.",
                       [&id](const Context& context) { return decision_verify(context, id); });
    add_database_settings(*verify, parsed_, terminal_);
    auto* one = verify->add_option("ID", id, text("Eén besluit", "One decision"));
    verify
        ->add_flag_callback(
            "--all", [] {}, text("Alle besluiten; zo ook zonder ID", "All; also without an ID"))
        ->excludes(one);
  }

  void add_backup() {
    auto& file = parsed_.backup_file;
    auto* make = add(app_, "backup", "Maak een back-up, ook terwijl Regie draait.",
                     "Makes a backup, also while Regie runs.",
                     [&file](const Context& context) { return backup(context, file); });
    add_database_settings(*make, parsed_, terminal_);
    make->add_option("FILE", file, text("Nieuw bestand", "New file"))->required();
    make->footer(
        text("Bewaar audit.key uit de map apart: zonder die sleutel is een back-up niet "
             "terug te zetten.",
             "Keep audit.key of the folder elsewhere: without that key a backup cannot be "
             "restored."));

    auto& options = parsed_.restore_options;
    auto* put_back =
        add(app_, "restore", "Zet een back-up terug in een lege database, SQLite of PostgreSQL.",
            "Restores a backup into an empty database, SQLite or PostgreSQL.",
            [&options](const Context& context) { return restore(context, options); });
    add_database_settings(*put_back, parsed_, terminal_);
    put_back->add_option("FILE", options.file, text("De back-up", "The backup"))->required();
    put_back->add_option("--audit-key", options.audit_key,
                         text("Bestand met de sleutel, als de map die nog niet heeft",
                              "File with the key, when the folder does not have it yet"));
  }

  void add_validate() {
    auto& options = parsed_.validate_options;
    auto& outputs = parsed_.validation_outputs;
    auto* command = add(app_, "validate", "Meet of een voorspelmodel werkt op de eigen patiënten.",
                        "Measures whether a prediction model works on your own patients.",
                        [&options, &outputs](const Context& context) {
                          return validate(context, options, outputs);
                        });
    add_validate_options(*command, options, terminal_);
    add_validation_outputs(*command, outputs, terminal_);
  }

  void add_sector() {
    add_sector_commands(app_, parsed_.sector_options, terminal_,
                        [this](CLI::App& under, const SectorCommand& command) {
                          auto* made =
                              add(under, command.name, command.nl, command.en, command.work);
                          add_database_settings(*made, parsed_, terminal_);
                          return made;
                        });
  }

  void add_rest() {
    auto* audit = app_.add_subcommand("audit", text("Het auditspoor", "The audit trail"));
    audit->require_subcommand(1);
    add_database_settings(
        *add(*audit, "verify", "Bewijs dat het auditspoor klopt, of noem de eerste breuk.",
             "Proves that the audit trail is intact, or names the first break.",
             [](const Context& context) { return audit_verify(context); }),
        parsed_, terminal_);
    add_database_settings(
        *add(app_, "migrate", "Werk de database bij.", "Brings the database up to date.",
             [](const Context& context) { return migrate(context); }),
        parsed_, terminal_);
    add(app_, "openapi", "Toon de beschrijving van de API.", "Prints the description of the API.",
        [](const Context& context) { return openapi(context); });
    auto* version_command = add(app_, "version", "Toon de versie.", "Prints the version.",
                                [](const Context& context) { return version(context); });
    version_command->add_flag("--json", parsed_.json, "JSON");
    auto* example =
        app_.add_subcommand("example", text("Het voorbeeldziekenhuis", "The example hospital"));
    example->require_subcommand(1);
    add_database_settings(*add(*example, "add", "Zet het voorbeeld klaar.", "Sets up the example.",
                               [](const Context& context) { return example_add(context); }),
                          parsed_, terminal_);
    add_database_settings(
        *add(*example, "remove", "Verwijder het voorbeeld.", "Removes the example.",
             [](const Context& context) { return example_remove(context); }),
        parsed_, terminal_);
  }

  Terminal terminal_;
  const Embedded& embedded_;
  CLI::App app_;
  Parsed parsed_;
  std::function<int(const Context&)> work_;
};

}  // namespace

int run(int argc, char** argv, const Embedded& embedded) {
  return CommandLine({.language = terminal_language()}, embedded).run(argc, argv);
}

}  // namespace regie::cli
