#include "cli/sector_commands.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "base/enumeration.h"
#include "base/json_codec.h"
#include "cli/with_house.h"

namespace regie::cli {
namespace {

using sector::RoundStatus;

int enrol(const Context& context, const SectorOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto made = TRY(house.outbox().enrol(caller, {options.address, options.code}));
    if (context.terminal.json)
      std::cout << codec::encode_text(made) << std::endl;
    else
      std::cout << context.terminal.say("Aangemeld bij ", "Enrolled with ") << made.hub_name
                << std::endl;
    return {};
  });
}

void print(const Terminal& terminal, const sector::OurRound& round) {
  std::cout << round.id << "\t" << round.round.title << "\t" << round.hub_name << "\t"
            << enum_text(round.round.status);
  const auto& packages = round.packages;
  if (!packages.empty() && packages.front().receipt)
    std::cout << "\t" << terminal.say("ontvangen ", "received ")
              << to_text(packages.front().receipt->receipt.received_at);
  else if (!packages.empty())
    std::cout << "\t" << terminal.say("nog niet verstuurd", "not sent yet");
  std::cout << "\n";
}

struct SectorStatus {
  std::vector<sector::SectorRound> rounds;
  std::vector<sector::OurRound> offered;
};
BOOST_DESCRIBE_STRUCT(SectorStatus, (), (rounds, offered))

int status(const Context& context, const SectorOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    SectorStatus all{.rounds = house.hub().rounds(caller).items, .offered = {}};
    if (!house.outbox().enrolments(caller).items.empty())
      all.offered = TRY(house.outbox().fetch_rounds(caller)).items;
    if (context.terminal.json) {
      std::cout << codec::encode_text(all) << std::endl;
      return {};
    }
    for (const auto& round : all.rounds)
      std::cout << round.id << "\t" << round.title << "\t" << enum_text(round.status) << "\t"
                << round.sent << "/" << round.invited << "\n";
    for (const auto& round : all.offered) print(context.terminal, round);
    std::cout << std::flush;
    return {};
  });
}

/// Makes the package of a round and writes the very bytes that would leave.
int preview(const Context& context, const SectorOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto made = TRY(house.outbox().prepare(caller, options.round));
    return write_output(options.output,
                        context.terminal.json ? codec::encode_text(made) : made.document);
  });
}

/// The newest package of every round, or of one, that has no receipt yet.
int send(const Context& context, const SectorOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    std::vector<sector::OutgoingPackage> sent;
    for (const auto& round : house.outbox().rounds(caller).items) {
      if (!options.round.empty() && round.id != options.round) continue;
      if (round.packages.empty() || round.packages.front().receipt) continue;
      sent.push_back(TRY(house.outbox().send(caller, round.packages.front().id)));
    }
    if (context.terminal.json)
      std::cout << codec::encode_text(sent) << std::endl;
    else
      std::cout << context.terminal.say("Verstuurd: ", "Sent: ") << sent.size() << std::endl;
    return {};
  });
}

int import_package(const Context& context, const SectorOptions& options) {
  const auto bytes = read_file(options.file);
  if (!bytes) return context.terminal.fail(bytes.error());
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto receipt = TRY(house.hub().import_package(caller, *bytes));
    return write_output(options.output, codec::encode_text(receipt));
  });
}

int add_receipt(const Context& context, const SectorOptions& options) {
  const auto bytes = read_file(options.file);
  if (!bytes) return context.terminal.fail(bytes.error());
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto receipt = TRY(codec::decode_text<sector::SignedReceipt>(*bytes));
    TRY(house.outbox().add_receipt(caller, receipt.receipt.package_id, receipt));
    return {};
  });
}

int set_status(const Context& context, const SectorOptions& options, RoundStatus status) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto round = TRY(house.hub().response(caller, options.round)).round;
    const auto changed = TRY(house.hub().change_status(caller, round.id, round.version, status));
    if (context.terminal.json)
      std::cout << codec::encode_text(changed) << std::endl;
    else
      std::cout << changed.title << ": " << enum_text(changed.status) << std::endl;
    return {};
  });
}

}  // namespace

void add_sector_commands(CLI::App& app, SectorOptions& options, const Terminal& terminal,
                         const MakeCommand& make) {
  const auto text = [&](std::string_view nl, std::string_view en) {
    return std::string(terminal.say(nl, en));
  };
  auto* commands = app.add_subcommand(
      "sector", text("De jaarlijkse ronde van een sectororganisatie", "A sector body's rounds"));
  commands->require_subcommand(1);
  const auto add = [&](CLI::App& under, const char* name, std::string_view nl, std::string_view en,
                       auto work) {
    auto* command = make(under, {name, nl, en, [&options, work](const auto& context) {
                                   return work(context, options);
                                 }});
    command->add_option("--organisation", options.organisation, text("Organisatie", "Organisation"))
        ->required();
    return command;
  };
  const auto add_round = [&](CLI::App& command) {
    return command.add_option("ROUND", options.round, text("De ronde", "The round"));
  };
  const auto add_output = [&](CLI::App& command) {
    command.add_option("--output", options.output, text("Bestand", "File"));
  };

  auto* enrolling = add(*commands, "enrol", "Meld aan bij een sectororganisatie.",
                        "Enrols with a sector body.", enrol);
  enrolling->add_option("--address", options.address, "https://...")->required();
  enrolling->add_option("CODE", options.code, text("De code van de sectororganisatie", "Its code"))
      ->required();
  add(*commands, "status", "Toon de rondes.", "Shows the rounds.", status);
  for (const auto& [name, nl, en] :
       {std::tuple{"preview", "Maak het pakket van een ronde, en toon precies wat er weggaat.",
                   "Makes the package of a round, and shows exactly what leaves."},
        std::tuple{"export", "Hetzelfde, in een bestand dat de sectororganisatie inleest.",
                   "The same, in a file that the sector body reads."}}) {
    auto* command = add(*commands, name, nl, en, preview);
    add_round(*command)->required();
    add_output(*command);
  }
  add_round(*add(*commands, "send", "Verstuur wat klaarstaat.", "Sends what is ready.", send));
  auto* receipt = add(*commands, "receipt", "Bewaar een ontvangstbewijs uit een bestand.",
                      "Keeps a receipt from a file.", add_receipt);
  auto* import_command = add(*commands, "import", "Lees een pakket uit een bestand.",
                             "Reads a package from a file.", import_package);
  for (auto* command : {receipt, import_command})
    command->add_option("FILE", options.file, text("Het bestand", "The file"))->required();
  add_output(*import_command);

  auto* round = commands->add_subcommand("round", text("Een ronde", "A round"));
  round->require_subcommand(1);
  for (const auto& [name, nl, en, wanted] :
       {std::tuple{"open", "Open een ronde.", "Opens a round.", RoundStatus::open},
        std::tuple{"close", "Sluit een ronde.", "Closes a round.", RoundStatus::closed}})
    add_round(*add(*round, name, nl, en,
                   [wanted](const Context& context, const SectorOptions& chosen) {
                     return set_status(context, chosen, wanted);
                   }))
        ->required();
}

}  // namespace regie::cli
