#include "market/market.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace regie::market {
namespace {

Market::Item item_of(const Catalogue& catalogue, Entry entry) {
  auto company_id = supplier_key(entry.company);
  ProductName name(entry.device, company_id);
  auto text = folded(entry.device + " " + entry.company + " " + entry.number + " " +
                     entry_id(entry.number));
  auto field = catalogue.field_of(entry.panel);
  auto device = folded(entry.device);
  return {.entry = std::move(entry),
          .field = std::move(field),
          .search_text = std::move(text),
          .device_folded = std::move(device),
          .company_id = std::move(company_id),
          .name = std::move(name)};
}

/// The spelling that most entries have; of equally many, the first of the alphabet.
std::string usual_spelling(const std::map<std::string, std::int64_t>& spellings) {
  return std::ranges::max_element(spellings, {}, [](const auto& each) { return each.second; })
      ->first;
}

OurApplication shown(const portfolio::StoredApplication& stored) {
  return {.id = stored.id,
          .code = stored.code,
          .name = stored.record.identity.name,
          .phase = stored.phase};
}

}  // namespace

Market::Market(const Catalogue& catalogue, std::vector<Entry> entries,
               std::optional<Timestamp> imported_at)
    : period_(period_of(entries)) {
  items_.reserve(entries.size());
  for (auto& entry : entries) {
    by_id_[entry_id(entry.number)] = items_.size();
    items_.push_back(item_of(catalogue, std::move(entry)));
    by_company_[items_.back().company_id].push_back(items_.size() - 1);
  }
  about_.imported_at = imported_at;
  describe(catalogue);
}

void Market::describe(const Catalogue& catalogue) {
  const auto& description = catalogue.description();
  about_.id = description.id;
  about_.source = description.source;
  about_.licence = description.licence;
  about_.checked_on = description.checked_on;
  about_.from = period_.from;
  about_.until = period_.until;
  about_.total = static_cast<std::int64_t>(items_.size());
  std::map<std::string, std::int64_t> fields;
  std::map<std::string, std::int64_t> pathways;
  for (const auto& item : items_) {
    ++fields[item.field];
    if (const auto* pathway = catalogue.pathway_of(item.entry.number)) ++pathways[pathway->id];
  }
  for (const auto& [id, count] : fields) {
    MarketField field{.id = id, .name = {id, id}, .specialisms = {}, .count = count};
    if (const auto* known = catalogue.field(id)) {
      field.name = known->name;
      field.specialisms = known->specialisms;
    }
    about_.fields.push_back(std::move(field));
  }
  std::ranges::stable_sort(about_.fields, std::ranges::greater{}, &MarketField::count);
  for (const auto& pathway : description.pathways)
    about_.pathways.push_back(
        {pathway.id, pathway.name, pathway.explanation, pathways[pathway.id]});
  for (const auto& [id, positions] : by_company_) {
    std::map<std::string, std::int64_t> spellings;
    for (const auto position : positions) ++spellings[items_[position].entry.company];
    about_.companies.push_back(
        {id, usual_spelling(spellings), static_cast<std::int64_t>(positions.size())});
  }
  std::ranges::sort(about_.companies, {}, &MarketCompany::id);
}

std::vector<Entry> Market::entries() const {
  std::vector<Entry> entries;
  entries.reserve(items_.size());
  for (const auto& item : items_) entries.push_back(item.entry);
  return entries;
}

const Market::Item* Market::find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &items_[found->second];
}

const std::vector<std::size_t>& Market::of_company(const std::string& company_id) const {
  static const std::vector<std::size_t> kNone;
  const auto found = by_company_.find(company_id);
  return found == by_company_.end() ? kNone : found->second;
}

Ours ours_in(const Market& market, const std::string& list_id, storage::Transaction& transaction) {
  portfolio::RegisterStore store(transaction);
  Ours ours{.ideas = store.from_list(list_id), .resembling = {}};
  std::vector<std::string> suppliers;
  for (auto& supplier : store.suppliers_in_funnel())
    if (!market.of_company(supplier_key(supplier)).empty())
      suppliers.push_back(std::move(supplier));
  for (const auto& stored : store.supplied_by(suppliers)) {
    const auto& supply = stored.record.supply;
    const auto key = supplier_key(supply.supplier.value_or(""));
    const ProductName product(supply.product.value_or(""), key);
    const ProductName name(stored.record.identity.name, key);
    for (const auto position : market.of_company(key)) {
      const auto& item = market.items()[position];
      if (!item.name.resembles(product) && !item.name.resembles(name)) continue;
      const auto idea = ours.ideas.find(item.entry.number);
      if (idea != ours.ideas.end() && idea->second.id == stored.id) continue;
      ours.resembling[position].push_back(shown(stored));
    }
  }
  return ours;
}

}  // namespace regie::market
