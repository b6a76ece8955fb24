#include <iostream>

#include "assessment/questionnaire_reader.h"
#include "base/json_codec.h"
#include "cli/assessment_commands.h"
#include "cli/with_house.h"

namespace regie::cli {
namespace {

using assessment::InstrumentFault;
using assessment::InstrumentLibrary;

/// What was found in one file.
struct CheckedInstrument {
  std::string file;
  std::string instrument;  ///< empty when it is not right
  std::vector<InstrumentFault> faults;
  std::vector<LocalizedText> notices;
};
BOOST_DESCRIBE_STRUCT(CheckedInstrument, (), (file, instrument, faults, notices))

Result<InstrumentLibrary> shipped(const Context& context) {
  const auto library = TRY(content::Library::load(context.embedded.content));
  return InstrumentLibrary::load(context.embedded.content, known_names(library));
}

CheckedInstrument check(const InstrumentLibrary& library, const std::string& file,
                        const std::string& bytes) {
  CheckedInstrument checked{.file = file};
  assessment::InstrumentFile read;
  if (assessment::looks_like_fhir(bytes)) {
    auto questionnaire =
        assessment::read_questionnaire(bytes, library.known(), day_of(SystemClock().now()));
    checked.notices = std::move(questionnaire.notices);
    read = std::move(questionnaire.file);
  } else {
    read = library.read(bytes);
  }
  if (read.instrument) checked.instrument = read.instrument->id + " " + read.instrument->version;
  for (auto& [line, pointer, reason] : read.faults)
    checked.faults.push_back({line, std::move(pointer), std::move(reason)});
  return checked;
}

void print(const Terminal& terminal, const CheckedInstrument& checked) {
  for (const auto& [line, pointer, reason] : checked.faults)
    std::cerr << checked.file << ":" << line << ": " << (pointer.empty() ? "" : pointer + ": ")
              << reason.in(terminal.language) << "\n";
  for (const auto& notice : checked.notices)
    std::cout << checked.file << ": " << notice.in(terminal.language) << "\n";
  if (checked.faults.empty())
    std::cout << checked.file << ": " << checked.instrument << terminal.say(" klopt", " is right")
              << "\n";
}

}  // namespace

int instrument_check(const Context& context, const AssessmentOptions& options) {
  const auto library = shipped(context);
  if (!library) return context.terminal.fail(library.error());
  std::vector<CheckedInstrument> all;
  for (const auto& file : options.files) {
    const auto bytes = read_file(file);
    if (!bytes) return context.terminal.fail(bytes.error());
    all.push_back(check(*library, file, *bytes));
  }
  bool right = true;
  for (const auto& each : all) {
    if (!context.terminal.json) print(context.terminal, each);
    right = right && each.faults.empty();
  }
  if (options.files.empty() && !context.terminal.json)
    std::cout << library->instruments().size()
              << context.terminal.say(" instrumenten kloppen", " instruments are right") << "\n";
  if (context.terminal.json) std::cout << codec::encode_text(all) << "\n";
  std::cout.flush();
  return right ? 0 : entry(ErrorCode::instrument_invalid).exit_code;
}

int instrument_list(const Context& context) {
  const auto library = shipped(context);
  if (!library) return context.terminal.fail(library.error());
  if (context.terminal.json) {
    std::cout << codec::encode_text(library->instruments()) << std::endl;
    return 0;
  }
  for (const auto& each : library->instruments())
    std::cout << each.id << " " << each.version << "  " << each.title.in(context.terminal.language)
              << "\n";
  std::cout.flush();
  return 0;
}

int instrument_add(const Context& context, const AssessmentOptions& options) {
  const auto bytes = read_file(options.files.front());
  if (!bytes) return context.terminal.fail(bytes.error());
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto added = TRY(house.instruments().add(caller, *bytes));
    if (context.terminal.json)
      std::cout << codec::encode_text(added) << std::endl;
    else
      std::cout << added.id << " " << added.version
                << context.terminal.say(" is in gebruik", " is in use") << std::endl;
    return {};
  });
}

int instrument_export(const Context& context, const AssessmentOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    assessment::InstrumentExportQuery query{.version = options.version};
    if (!options.format.empty())
      query.release = TRY(named<assessment::FhirRelease>(options.format));
    const auto file = TRY(house.transfers().export_instrument(caller, options.id, query));
    return write_output(options.output, file.bytes);
  });
}

}  // namespace regie::cli
