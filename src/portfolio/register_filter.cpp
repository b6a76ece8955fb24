#include "portfolio/register_filter.h"

#include <algorithm>

#include "base/enumeration.h"
#include "base/text.h"

namespace regie::portfolio {
namespace {

constexpr std::size_t kMostWords = 8;

template <class T>
bool is_chosen(const std::vector<T>& chosen, const T& value) {
  return chosen.empty() || std::ranges::find(chosen, value) != chosen.end();
}

bool is_chosen(const std::vector<std::string>& chosen, const std::optional<std::string>& value) {
  return chosen.empty() || (value && std::ranges::find(chosen, *value) != chosen.end());
}

bool meets(const std::vector<std::string>& chosen, const std::vector<std::string>& values) {
  return chosen.empty() || std::ranges::any_of(values, [&](const auto& each) {
           return std::ranges::find(chosen, each) != chosen.end();
         });
}

template <class T>
std::vector<std::string> texts(const std::vector<T>& chosen) {
  std::vector<std::string> found;
  for (const auto each : chosen) found.emplace_back(enum_text(each));
  return found;
}

bool is_stuck(const IndexedApplication& each, const AttentionLimits& limits) {
  const auto since = limits.stuck_since.find(each.phase);
  return since != limits.stuck_since.end() && since->second > each.phase_since;
}

/// Less than 0, 0 or more than 0.
template <class T>
int compared(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

bool is_empty(SortKey key, const IndexedApplication& each) {
  switch (key) {
    case SortKey::technology:
      return each.technology.empty();
    case SortKey::supplier:
      return each.supplier_folded.empty();
    case SortKey::owner:
      return each.owner_folded.empty();
    case SortKey::contract_ends_on:
      return !each.contract_ends_on;
    default:
      return false;
  }
}

int compared_by(SortKey key, const IndexedApplication& a, const IndexedApplication& b) {
  switch (key) {
    case SortKey::name:
      return compared(a.name_folded, b.name_folded);
    case SortKey::code:
      return compared(a.code, b.code);
    case SortKey::phase:
      return compared(a.phase, b.phase);
    case SortKey::phase_since:
      return compared(a.phase_since, b.phase_since);
    case SortKey::technology:
      return compared(a.technology, b.technology);
    case SortKey::supplier:
      return compared(a.supplier_folded, b.supplier_folded);
    case SortKey::owner:
      return compared(a.owner_folded, b.owner_folded);
    case SortKey::risk_class:
      return compared(a.risk_class, b.risk_class);
    case SortKey::medical_device:
      return compared(enum_text(a.medical_device), enum_text(b.medical_device));
    case SortKey::completeness:
      return compared(a.completeness, b.completeness);
    case SortKey::confirmed_at:
      return compared(a.confirmed_at, b.confirmed_at);
    case SortKey::updated_at:
      return compared(a.updated_at, b.updated_at);
    case SortKey::contract_ends_on:
      return compared(a.contract_ends_on, b.contract_ends_on);
  }
  return 0;
}

}  // namespace

AttentionLimits attention_limits(const content::Catalog& catalog, Timestamp now) {
  const auto days_ago = [&](std::int64_t days) {
    return Timestamp{now.microseconds - days * kMicrosecondsPerDay};
  };
  AttentionLimits limits{
      .now = now,
      .aged_before = days_ago(catalog.aged_after_days),
      .contract_ends_until = {day_of(now).days +
                              static_cast<std::int32_t>(catalog.contract_warning_days)}};
  for (const auto& term : catalog.phases)
    if (const auto phase = enum_from<Phase>(term.id); phase && term.ageing_after_days > 0)
      limits.stuck_since[*phase] = days_ago(term.ageing_after_days);
  return limits;
}

bool asks_for(Attention attention, const IndexedApplication& each, bool overlapping,
              const AttentionLimits& limits) {
  switch (attention) {
    case Attention::unclassified:
      return each.risk_class == RiskClass::not_classified ||
             each.medical_device == MedicalDevice::not_classified;
    case Attention::no_owner:
      return each.owner_folded.empty();
    case Attention::aged:
      return each.confirmed_at < limits.aged_before;
    case Attention::contract_ending:
      return each.contract_ends_on && *each.contract_ends_on <= limits.contract_ends_until;
    case Attention::overlapping:
      return overlapping;
    case Attention::idea_waiting:
      return each.phase == Phase::idea && each.submitted_at && !each.answered_at;
    case Attention::stuck:
      return is_stuck(each, limits);
    case Attention::incomplete:
      return each.completeness < 100;
    case Attention::review_due:
      return each.next_review_on && *each.next_review_on <= day_of(limits.now);
  }
  return false;
}

RegisterFilter::RegisterFilter(const ApplicationQuery& query, const AttentionLimits& limits)
    : query_(query),
      limits_(limits),
      technologies_(texts(query.technology)),
      domains_(texts(query.domain)) {
  const auto text = folded(query.search.value_or(""));
  for (std::size_t at = 0; at < text.size() && words_.size() < kMostWords;) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) words_.push_back(text.substr(at, end - at));
    at = end + 1;
  }
}

bool RegisterFilter::holds(const IndexedApplication& each, bool overlapping) const {
  if (query_.phase.empty() ? is_ended(each.phase) && !query_.ended.value_or(false)
                           : !is_chosen(query_.phase, each.phase))
    return false;
  return is_chosen(technologies_, each.technology) && is_chosen(domains_, each.domain) &&
         is_chosen(query_.supplier, each.supplier) && is_chosen(query_.owner, each.owner) &&
         is_chosen(query_.risk_class, each.risk_class) &&
         is_chosen(query_.medical_device, each.medical_device) &&
         meets(query_.process, each.processes) && meets(query_.department, each.departments) &&
         std::ranges::all_of(query_.attention, [&](Attention wanted) {
           return asks_for(wanted, each, overlapping, limits_);
         });
}

const std::size_t RegisterOrder::kOrders = 2 * enum_names<SortKey>().size();

bool RegisterOrder::less(const IndexedApplication& a, const IndexedApplication& b) const {
  const bool a_empty = is_empty(key_, a);
  if (a_empty != is_empty(key_, b)) return !a_empty;
  const auto order = compared_by(key_, a, b);
  if (order != 0) return down_ ? order > 0 : order < 0;
  return a.code < b.code;
}

}  // namespace regie::portfolio
