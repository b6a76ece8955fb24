#include "portfolio/funnel.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/enumeration.h"
#include "content/library.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::portfolio {
namespace {

/// A history as a picture, one move a line: day, application, phase.
std::vector<PhaseEvent> history(const std::string& picture) {
  std::vector<PhaseEvent> events;
  std::map<Id, Phase> last;
  std::istringstream lines(picture);
  std::string day;
  std::string application;
  std::string phase;
  while (lines >> day >> application >> phase) {
    PhaseEvent event{.application_id = application,
                     .to_phase = *enum_from<Phase>(phase),
                     .effective_at = start_of(*parse_date(day))};
    if (last.contains(application)) event.from_phase = last[application];
    last[application] = event.to_phase;
    events.push_back(event);
  }
  return events;
}

const auto kHistory = R"(
  2026-01-10 fractures idea
  2026-01-20 no_show   idea
  2026-02-01 fractures exploration
  2026-02-10 crowding  idea
  2026-03-03 no_show   rejected
  2026-03-03 fractures development
  2026-04-02 crowding  exploration
)";

std::string drawn(const FlowMonth& month) {
  std::string text = month.month;
  for (const auto& each : month.counts)
    if (each.count > 0)
      text += " " + std::string(enum_text(each.phase)) + ":" + std::to_string(each.count);
  return text + " +" + std::to_string(month.entered) + " -" + std::to_string(month.ended);
}

Timestamp on(const char* day) { return start_of(*parse_date(day)); }

TEST(Flow, CountsWhatStandsInEachPhaseAtTheEndOfEachMonth) {
  const auto flow = flow_by_month(history(kHistory), on("2026-04-15"), 4);
  ASSERT_EQ(flow.size(), 4U);
  EXPECT_EQ(drawn(flow[0]), "2026-01 idea:2 +2 -0");
  EXPECT_EQ(drawn(flow[1]), "2026-02 idea:2 exploration:1 +1 -0");
  EXPECT_EQ(drawn(flow[2]), "2026-03 idea:1 development:1 +0 -1");
  EXPECT_EQ(drawn(flow[3]), "2026-04 exploration:1 development:1 +0 -0");
}

TEST(Flow, RemembersWhatHappenedBeforeItsFirstMonth) {
  const auto flow = flow_by_month(history(kHistory), on("2026-04-15"), 1);
  ASSERT_EQ(flow.size(), 1U);
  EXPECT_EQ(drawn(flow[0]), "2026-04 exploration:1 development:1 +0 -0");
}

TEST(Flow, OfAnEmptyRegisterIsAllZero) {
  for (const auto& month : flow_by_month({}, on("2026-04-15"), 3))
    EXPECT_EQ(drawn(month), month.month + " +0 -0");
}

TEST(Durations, AreMediansOfStaysThatEnded) {
  // Ideas: fractures 22 days, no_show 42, crowding 51. Explorations: fractures 30.
  const auto durations = phase_durations(history(kHistory), on("2026-04-15"), 12);
  const auto& idea = durations[0];
  EXPECT_EQ(idea.completed, 3);
  EXPECT_EQ(idea.moved_on, 2);
  EXPECT_EQ(idea.ended, 1);
  EXPECT_DOUBLE_EQ(*idea.median_days, 42);
  EXPECT_DOUBLE_EQ(*durations[1].median_days, 30);
  EXPECT_EQ(durations[1].completed, 1);
}

TEST(Durations, HaveNoMedianWithoutAStayThatEnded) {
  const auto durations = phase_durations(history(kHistory), on("2026-04-15"), 12);
  EXPECT_EQ(durations[2].phase, Phase::development);
  EXPECT_EQ(durations[2].completed, 0);
  EXPECT_FALSE(durations[2].median_days);
}

TEST(Durations, LeaveOutStaysThatEndedBeforeThePeriod) {
  const auto durations = phase_durations(history(kHistory), on("2026-04-15"), 1);
  EXPECT_EQ(durations[0].completed, 1);
  EXPECT_DOUBLE_EQ(*durations[0].median_days, 51);
}

TEST(Monitor, IsComparedOverThePhasesThatItCountsTogether) {
  const auto library = *content::Library::load(content_files());
  std::vector<PhaseCount> counts;
  for (const auto phase : kFunnelPhases)
    counts.push_back({phase, static_cast<std::int64_t>(phase) + 1});  // 1, 2, ... 8
  const auto comparison = compare_with_monitor(counts, library.catalog().monitor);
  std::vector<std::int64_t> ours;
  std::vector<double> national;
  for (const auto& each : comparison) {
    ours.push_back(each.count);
    national.push_back(each.national_mean);
  }
  EXPECT_EQ(ours, (std::vector<std::int64_t>{1 + 2, 3, 4 + 5, 6, 7, 8}));
  EXPECT_EQ(national, (std::vector<double>{8, 3, 3, 1, 1, 2}));
}

}  // namespace
}  // namespace regie::portfolio
