#include "cli/validation_commands.h"

#include <malloc.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <thread>

#include "cli/validation_summary.h"
#include "cli/version.h"
#include "cli/with_house.h"
#include "validation/validation.h"

namespace regie::cli {
namespace {

namespace fs = std::filesystem;

Error usage(const std::string& reason) {
  return {.code = ErrorCode::usage_error, .parameters = {{"reason", reason}}};
}

std::optional<std::string> filled(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

template <class T>
Result<std::optional<T>> number(const std::string& flag, const std::string& text) {
  if (text.empty()) return std::optional<T>();
  T value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size())
    return failure(usage(flag + ": " + text));
  return std::optional<T>(value);
}

Result<validation::Plan> typed_plan(const ValidateOptions& options) {
  validation::Plan plan{.score = options.score,
                        .outcome = filled(options.outcome),
                        .event = filled(options.event),
                        .patient = filled(options.patient),
                        .time = filled(options.time),
                        .version = filled(options.version),
                        .model = filled(options.model),
                        .current_policy = filled(options.current_policy),
                        .lower = filled(options.lower),
                        .upper = filled(options.upper),
                        .horizon = filled(options.horizon),
                        .by = options.by,
                        .drop = options.drop};
  if (options.continuous) plan.kind = validation::OutcomeKind::continuous;
  if (options.for_comparison) plan.for_comparison = true;
  for (const auto& pair : options.pairs) {
    const auto at = pair.find(':');
    if (pair == "all")
      plan.all_pairs = true;
    else
      plan.pairs.push_back({pair.substr(0, at), at == pair.npos ? "" : pair.substr(at + 1)});
  }
  if (!options.repeats.empty()) {
    plan.repeats = enum_from<validation::Repeats>(options.repeats);
    if (!plan.repeats) return failure(usage("--repeats: " + options.repeats));
  }
  plan.threshold = TRY(number<double>("--threshold", options.threshold));
  if (!options.thresholds.empty())
    plan.thresholds = TRY(validation::read_thresholds(options.thresholds));
  plan.bootstrap = TRY(number<std::int64_t>("--bootstrap", options.bootstrap));
  plan.seed = TRY(number<std::int64_t>("--seed", options.seed));
  plan.minimum_events = TRY(number<std::int64_t>("--minimum-events", options.minimum_events));
  plan.minimum_persons = TRY(number<std::int64_t>("--minimum-persons", options.minimum_persons));
  return plan;
}

std::string sha256(const std::string& bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
  return hexadecimal({reinterpret_cast<const char*>(digest), size});
}

/// What was typed on top of what was agreed.
Result<validation::Plan> whole_plan(const ValidateOptions& options,
                                    std::optional<validation::PlanUsed>& used) {
  auto plan = TRY(typed_plan(options));
  if (options.plan_file.empty()) return plan;
  const auto text = TRY(read_file(options.plan_file));
  const auto name = fs::path(options.plan_file).filename().string();
  const auto agreed = TRY(validation::read_plan(text, name));
  used = validation::PlanUsed{name, sha256(text), agreed.agreed_on, agreed.agreed_by};
  return validation::merged(agreed, plan);
}

/// Files that appear together, when all were written.
class Outputs {
 public:
  Outputs() = default;
  Outputs(const Outputs&) = delete;
  ~Outputs() {
    std::error_code ignored;
    for (const auto& [file, unfinished] : files_) fs::remove(unfinished, ignored);
  }
  Result<void> add(const std::string& file, const std::string& bytes) {
    if (file.empty() || file == "-") return {};
    const auto unfinished = file + ".part" + std::to_string(::getpid());
    std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    files_.emplace_back(file, unfinished);
    if (!stream) return failure({.code = ErrorCode::file_unusable, .parameters = {{"file", file}}});
    return {};
  }
  Result<void> finish() {
    for (const auto& [file, unfinished] : files_) {
      std::error_code error;
      fs::rename(unfinished, file, error);
      if (error) return failure({.code = ErrorCode::file_unusable, .parameters = {{"file", file}}});
    }
    files_.clear();
    return {};
  }

