#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include "access/store.h"
#include "base/enumeration.h"
#include "base/json_codec.h"
#include "cli/with_house.h"

namespace regie::cli {
namespace {

using portfolio::ImportMode;

Error file_error(const std::string& file) {
  return {.code = ErrorCode::file_unusable, .parameters = {{"file", file}}};
}

Result<void> write_file(const std::string& file, const std::string& bytes) {
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) return failure(file_error(file));
  return {};
}

template <class Enum>
Result<std::vector<Enum>> each_named(const std::vector<std::string>& names) {
  std::vector<Enum> all;
  for (const auto& name : names) all.push_back(TRY(named<Enum>(name)));
  return all;
}

/// By name or id. Fails with unknown_value {allowed}.
Result<std::vector<Id>> departments_of(House& house, const access::Caller& caller,
                                       const std::vector<std::string>& wanted) {
  auto transaction = house.database().view(caller.scope());
  const auto all = access::OrganisationStore(transaction).departments();
  std::vector<Id> ids;
  for (const auto& each : wanted) {
    const auto found = std::ranges::find_if(
        all, [&](const auto& one) { return one.id == each || one.name == each; });
    if (found == all.end()) {
      std::vector<std::string> names;
      for (const auto& one : all) names.push_back(one.name);
      return failure(
          {.code = ErrorCode::unknown_value, .parameters = {{"allowed", joined(names, ", ")}}});
    }
    ids.push_back(found->id);
  }
  return ids;
}

/// Everything when nothing is asked.
Result<portfolio::ExportQuery> query_of(House& house, const access::Caller& caller,
                                        const ExportOptions& options) {
  portfolio::ExportQuery query;
  if (!options.search.empty()) query.search = options.search;
  query.phase = TRY(each_named<portfolio::Phase>(options.phases));
  query.attention = TRY(each_named<portfolio::Attention>(options.attention));
  query.department = TRY(departments_of(house, caller, options.departments));
  query.whole =
      !query.search && query.phase.empty() && query.attention.empty() && query.department.empty();
  return query;
}

/// `Column=/field/pointer`: the last sign divides, since columns may have one too.
Result<std::vector<portfolio::ColumnMapping>> read_mapping(const Terminal& terminal,
                                                           const std::vector<std::string>& texts) {
  std::vector<portfolio::ColumnMapping> mapping;
  for (const auto& text : texts) {
    const auto at = text.rfind('=');
    if (at == std::string::npos || at == 0)
      return failure({.code = ErrorCode::usage_error,
                      .parameters = {{"reason", std::string(terminal.say(
                                                    "Schrijf --map als Kolom=/veld/pad: ",
                                                    "Write --map as Column=/field/path: ")) +
                                                    text}}});
    auto& each = mapping.emplace_back(portfolio::ColumnMapping{.column = text.substr(0, at)});
    if (at + 1 < text.size()) each.field = text.substr(at + 1);
  }
  return mapping;
}

void print(const Terminal& terminal, const portfolio::ImportReport& report) {
  for (const auto& fault : report.errors)
    std::cerr << terminal.say("rij ", "row ") << fault.row
              << (fault.column  ? ", " + *fault.column
                  : fault.field ? ", " + *fault.field
                                : "")
              << ": " << fault.detail << "\n";
  for (const auto& each : report.mapping)
    if (!each.field)
      std::cerr << terminal.say("kolom zonder veld: ", "column without a field: ") << each.column
                << "\n";
  std::cout << terminal.say("nieuw ", "new ") << report.added
            << terminal.say(", gewijzigd ", ", changed ") << report.changed
            << terminal.say(", gelijk ", ", unchanged ") << report.unchanged
            << terminal.say(", afgewezen ", ", rejected ") << report.rejected
            << (report.applied ? "" : terminal.say(" (niets opgeslagen)", " (nothing saved)"))
            << std::endl;
}

}  // namespace

Result<access::Caller> terminal_caller(House& house, const std::string& organisation) {
  auto transaction = house.database().view(storage::Scope::instance(terminal_actor()));
  const auto found = access::InstanceStore(transaction).organisation_by_name(organisation);
  if (!found) return failure(ErrorCode::not_found);
  access::Caller caller;
  const auto actor = terminal_actor();
  caller.name = actor.name;
  caller.origin = actor.origin;
  caller.organisation = *found;
  caller.grants = {{access::Role::administrator, std::nullopt}};
  return caller;
}

Result<std::string> read_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(stream)), {});
  if (!stream.is_open() || stream.bad()) return failure(file_error(file));
  return bytes;
}

Result<void> write_output(const std::string& file, const std::string& bytes) {
  if (!file.empty()) return write_file(file, bytes);
  std::cout << bytes << std::flush;
  return {};
}

int export_register(const Context& context, const ExportOptions& options) {
  const auto format = named<portfolio::ExportFormat>(options.format);
  if (!format) return context.terminal.fail(format.error());
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    auto query = TRY(query_of(house, caller, options));
    query.format = *format;
    const auto file =
        TRY(house.exchange().export_register(caller, query, context.terminal.language));
    return write_output(options.output, file.bytes);
  });
}

int import_register(const Context& context, const ImportOptions& options) {
  const auto bytes = read_file(options.file);
  if (!bytes) return context.terminal.fail(bytes.error());
  const auto mapping = read_mapping(context.terminal, options.mapping);
  if (!mapping) return context.terminal.fail(mapping.error());
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    const auto mode = options.preview     ? ImportMode::preview
                      : options.good_rows ? ImportMode::good_rows
                                          : ImportMode::all_or_nothing;
    const auto report = TRY(house.exchange().import_file(
        caller, *bytes, {.mapping = *mapping, .mode = mode}, context.terminal.language));
    if (!options.rejected.empty() && report.rejected_file)
      TRY(write_file(options.rejected, report.rejected_file->content));
    if (context.terminal.json)
      std::cout << codec::encode_text(report) << std::endl;
    else
      print(context.terminal, report);
    if (mode != ImportMode::all_or_nothing || report.rejected == 0) return {};
    if (context.terminal.json) std::exit(entry(ErrorCode::rows_rejected).exit_code);
    return failure({.code = ErrorCode::rows_rejected,
                    .parameters = {{"count", std::to_string(report.rejected)}}});
  });
}

}  // namespace regie::cli
