#include "cli/validation_outputs.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "base/json_codec.h"
#include "cli/validation_send.h"
#include "cli/with_house.h"
#include "validation/model_card.h"
#include "validation/report_html.h"

namespace regie::cli {
namespace {

Error wrong_usage(const Terminal& terminal, std::string_view nl, std::string_view en) {
  return {.code = ErrorCode::usage_error,
          .parameters = {{"reason", std::string(terminal.say(nl, en))}}};
}

/// Beside the file first, so that one who reads it never sees half.
Result<void> write_whole(const std::string& file, const std::string& content) {
  const auto beside = file + ".part";
  std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  if (stream && std::rename(beside.c_str(), file.c_str()) == 0) return {};
  std::remove(beside.c_str());
  return failure({.code = ErrorCode::file_unusable, .parameters = {{"file", file}}});
}

Language language_of(const Context& context, const ValidationOutputs& outputs) {
  return enum_from<Language>(outputs.language).value_or(context.terminal.language);
}

Result<void> write_files(const Context& context, const validation::ValidationResult& result,
                         const ValidationOutputs& outputs) {
  const auto words = TRY(validation::Words::load(context.embedded.content));
  const auto& report = context.embedded.report;
  if (!outputs.html.empty())
    TRY(write_whole(outputs.html, validation::report_html(
                                      result, words, report.empty() ? "" : report.front().text(),
                                      language_of(context, outputs))));
  if (outputs.card.empty()) return {};
  const auto name = result.models.empty() ? std::string() : result.models.front().name;
  return write_whole(outputs.card, validation::model_card(
                                       result, words, {.name = name, .version = outputs.version}));
}

}  // namespace

void add_validation_outputs(CLI::App& command, ValidationOutputs& into, const Terminal& terminal) {
  const auto say = [&](const char* nl, const char* en) {
    return std::string(terminal.say(nl, en));
  };
  command.add_option("--html", into.html,
                     say("Schrijf het rapport hierheen", "Write the report here"));
  command.add_option(
      "--card", into.card,
      say("Schrijf de modelkaart hierheen (CHAI, XML)", "Write the model card here (CHAI, XML)"));
  command
      .add_option("--lang", into.language, say("Taal van het rapport", "Language of the report"))
      ->check(CLI::IsMember({"nl", "en"}));
  command.add_option("--send", into.send,
                     say("Adres van een Regie die het bewaart; het token staat in REGIE_TOKEN",
                         "Address of a Regie that keeps it; the token is in REGIE_TOKEN"));
  command.add_option("--application", into.application,
                     say("Toepassing daar: id of code", "Application there: id or code"));
  command.add_option("--application-version", into.version,
                     say("Versie van de toepassing", "Version of the application"));
}

Result<void> check(const ValidationOutputs& outputs, const Terminal& terminal) {
  if (outputs.send.empty()) return {};
  if (outputs.application.empty() || outputs.version.empty())
    return failure(wrong_usage(terminal, "--send vraagt --application en --application-version",
                               "--send needs --application and --application-version"));
  if (!may_send_to(outputs.send))
    return failure(wrong_usage(terminal, "--send wil een adres met https://",
                               "--send wants an address with https://"));
  if (std::getenv("REGIE_TOKEN") == nullptr)
    return failure(wrong_usage(terminal, "REGIE_TOKEN ontbreekt in de omgeving",
                               "REGIE_TOKEN is not in the environment"));
  return {};
}

Result<void> write_outputs(const Context& context, const validation::ValidationResult& result,
                           const ValidationOutputs& outputs) {
  TRY(check(outputs, context.terminal));
  if (!outputs.html.empty() || !outputs.card.empty()) TRY(write_files(context, result, outputs));
  if (outputs.send.empty()) return {};
  return send_validation({.address = outputs.send,
                          .token = std::getenv("REGIE_TOKEN"),
                          .application = outputs.application,
                          .version = outputs.version},
                         result);
}

int explain_measure(const Context& context, const std::string& measure) {
  const auto words = validation::Words::load(context.embedded.content);
  if (!words) return context.terminal.fail(words.error());
  const auto language = context.terminal.language;
  const auto* text = words->measure(measure);
  if (text == nullptr) {
    std::vector<std::string> names;
    for (const auto& each : words->measures()) names.push_back(each.id);
    return context.terminal.fail(
        {.code = ErrorCode::unknown_value, .parameters = {{"allowed", joined(names, ", ")}}});
  }
  if (context.terminal.json) {
    std::cout << codec::encode_text(*text) << std::endl;
    return 0;
  }
  std::cout << text->name.in(language) << ": " << text->meaning.in(language) << "\n"
            << text->source.title << ", " << text->source.publisher << "\n"
            << text->source.address.value_or("") << (text->source.address ? "\n" : "")
            << std::flush;
  return 0;
}

int validation_report(const Context& context, const std::string& result_file,
                      const ValidationOutputs& outputs) {
  const auto bytes = read_file(result_file);
  if (!bytes) return context.terminal.fail(bytes.error());
  const auto result = codec::decode_text<validation::ValidationResult>(*bytes);
  if (!result) return context.terminal.fail(result.error());
  const auto done = write_outputs(context, *result, outputs);
  return done ? 0 : context.terminal.fail(done.error());
}

}  // namespace regie::cli
