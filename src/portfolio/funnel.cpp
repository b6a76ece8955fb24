#include "portfolio/funnel.h"

#include <algorithm>
#include <map>

#include "base/enumeration.h"

namespace regie::portfolio {
namespace {

Date first_of_month(Date day) {
  const auto text = to_text(day);
  return *parse_date(text.substr(0, 8) + "01");
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

std::vector<FlowMonth> flow_by_month(std::span<const PhaseEvent> events, Timestamp now,
                                     int months) {
  const auto present = first_of_month(day_of(now));
  std::map<Id, Phase> phases;
  std::vector<FlowMonth> flow;
  auto event = events.begin();
  const auto apply_until = [&](Timestamp end, FlowMonth* month) {
    for (; event != events.end() && event->effective_at < end; ++event) {
      const bool is_new = !phases.contains(event->application_id);
      phases[event->application_id] = event->to_phase;
      if (month == nullptr) continue;
      if (is_new) ++month->entered;
      if (is_ended(event->to_phase)) ++month->ended;
    }
  };
  apply_until(start_of(add_months(present, 1 - months)), nullptr);
  for (int back = months - 1; back >= 0; --back) {
    FlowMonth month{.month = month_of(add_months(present, -back))};
    const auto end =
        back == 0 ? Timestamp{now.microseconds + 1} : start_of(add_months(present, 1 - back));
    apply_until(end, &month);
    for (const auto phase : kFunnelPhases)
      month.counts.push_back({phase, std::ranges::count_if(phases, [&](const auto& each) {
                                return each.second == phase;
                              })});
    flow.push_back(std::move(month));
  }
  return flow;
}

std::vector<PhaseDuration> phase_durations(std::span<const PhaseEvent> events, Timestamp now,
                                           int months) {
  const auto since = start_of(add_months(first_of_month(day_of(now)), 1 - months));
  struct Stay {
    Phase phase;
    Timestamp from;
  };
  std::map<Id, Stay> stays;
  std::map<Phase, std::vector<double>> days;
  std::map<Phase, PhaseDuration> durations;
  for (const auto phase : kFunnelPhases) durations[phase].phase = phase;
  for (const auto& event : events) {
    const auto stay = stays.find(event.application_id);
    if (stay != stays.end() && !is_ended(stay->second.phase) && event.effective_at >= since) {
      auto& duration = durations[stay->second.phase];
      ++duration.completed;
      if (is_ended(event.to_phase))
        ++duration.ended;
      else if (event.to_phase > stay->second.phase)
        ++duration.moved_on;
      days[stay->second.phase].push_back(
          static_cast<double>(event.effective_at.microseconds - stay->second.from.microseconds) /
          static_cast<double>(kMicrosecondsPerDay));
    }
    stays[event.application_id] = {event.to_phase, event.effective_at};
  }
  std::vector<PhaseDuration> result;
  for (auto& [phase, duration] : durations) {
    if (duration.completed > 0) duration.median_days = median(days[phase]);
    result.push_back(duration);
  }
  return result;
}

std::vector<MonitorComparison> compare_with_monitor(const std::vector<PhaseCount>& counts,
                                                    const content::MonitorReference& monitor) {
  std::vector<MonitorComparison> comparison;
  for (const auto& term : monitor.phases) {
    MonitorComparison each{.monitor_phase = term.id, .national_mean = term.mean};
    for (const auto& name : term.phases) {
      const auto phase = enum_from<Phase>(name);
      if (!phase) continue;
      each.phases.push_back(*phase);
      const auto found = std::ranges::find(counts, *phase, &PhaseCount::phase);
      if (found != counts.end()) each.count += found->count;
    }
    comparison.push_back(std::move(each));
  }
  return comparison;
}

}  // namespace regie::portfolio
