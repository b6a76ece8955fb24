#include "portfolio/funnel_service.h"

#include <algorithm>
#include <set>

#include "base/enumeration.h"
#include "portfolio/document.h"
#include "portfolio/funnel.h"
#include "portfolio/register_service.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using access::Caller;

constexpr std::size_t kMostWaiting = 10;
constexpr std::int64_t kDefaultMonths = 24;
constexpr std::int64_t kMostMonths = 60;

WaitingItem waiting_item(const StoredApplication& stored, Timestamp since, Timestamp now,
                         bool is_idea) {
  return {.id = stored.id,
          .code = stored.code,
          .name = stored.record.identity.name,
          .summary = stored.record.identity.summary,
          .phase = stored.phase,
          .waiting_days = days_between(since, now),
          .is_idea = is_idea,
          .owner = owner_name(stored.record)};
}

/// Unanswered ideas and what is longer in its phase than intended, longest first, each once.
std::vector<WaitingItem> waiting(RegisterStore& store, const RegisterSnapshot& snapshot,
                                 const AttentionLimits& limits) {
  struct Waiting {
    Id id;
    Timestamp since;
    std::int64_t days;
    bool is_idea;
  };
  std::vector<Waiting> all;
  std::set<Id> ideas;
  for (const auto& idea : snapshot.waiting_ideas()) {
    ideas.insert(idea->id);
    const auto since = *idea->submitted_at;
    all.push_back({idea->id, since, days_between(since, limits.now), true});
  }
  for (const auto& each : snapshot.stuck(limits)) {
    if (ideas.contains(each->id)) continue;
    const auto since = each->phase_since;
    all.push_back({each->id, since, days_between(since, limits.now), false});
  }
  std::ranges::stable_sort(all, std::greater{}, &Waiting::days);
  if (all.size() > kMostWaiting) all.resize(kMostWaiting);
  std::vector<Id> ids;
  for (const auto& each : all) ids.push_back(each.id);
  std::vector<WaitingItem> items;
  for (const auto& stored : store.by_ids(ids)) {
    const auto& each = *std::ranges::find(all, stored.id, &Waiting::id);
    items.push_back(waiting_item(stored, each.since, limits.now, each.is_idea));
  }
  return items;
}

}  // namespace

Funnel FunnelService::funnel(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  const auto now = transaction.now();
  Funnel funnel;
  for (const auto phase : kFunnelPhases)
    funnel.columns.push_back(
        {.phase = phase, .ageing_after_days = library_.phase(enum_text(phase)).ageing_after_days});
  for (auto& row : RegisterStore(transaction).cards()) {
    auto& column = funnel.columns[static_cast<std::size_t>(row.phase)];
    auto& card = row.card;
    card.days_in_phase = days_between(card.phase_since, now);
    card.ageing = column.ageing_after_days > 0 && card.days_in_phase > column.ageing_after_days;
    card.may_move =
        may_change(caller, access::Permission::funnel_move, card.departments, row.owner_accounts);
    ++column.count;
    if (row.phase >= Phase::exploration && row.phase <= Phase::implementation)
      ++funnel.work_in_progress;
    column.cards.push_back(std::move(card));
  }
  return funnel;
}

Result<FunnelFlow> FunnelService::flow(const Caller& caller, const FlowQuery& query) {
  const auto months = query.months.value_or(kDefaultMonths);
  if (months < 1 || months > kMostMonths)
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/months",
                                ErrorCode::out_of_range,
                                {{"minimum", "1"}, {"maximum", std::to_string(kMostMonths)}}}}});
  auto transaction = database_.view(caller.scope());
  const auto events = RegisterStore(transaction).phase_events();
  return FunnelFlow{
      .as_of = transaction.now(),
      .months = flow_by_month(events, transaction.now(), static_cast<int>(months)),
      .durations = phase_durations(events, transaction.now(), static_cast<int>(months))};
}

Overview FunnelService::overview(const Caller& caller) {
  auto transaction = database_.view(caller.scope());
  RegisterStore store(transaction);
  const auto limits = attention_limits(library_.catalog(), transaction.now());
  const auto& monitor = library_.catalog().monitor;
  const auto snapshot = index_.current(transaction);
  Overview overview{.as_of = transaction.now(), .phases = snapshot->phase_counts()};
  for (const auto& each : overview.phases) {
    overview.total += each.count;
    if (is_in_use(each.phase)) overview.in_use += each.count;
  }
  overview.comparison = compare_with_monitor(overview.phases, monitor);
  overview.national_total = monitor.mean_total;
  overview.national_base = monitor.base;
  overview.national_source = monitor.source.title;
  overview.attention = snapshot->attention_counts(limits);
  overview.waiting = waiting(store, *snapshot, limits);
  const auto [devices, high_risk] = snapshot->device_and_high_risk_counts();
  overview.medical_devices = devices;
  overview.high_risk = high_risk;
  return overview;
}

}  // namespace regie::portfolio