 private:
  std::vector<std::pair<std::string, std::string>> files_;
};

/// A bar on a terminal; nothing elsewhere.
validation::Progress progress_bar() {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [](std::uint64_t done, std::uint64_t all) {
    constexpr std::uint64_t kWidth = 40;
    if (all == 0) return;
    const auto filled = done * kWidth / all;
    std::cerr << "\r[" << std::string(filled, '#') << std::string(kWidth - filled, ' ') << "] "
              << done * 100 / all << " %" << (done == all ? "\r\x1b[K" : "") << std::flush;
  };
}

Result<validation::Validated> run(const ValidateOptions& options, Language language) {
  // What a column of one piece gives back goes to the system at once and not to a pool.
  constexpr int kColumn = 128 * 1024;
  ::mallopt(M_MMAP_THRESHOLD, kColumn);
  validation::RunOptions run{.engine_version = kVersion, .keep_state = !options.state_file.empty()};
  const auto plan = TRY(whole_plan(options, run.plan_used));
  const auto threads = options.threads > 0 ? options.threads : std::thread::hardware_concurrency();
  run.reading = {.threads = std::max<std::size_t>(threads, 1),
                 .language = language,
                 .progress = progress_bar()};
  if (!options.merge) return validation::validate(plan, options.files, run);
  std::vector<validation::State> states;
  for (const auto& file : options.files)
    states.push_back(TRY(validation::read_state(TRY(read_file(file)), file)));
  validation::Validated made;
  made.result = TRY(validation::validate_states(plan, std::move(states), options.files, run));
  return made;
}

Result<void> write(const validation::Validated& made, const ValidateOptions& options) {
  Outputs outputs;
  const auto json = validation::result_as_json(made.result);
  TRY(outputs.add(options.json_file, json));
  if (!options.csv_file.empty())
    TRY(outputs.add(options.csv_file, validation::result_as_csv(made.result)));
  if (!options.state_file.empty() && !options.merge)
    TRY(outputs.add(options.state_file, validation::write_state(made.state)));
  TRY(outputs.finish());
  if (options.json_file == "-") std::cout << json << std::flush;
  return {};
}

}  // namespace

void add_validate_options(CLI::App& command, ValidateOptions& options, const Terminal& terminal) {
  const auto text = [&](std::string_view nl, std::string_view en) {
    return std::string(terminal.say(nl, en));
  };
  const auto column = [&](const char* flag, auto& into, std::string_view nl, std::string_view en) {
    command.add_option(flag, into, text(nl, en))->option_text("...");
  };
  auto* files = command.add_option(
      "FILE", options.files,
      text("CSV, ook gzip of zstd; - is de invoer", "CSV, also gzip or zstd; - is the input"));
  auto* explain = command.add_option("--explain", options.explain,
                                     text("Leg een maat uit, zoals auroc",
                                          "Explains a measure, such as auroc"));
  explain->option_text("...")->excludes(files);
  const auto list = [&](const char* flag, auto& into, std::string_view nl, std::string_view en) {
    command.add_option(flag, into, text(nl, en))
        ->delimiter(',')
        ->allow_extra_args(false)
        ->option_text("...");
  };
  list("--score", options.score, "Kolom met de score; met een komma voor elk model één",
       "Column of the score; with a comma one for each model");
  column("--outcome", options.outcome, "Kolom met de uitkomst", "Column of the outcome");
  column("--event", options.event, "Waarde van de uitkomst die telt",
         "Value of the outcome that counts");
  column("--patient", options.patient, "Kolom met de patiënt", "Column of the patient");
  column("--time", options.time, "Kolom met het moment", "Column of the moment");
  column("--version", options.version, "Kolom met de versie", "Column of the version");
  column("--model", options.model, "Kolom met het model", "Column of the model");
  column("--current-policy", options.current_policy, "Kolom met 0 of 1: nu al behandeld",
         "Column with 0 or 1: treated today");
  column("--lower", options.lower, "Kolom met de ondergrens", "Column of the lower bound");
  column("--upper", options.upper, "Kolom met de bovengrens", "Column of the upper bound");
  column("--horizon", options.horizon, "Kolom met de horizon", "Column of the horizon");
  list("--by", options.by, "Kolommen met groepen", "Columns of groups");
  list("--pairs", options.pairs, "Paren van kolommen, a:b, of all",
       "Pairs of columns, a:b, or all");
  list("--drop", options.drop, "Kolommen om bewust weg te laten",
       "Columns to leave out on purpose");
  column("--repeats", options.repeats, "Per patiënt: all, first of highest",
         "For each patient: all, first or highest");
  column("--threshold", options.threshold, "Drempel van het ziekenhuis",
         "Threshold of the hospital");
  column("--thresholds", options.thresholds, "Drempels voor het nut, van:tot:stap",
         "Thresholds for the benefit, from:to:step");
  column("--bootstrap", options.bootstrap, "Aantal keer trekken", "Number of replicates");
  column("--seed", options.seed, "Begin van het toeval (1)", "Start of the chance (1)");
  column("--minimum-events", options.minimum_events, "Minder is te weinig (100)",
         "Fewer is not enough (100)");
  column("--minimum-persons", options.minimum_persons, "Minder wordt niet getoond (10)",
         "Fewer is not shown (10)");
  command.add_flag("--continuous", options.continuous,
                   text("De uitkomst is een getal", "The outcome is a number"));
  command.add_flag(
      "--compare", options.for_comparison,
      text("Ook maten die niet moeten beslissen", "Also measures that should not decide"));
  command.add_flag("--merge", options.merge,
                   text("De bestanden zijn toestanden", "The files are states"));
  column("--plan", options.plan_file, "YAML met wat is afgesproken", "YAML with what was agreed");
  column("--json", options.json_file, "Alle getallen als JSON hierheen; - is de uitvoer",
         "All numbers as JSON here; - is the output");
  column("--csv", options.csv_file, "De getallen als CSV hierheen", "The numbers as CSV here");
  column("--state", options.state_file, "De toestand hierheen, om samen te voegen",
         "The state here, to be merged");
  command.add_option("--threads", options.threads, text("Aantal draden", "Number of threads"));
}

int validate(const Context& context, const ValidateOptions& options,
             const ValidationOutputs& outputs) {
  auto terminal = context.terminal;
  if (const auto chosen = enum_from<Language>(outputs.language)) terminal.language = *chosen;
  if (!options.explain.empty())
    return explain_measure({terminal, context.configuration, context.embedded}, options.explain);
  if (options.files.empty())
    return terminal.fail(usage(std::string(terminal.say("er is geen bestand genoemd",
                                                        "no file was named"))));
  if (const auto fits = check(outputs, terminal); !fits) return terminal.fail(fits.error());
  const auto made = run(options, terminal.language);
  if (!made) return terminal.fail(made.error());
  if (const auto written = write(*made, options); !written) return terminal.fail(written.error());
  if (const auto done = write_outputs(context, made->result, outputs); !done)
    return terminal.fail(done.error());
  if (options.json_file != "-") std::cout << summary_of(made->result, terminal) << std::flush;
  return 0;
}

}  // namespace regie::cli
