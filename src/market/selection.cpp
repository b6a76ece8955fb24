#include "market/selection.h"

#include <algorithm>
#include <compare>

#include "base/text.h"

namespace regie::market {
namespace {

constexpr std::size_t kMostWords = 8;

template <class T>
bool chosen(const std::vector<T>& values, const T& value) {
  return values.empty() || std::ranges::find(values, value) != values.end();
}

/// Every word must occur, in any order.
std::vector<std::string> words_of(const std::string& search) {
  std::vector<std::string> words;
  const auto text = folded(search);
  for (std::size_t at = 0; at < text.size() && words.size() < kMostWords;) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::int64_t year_of(Date day) { return std::stoll(to_text(day).substr(0, 4)); }

std::strong_ordering compare(const Market::Item& a, const Market::Item& b, MarketSort key) {
  switch (key) {
    case MarketSort::decided_on:
      return a.entry.decided_on <=> b.entry.decided_on;
    case MarketSort::device:
      return a.device_folded <=> b.device_folded;
    case MarketSort::company:
      return a.company_id <=> b.company_id;
    case MarketSort::field:
      return a.field <=> b.field;
    case MarketSort::number:
      return a.entry.number <=> b.entry.number;
  }
  return std::strong_ordering::equal;
}

std::vector<YearCount> years_of(const Market& market, const std::vector<std::size_t>& positions) {
  const auto& period = market.period();
  const auto first = year_of(period.from);
  const auto last = year_of(period.until);
  std::vector<YearCount> years;
  for (auto year = first; year <= last; ++year)
    years.push_back({.year = year, .count = 0, .whole = true});
  years.back().whole = period.until == make_date(static_cast<int>(last), 12, 31);
  for (const auto position : positions)
    ++years[static_cast<std::size_t>(year_of(market.items()[position].entry.decided_on) - first)]
          .count;
  return years;
}

std::vector<FieldCount> fields_of(const Market& market, const std::vector<std::size_t>& positions) {
  std::map<std::string, std::int64_t> counts;
  for (const auto position : positions) ++counts[market.items()[position].field];
  std::vector<FieldCount> fields;
  for (const auto& [field, count] : counts) fields.push_back({field, count});
  std::ranges::stable_sort(fields, std::ranges::greater{}, &FieldCount::count);
  return fields;
}

}  // namespace

std::vector<std::size_t> select(const Market& market, const Ours& ours, const MarketFilter& filter,
                                Without without) {
  const auto words = words_of(filter.search.value_or(""));
  std::vector<std::size_t> found;
  for (std::size_t position = 0; position < market.items().size(); ++position) {
    const auto& item = market.items()[position];
    if (without != Without::field && !chosen(filter.field, item.field)) continue;
    if (without != Without::year && !filter.year.empty() &&
        !chosen(filter.year, year_of(item.entry.decided_on)))
      continue;
    if (!chosen(filter.company, item.company_id)) continue;
    if (!chosen(filter.product_code, item.entry.product_code)) continue;
    if (filter.resembling.value_or(false) && !ours.resembling.contains(position)) continue;
    const bool has_all = std::ranges::all_of(words, [&](const std::string& word) {
      return item.search_text.find(word) != std::string::npos;
    });
    if (has_all) found.push_back(position);
  }
  return found;
}

void sort(std::vector<std::size_t>& positions, const Market& market, const MarketQuery& query) {
  const auto key = query.sort.value_or(MarketSort::decided_on);
  const auto usual = key == MarketSort::decided_on ? portfolio::SortDirection::descending
                                                   : portfolio::SortDirection::ascending;
  const bool down = query.direction.value_or(usual) == portfolio::SortDirection::descending;
  const auto& items = market.items();
  std::ranges::sort(positions, [&](std::size_t left, std::size_t right) {
    const auto& a = items[left];
    const auto& b = items[right];
    if (const auto order = compare(a, b, key); order != 0) return down ? order > 0 : order < 0;
    if (a.entry.decided_on != b.entry.decided_on) return a.entry.decided_on > b.entry.decided_on;
    return a.entry.number < b.entry.number;
  });
}

MarketFigures figures_of(const Market& market, const Ours& ours, const MarketFilter& filter) {
  const auto found = select(market, ours, filter);
  const auto by_year = select(market, ours, filter, Without::year);
  const auto by_field = select(market, ours, filter, Without::field);
  MarketFigures figures{.from = market.period().from, .until = market.period().until};
  figures.total = static_cast<std::int64_t>(found.size());
  figures.years_total = static_cast<std::int64_t>(by_year.size());
  figures.years = years_of(market, by_year);
  figures.fields_total = static_cast<std::int64_t>(by_field.size());
  figures.fields = fields_of(market, by_field);
  for (const auto position : found) {
    if (ours.resembling.contains(position)) ++figures.resembling;
    if (ours.ideas.contains(market.items()[position].entry.number)) ++figures.ideas;
  }
  return figures;
}

}  // namespace regie::market
