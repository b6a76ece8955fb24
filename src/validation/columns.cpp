#include "validation/columns.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "validation/csv_scan.h"

namespace regie::validation {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

char separator_of(std::string_view line) {
  constexpr std::string_view kCandidates = ",;\t|";
  std::size_t counts[kCandidates.size()] = {};
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (const auto found = kCandidates.find(c); found != kCandidates.npos && !quoted)
      ++counts[found];
  }
  const auto* most = std::max_element(std::begin(counts), std::end(counts));
  return kCandidates[static_cast<std::size_t>(most - std::begin(counts))];
}

}  // namespace

Result<std::optional<Header>> read_header(std::string_view text, const std::string& file) {
  const auto fail = [&](ErrorCode code, std::map<std::string, std::string> parameters = {}) {
    parameters["file"] = file;
    return failure({.code = code, .parameters = std::move(parameters)});
  };
  Header header;
  if (text.starts_with(kByteOrderMark)) header.bytes = kByteOrderMark.size();
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return fail(ErrorCode::prediction_encoding);
  const auto line_end = text.find('\n', header.bytes);
  if (line_end == text.npos) return std::optional<Header>();
  const auto line = text.substr(header.bytes, line_end - header.bytes);
  if (!is_utf8(line) || line.find('\0') != line.npos) return fail(ErrorCode::prediction_encoding);
  header.separator = separator_of(line);
  bool sound = true;
  const auto taken =
      quoted_row(text.substr(header.bytes, line.size() + 1), header.separator, header.names, sound);
  if (taken == 0 || !sound) return fail(ErrorCode::prediction_quote_unclosed, {{"row", "1"}});
  header.bytes += taken;
  std::set<std::string> seen;
  for (auto& name : header.names) {
    name = trimmed(name);
    if (!seen.insert(name).second && !name.empty())
      return fail(ErrorCode::prediction_column_repeated, {{"column", name}});
  }
  return std::optional(std::move(header));
}

std::vector<std::string> group_columns(const Plan& plan) {
  auto columns = plan.by;
  for (const auto& each : {plan.version, plan.model, plan.horizon})
    if (each && std::ranges::count(columns, *each) == 0) columns.push_back(*each);
  return columns;
}

Result<ColumnPlaces> place_columns(const Plan& plan, const Header& header,
                                   const std::string& file) {
  ColumnPlaces places{.columns = header.names.size()};
  const auto place = [&](const std::string& name) -> Result<std::size_t> {
    const auto found = std::ranges::find(header.names, name);
    if (found == header.names.end())
      return failure(
          {.code = ErrorCode::prediction_column_missing,
           .parameters = {
               {"file", file}, {"column", name}, {"columns", joined(header.names, ", ")}}});
    return static_cast<std::size_t>(found - header.names.begin());
  };
  for (const auto& score : plan.score) places.scores.push_back(TRY(place(score)));
  places.outcome = TRY(place(plan.outcome.value_or("")));
  for (const auto& name : group_columns(plan)) places.groups.push_back(TRY(place(name)));
  const std::pair<const std::optional<std::string>&, std::optional<std::size_t>&> others[] = {
      {plan.patient, places.patient},       {plan.time, places.time},
      {plan.current_policy, places.policy}, {plan.lower, places.lower},
      {plan.upper, places.upper},
  };
  for (const auto& [name, into] : others)
    if (name) into = TRY(place(*name));
  return places;
}

bool is_named(const Plan& plan, const std::string& column) {
  if (std::ranges::count(plan.score, column) + std::ranges::count(plan.drop, column) > 0)
    return true;
  const std::optional<std::string> single[] = {plan.outcome,        plan.patient, plan.time,
                                               plan.current_policy, plan.lower,   plan.upper};
  return std::ranges::any_of(single, [&](const auto& name) { return name == column; });
}

}  // namespace regie::validation
