#include <algorithm>
#include <array>
#include <optional>

#include "table/csv.h"
#include "table/encoding.h"
#include "table/neutral.h"
#include "table/sheet_builder.h"

namespace regie::table {
namespace {

constexpr std::string_view kSeparators = ",;\t|";
constexpr std::size_t kSniffedBytes = 1'000'000;
constexpr std::size_t kSniffedRecords = 200;

using Counts = std::array<std::size_t, kSeparators.size()>;

/// Where the quotation that opens at `open` closes: at the first mark that is not doubled.
std::size_t closing_mark(std::string_view text, std::size_t open) {
  auto at = text.find('"', open + 1);
  while (at != std::string_view::npos && text.substr(at + 1).starts_with('"'))
    at = text.find('"', at + 2);
  return at;
}

/// How often each separator stands outside quotes in each of the first records. A quotation mark
/// opens after any of them, since the right one is not yet known.
std::vector<Counts> separator_counts(std::string_view text) {
  std::vector<Counts> records;
  Counts counts{};
  bool at_start = true;
  bool any = false;
  bool divided = false;
  const auto enough = [&] { return divided && records.size() >= kSniffedRecords; };
  for (std::size_t at = 0; at < text.size() && !enough(); ++at) {
    const char byte = text[at];
    if (byte == '"' && at_start) {
      at = closing_mark(text, at);
      if (at == std::string_view::npos) {
        if (records.empty()) records.push_back(counts);
        return records;
      }
      at_start = false;
      any = true;
    } else if (byte == '\n' || byte == '\r') {
      if (any) records.push_back(counts);
      counts = {};
      at_start = true;
      any = false;
    } else {
      const auto index = kSeparators.find(byte);
      at_start = index != std::string_view::npos;
      if (at_start) ++counts[index];
      divided = divided || at_start;
      any = true;
    }
  }
  if (any) records.push_back(counts);
  return records;
}

/// The number of one separator in a record that says most: the number times the share that has it.
double score(const std::vector<Counts>& records, std::size_t index, std::size_t expected) {
  if (expected == 0) return 0;
  const auto agreeing = std::ranges::count_if(
      records, [&](const Counts& counts) { return counts[index] == expected; });
  return static_cast<double>(expected) * static_cast<double>(agreeing) /
         static_cast<double>(records.size());
}

/// The separator that divides the header most, weighed by the share of records that agree. When
/// none divides it, as under a title, any record may stand for the header.
char sniffed(std::string_view text) {
  const auto records = separator_counts(text.substr(0, kSniffedBytes));
  char best = kSeparators.front();
  double best_score = 0;
  for (const auto& record : records) {
    for (std::size_t index = 0; index < kSeparators.size(); ++index) {
      const auto found = score(records, index, record[index]);
      if (found <= best_score) continue;
      best_score = found;
      best = kSeparators[index];
    }
    if (&record == &records.front() && best_score > 0) break;
  }
  return best;
}

/// The separator of a first line `sep=;`, which Excel reads and writes; the line goes.
std::optional<char> announced(std::string_view& text) {
  if (!text.starts_with("sep=") || text.size() < 6 || !kSeparators.contains(text[4])) return {};
  if (text[5] != '\r' && text[5] != '\n') return {};
  const char separator = text[4];
  text.remove_prefix(text.substr(5).starts_with("\r\n") ? 7 : 6);
  return separator;
}

class CsvReader {
 public:
  CsvReader(std::string_view text, char separator, const Limits& limits)
      : text_(text), limits_(limits), builder_(limits) {
    stops_[static_cast<unsigned char>(separator)] = true;
    stops_['\r'] = true;
    stops_['\n'] = true;
  }

  Result<Sheet> read() {
    while (at_ < text_.size()) TRY(read_record());
    return builder_.finish();
  }

 private:
  bool at_stop() const {
    return at_ < text_.size() && stops_[static_cast<unsigned char>(text_[at_])];
  }

  Result<void> read_record() {
    ++row_;
    std::vector<std::string> cells;
    cells.reserve(last_width_);
    column_ = 0;
    while (true) {
      const bool quoted = at_ < text_.size() && text_[at_] == '"';
      TRY(quoted ? read_quoted() : read_plain());
      if (!cell_.empty()) {
        // Only a filled cell makes the row wider: rows that end in a thousand separators are
        // common.
        if (column_ >= limits_.columns)
          return failure({.code = ErrorCode::table_too_many_columns,
                          .parameters = {{"row", std::to_string(row_)},
                                         {"limit", std::to_string(limits_.columns)}}});
        cells.resize(column_);
        cells.emplace_back(original(cell_));
      }
      ++column_;
      if (at_ >= text_.size() || text_[at_] == '\r' || text_[at_] == '\n') break;
      ++at_;
    }
    if (at_ < text_.size()) at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    last_width_ = cells.size();
    return builder_.add(row_, std::move(cells), column_);
  }

  Result<void> read_plain() {
    const auto start = at_;
    while (at_ < text_.size() && !stops_[static_cast<unsigned char>(text_[at_])]) ++at_;
    cell_ = text_.substr(start, at_ - start);
    return within_limit();
  }

  Result<void> read_quoted() {
    joined_.clear();
    ++at_;
    while (true) {
      const auto end = text_.find('"', at_);
      if (end == std::string_view::npos) return failed(ErrorCode::quote_unclosed);
      cell_ = text_.substr(at_, end - at_);
      at_ = end + 1;
      const bool doubled = at_ < text_.size() && text_[at_] == '"';
      if (!doubled && joined_.empty()) break;
      joined_ += cell_;
      if (doubled) joined_ += '"';
      cell_ = joined_;
      if (!doubled) break;
      ++at_;
      TRY(within_limit());
    }
    if (at_ < text_.size() && !at_stop()) {
      std::string whole(cell_);
      TRY(read_plain());
      whole += cell_;
      joined_ = std::move(whole);
      cell_ = joined_;
      builder_.notice(row_, ErrorCode::text_after_quote, {{"column", column_name(column_)}});
    }
    return within_limit();
  }

  Result<void> within_limit() const {
    if (cell_.size() <= limits_.cell_bytes) return {};
    // The apostrophe that goes does not count; looking for it in every cell would take long.
    if (cell_.size() == limits_.cell_bytes + 1 && original(cell_).size() < cell_.size()) return {};
    return failed(ErrorCode::cell_too_large);
  }

  std::unexpected<Error> failed(ErrorCode code) const {
    return failure({.code = code,
                    .parameters = {{"row", std::to_string(row_)},
                                   {"column", column_name(column_)},
                                   {"limit", std::to_string(limits_.cell_bytes)}}});
  }

  std::string_view text_;
  const Limits& limits_;
  SheetBuilder builder_;
  std::array<bool, 256> stops_{};
  std::size_t at_ = 0;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::size_t last_width_ = 0;
  std::string_view cell_;  ///< of the text, or of joined_
  std::string joined_;
};

}  // namespace

Result<Sheet> read_csv(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes)
    return failure({.code = ErrorCode::body_too_large,
                    .parameters = {{"limit", std::to_string(limits.bytes)}}});
  std::string storage;
  auto text = decoded(bytes, storage);
  // No text has one, and what keeps our texts cannot: PostgreSQL ends there, JSON is refused.
  if (text.contains('\0')) return failure(ErrorCode::file_kind_unknown);
  const auto separator = announced(text);
  return CsvReader(text, separator ? *separator : sniffed(text), limits).read();
}

}  // namespace regie::table
