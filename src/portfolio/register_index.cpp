#include "portfolio/register_index.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <set>

#include "base/enumeration.h"
#include "portfolio/index_store.h"
#include "portfolio/register_filter.h"

namespace regie::portfolio {
namespace {

/// So many organisations are kept; one hospital has one, a region a few dozen.
constexpr std::size_t kMostPlaces = 200;
/// A snapshot that is ahead for longer is not that of a faster reader: a backup was put back.
constexpr std::chrono::seconds kFaster{5};

bool by_name(const IndexEntry& a, const IndexEntry& b) {
  return std::tie(a->name_folded, a->code) < std::tie(b->name_folded, b->code);
}

}  // namespace

void SearchTexts::add(const std::string& text) {
  // No word holds a zero byte, so none is found across two texts.
  all_.append(text).push_back('\0');
  ends_.push_back(all_.size());
}

std::vector<bool> SearchTexts::with(const std::string& word) const {
  std::vector<bool> found(ends_.size(), false);
  for (std::size_t at = 0; at < all_.size();) {
    const void* place = ::memmem(all_.data() + at, all_.size() - at, word.data(), word.size());
    if (place == nullptr) break;
    const auto offset = static_cast<std::size_t>(static_cast<const char*>(place) - all_.data());
    const auto end = std::ranges::upper_bound(ends_, offset);
    found[static_cast<std::size_t>(end - ends_.begin())] = true;
    at = *end;
  }
  return found;
}

std::string_view SearchTexts::text(std::size_t index) const {
  const auto begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(all_).substr(begin, ends_[index] - begin);
}

std::vector<bool> SearchTexts::with_all(const std::vector<std::string>& words) const {
  if (words.empty()) return std::vector<bool>(ends_.size(), true);
  // The longest word is in the fewest texts, and only those can hold the others too.
  const auto longest = std::ranges::max_element(words, {}, &std::string::size);
  auto all = with(*longest);
  for (std::size_t index = 0; index < all.size(); ++index)
    all[index] = all[index] && std::ranges::all_of(words, [&](const std::string& word) {
                   return text(index).find(word) != std::string_view::npos;
                 });
  return all;
}

RegisterSnapshot::RegisterSnapshot(TrailPosition position, std::vector<IndexEntry> entries)
    : position_(std::move(position)),
      entries_(std::move(entries)),
      orders_(RegisterOrder::kOrders) {
  std::ranges::sort(entries_, by_name);
  find_overlaps();
  std::set<std::string> suppliers;
  std::set<std::string> owners;
  for (const auto& each : entries_) {
    texts_.add(each->search_text);
    if (each->supplier) suppliers.insert(*each->supplier);
    if (each->owner) owners.insert(*each->owner);
  }
  values_ = {.suppliers = {suppliers.begin(), suppliers.end()},
             .owners = {owners.begin(), owners.end()}};
}

void RegisterSnapshot::find_overlaps() {
  overlapping_.assign(entries_.size(), false);
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const auto& each = *entries_[index];
    if (each.use_case.empty() || is_ended(each.phase)) continue;
    for (const auto& process : each.processes) groups_[{each.use_case, process}].push_back(index);
  }
  // Without a supplier, two of them are never the same supplier's.
  const auto is_one_suppliers = [&](const std::vector<std::size_t>& group) {
    const auto& first = entries_[group.front()]->supplier_folded;
    if (group.size() > 1 && first.empty()) return false;
    return std::ranges::all_of(
        group, [&](std::size_t index) { return entries_[index]->supplier_folded == first; });
  };
  std::erase_if(groups_, [&](const auto& group) { return is_one_suppliers(group.second); });
  for (const auto& [shared, group] : groups_)
    for (const auto index : group) overlapping_[index] = true;
}

RegisterSnapshot::Hits RegisterSnapshot::find(const ApplicationQuery& query,
                                              const AttentionLimits& limits, std::size_t offset,
                                              std::size_t limit) const {
  const RegisterFilter filter(query, limits);
  const auto searched = texts_.with_all(filter.words());
  std::vector<std::size_t> found;
  for (const auto index : *in_order(RegisterOrder(query)))
    if (searched[index] && filter.holds(*entries_[index], overlapping_[index]))
      found.push_back(index);
  const auto begin = std::min(offset, found.size());
  const auto end = begin + std::min(limit, found.size() - begin);
  Hits hits{.total = static_cast<std::int64_t>(found.size())};
  for (std::size_t at = begin; at < end; ++at)
    hits.page.push_back({entries_[found[at]], overlapping_[found[at]]});
  return hits;
}

std::shared_ptr<const RegisterSnapshot::Order> RegisterSnapshot::in_order(
    const RegisterOrder& order) const {
  auto& kept = orders_[order.number()];
  if (auto known = kept.load()) return known;
  Order places(entries_.size());
  std::iota(places.begin(), places.end(), 0U);
  std::ranges::sort(places, [&](std::uint32_t a, std::uint32_t b) {
    return order.less(*entries_[a], *entries_[b]);
  });
  auto made = std::make_shared<const Order>(std::move(places));
  kept.store(made);
  return made;
}

