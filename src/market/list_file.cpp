#include "market/list_file.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "table/kind.h"

namespace regie::market {
namespace {

constexpr table::Limits kLimits{.bytes = 20'000'000,
                                .unpacked_bytes = 100'000'000,
                                .rows = 100'000,
                                .columns = 60,
                                .cells = 2'000'000,
                                .cell_bytes = 20'000};
constexpr std::size_t kLongestDevice = 2'000;
constexpr std::size_t kLongestName = 300;

enum Column : std::size_t {
  decided_on,
  number,
  device,
  company,
  panel,
  product_code,
  column_count
};

struct ColumnNames {
  std::string_view theirs;
  std::string_view ours;
};
constexpr std::array<ColumnNames, column_count> kColumns = {{
    {"Date of Final Decision", "decision_date"},
    {"Submission Number", "submission_number"},
    {"Device", "device"},
    {"Company", "company"},
    {"Panel (lead)", "panel"},
    {"Primary Product Code", "primary_product_code"},
}};

using Places = std::array<std::size_t, column_count>;

Result<Places> places_of(const std::vector<std::string>& header) {
  Places places{};
  std::vector<std::string> missing;
  for (std::size_t column = 0; column < column_count; ++column) {
    const auto& names = kColumns[column];
    const auto found = std::ranges::find_if(header, [&](const std::string& title) {
      const auto plain = folded(title);
      return plain == folded(names.theirs) || plain == folded(names.ours);
    });
    if (found == header.end())
      missing.emplace_back(names.theirs);
    else
      places[column] = static_cast<std::size_t>(found - header.begin());
  }
  if (missing.empty()) return places;
  return failure(
      {.code = ErrorCode::columns_missing, .parameters = {{"columns", joined(missing, ", ")}}});
}

/// Without white space at the ends, and one space within.
std::string tidied(const std::string& cell) {
  std::string tidy;
  for (const char c : trimmed(cell)) {
    const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!space)
      tidy += c;
    else if (tidy.back() != ' ')
      tidy += ' ';
  }
  return tidy;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// MM/DD/YYYY, with or without leading zeros, or yyyy-mm-dd.
std::optional<Date> read_day(const std::string& cell) {
  if (const auto day = parse_date(cell)) return day;
  const auto first = cell.find('/');
  const auto second = first == std::string::npos ? first : cell.find('/', first + 1);
  if (second == std::string::npos || cell.size() != second + 5) return std::nullopt;
  auto month = cell.substr(0, first);
  auto day = cell.substr(first + 1, second - first - 1);
  for (auto* part : {&month, &day})
    if (part->size() == 1) part->insert(0, "0");
  return parse_date(cell.substr(second + 1) + "-" + month + "-" + day);
}

/// One to three letters and five or six digits; a supplement adds /S and three or four digits.
bool is_number(std::string_view text) {
  const auto letters = std::min(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), text.size());
  const auto slash = std::min(text.find('/'), text.size());
  if (letters < 1 || letters > 3 || slash < letters) return false;
  const auto digits = text.substr(letters, slash - letters);
  if (digits.size() < 5 || digits.size() > 6 || !all_digits(digits)) return false;
  if (slash == text.size()) return true;
  const auto supplement = text.substr(slash + 1);
  return supplement.size() >= 4 && supplement.size() <= 5 && supplement.front() == 'S' &&
         all_digits(supplement.substr(1));
}

bool is_product_code(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

class RowReader {
 public:
  RowReader(const table::Sheet& sheet, const Places& places, Date latest, ListFile& file)
      : sheet_(sheet), places_(places), latest_(latest), file_(file) {}

  void read(std::size_t index) {
    row_ = sheet_.row_number(index);
    const auto faults = file_.faults.size();
    Entry entry{.number = text(index, number, 20),
                .device = text(index, device, kLongestDevice),
                .company = text(index, company, kLongestName),
                .panel = text(index, panel, kLongestName),
                .product_code = text(index, product_code, 20),
                .decided_on = {}};
    day(text(index, decided_on, 40), entry.decided_on);
    if (!entry.number.empty() && !is_number(entry.number))
      reject(number, ErrorCode::not_a_submission_number);
    if (!entry.product_code.empty() && !is_product_code(entry.product_code))
      reject(product_code, ErrorCode::not_a_product_code);
    const auto [first, added] = seen_.emplace(entry_id(entry.number), row_);
    if (!added && !entry.number.empty())
      reject(number, ErrorCode::entry_repeated, {{"row", std::to_string(first->second)}});
    if (file_.faults.size() == faults) file_.entries.push_back(std::move(entry));
  }

 private:
  std::string text(std::size_t index, Column column, std::size_t most) {
    auto cell = tidied(sheet_.rows[index][places_[column]]);
    if (cell.empty()) reject(column, ErrorCode::missing_field);
    if (code_points(cell) > most)
      reject(column, ErrorCode::too_long, {{"limit", std::to_string(most)}});
    return cell;
  }

  void day(const std::string& cell, Date& into) {
    if (cell.empty()) return;
    const auto read = read_day(cell);
    if (!read)
      reject(decided_on, ErrorCode::not_a_decision_date);
    else if (*read > latest_)
      reject(decided_on, ErrorCode::date_in_future);
    else
      into = *read;
  }

  void reject(Column column, ErrorCode code, std::map<std::string, std::string> parameters = {}) {
    file_.faults.push_back({row_, sheet_.header[places_[column]], code, std::move(parameters)});
  }

  const table::Sheet& sheet_;
  const Places& places_;
  Date latest_;
  ListFile& file_;
  std::size_t row_ = 0;
  std::map<std::string, std::size_t> seen_;
};

void sort_newest_first(std::vector<Entry>& entries) {
  std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
    return a.decided_on != b.decided_on ? a.decided_on > b.decided_on : a.number < b.number;
  });
}

}  // namespace

Result<ListFile> read_list(std::string_view bytes, Date latest) {
  const auto sheet = TRY(table::read(bytes, kLimits));
  const auto places = TRY(places_of(sheet.header));
  if (sheet.rows.empty()) return failure(ErrorCode::table_empty);
  ListFile file;
  // What is odd about a row of a list that others made is a reason not to trust the row.
  for (const auto& notice : sheet.notices)
    if (notice.row > sheet.header_row && notice.code != ErrorCode::row_too_short)
      file.faults.push_back({notice.row, "", notice.code, notice.parameters});
  RowReader reader(sheet, places, latest, file);
  for (std::size_t index = 0; index < sheet.rows.size(); ++index) reader.read(index);
  std::ranges::stable_sort(file.faults, {}, &ListFault::row);
  return file;
}

ListChanges compare(const std::vector<Entry>& before, const std::vector<Entry>& after) {
  std::map<std::string, const Entry*> known;
  for (const auto& entry : before) known[entry.number] = &entry;
  ListChanges changes;
  for (const auto& entry : after) {
    const auto found = known.find(entry.number);
    if (found == known.end()) {
      changes.added.push_back(entry);
      continue;
    }
    if (*found->second == entry)
      ++changes.unchanged;
    else
      changes.changed.push_back(entry);
    known.erase(found);
  }
  for (const auto& [each, entry] : known) changes.gone.push_back(*entry);
  for (auto* list : {&changes.added, &changes.changed, &changes.gone}) sort_newest_first(*list);
  return changes;
}

Period period_of(const std::vector<Entry>& entries) {
  const auto [first, last] = std::ranges::minmax_element(entries, {}, &Entry::decided_on);
  return {first->decided_on, last->decided_on};
}

}  // namespace regie::market