std::vector<PhaseCount> RegisterSnapshot::phase_counts() const {
  std::vector<PhaseCount> counts;
  for (const auto phase : kFunnelPhases) counts.push_back({phase, 0});
  for (const auto& each : entries_)
    if (!is_ended(each->phase)) ++counts[static_cast<std::size_t>(each->phase)].count;
  return counts;
}

std::vector<AttentionCount> RegisterSnapshot::attention_counts(
    const AttentionLimits& limits) const {
  std::vector<AttentionCount> counts;
  for (const auto& name : enum_names<Attention>())
    counts.push_back({*enum_from<Attention>(name), 0});
  for (std::size_t index = 0; index < entries_.size(); ++index) {
    const auto& each = *entries_[index];
    if (is_ended(each.phase)) continue;
    for (auto& count : counts)
      if (asks_for(count.attention, each, overlapping_[index], limits)) ++count.count;
  }
  return counts;
}

std::pair<std::int64_t, std::int64_t> RegisterSnapshot::device_and_high_risk_counts() const {
  std::pair<std::int64_t, std::int64_t> counts{0, 0};
  for (const auto& each : entries_) {
    if (is_ended(each->phase)) continue;
    const auto device = each->medical_device;
    if (device == MedicalDevice::yes || device == MedicalDevice::in_house) ++counts.first;
    if (each->risk_class == RiskClass::high) ++counts.second;
  }
  return counts;
}

std::vector<IndexEntry> RegisterSnapshot::stuck(const AttentionLimits& limits) const {
  std::vector<IndexEntry> found;
  for (const auto& each : entries_)
    if (asks_for(Attention::stuck, *each, false, limits)) found.push_back(each);
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return std::tie(a->phase_since, a->id) < std::tie(b->phase_since, b->id);
  });
  return found;
}

std::vector<IndexEntry> RegisterSnapshot::waiting_ideas() const {
  std::vector<IndexEntry> found;
  for (const auto& each : entries_)
    if (asks_for(Attention::idea_waiting, *each, false, {})) found.push_back(each);
  std::ranges::sort(found, [](const auto& a, const auto& b) {
    return std::tie(*a->submitted_at, a->id) < std::tie(*b->submitted_at, b->id);
  });
  return found;
}

std::vector<OverlapGroup> RegisterSnapshot::overlap_groups() const {
  std::vector<OverlapGroup> groups;
  for (const auto& [shared, members] : groups_) {
    auto& group = groups.emplace_back(
        OverlapGroup{.use_case = shared.first, .process = shared.second, .applications = {}});
    for (const auto index : members) {
      const auto& each = *entries_[index];
      group.applications.push_back({.id = each.id,
                                    .code = each.code,
                                    .name = each.name,
                                    .supplier = each.supplier,
                                    .phase = each.phase,
                                    .shared_processes = {shared.second}});
    }
    std::ranges::sort(group.applications, {}, &Overlap::code);
  }
  return groups;
}

std::shared_ptr<RegisterIndex::Place> RegisterIndex::place_of(const Id& organisation) {
  const std::lock_guard lock(mutex_);
  if (places_.size() >= kMostPlaces && !places_.contains(organisation)) places_.clear();
  auto& place = places_[organisation];
  if (!place) place = std::make_shared<Place>();
  return place;
}

RegisterIndex::Current RegisterIndex::current(storage::Transaction& transaction) {
  IndexStore store(transaction);
  const auto position = store.position();
  const auto place = place_of(transaction.scope().organisation_id());
  // Held while reading: whoever comes meanwhile needs the same.
  const std::lock_guard lock(place->mutex);
  auto& newest = place->newest;
  const auto now = std::chrono::steady_clock::now();
  if (newest && newest->position() == position) return {newest, true};
  const bool is_ahead = newest && newest->position().sequence > position.sequence;
  if (is_ahead && now - place->made < kFaster) return {newest, false};
  const auto changed = newest && !is_ahead ? store.changed_since(newest->position()) : std::nullopt;
  std::vector<IndexEntry> entries;
  if (changed) {
    const std::set<Id> stale(changed->begin(), changed->end());
    entries = store.some(*changed);
    for (const auto& each : newest->entries())
      if (!stale.contains(each->id)) entries.push_back(each);
  } else {
    entries = store.all();
  }
  newest = std::make_shared<RegisterSnapshot>(position, std::move(entries));
  place->made = now;
  return {newest, true};
}

RegisterSnapshot RegisterIndex::read(storage::Transaction& transaction) {
  IndexStore store(transaction);
  return {store.position(), store.all()};
}

}  // namespace regie::portfolio
