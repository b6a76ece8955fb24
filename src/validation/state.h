#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "statistics/score_counts.h"
#include "validation/group_source.h"

namespace regie::validation {

/// The counts of one group in a state.
struct StateGroup {
  GroupLabel label;
  std::uint64_t persons = 0;
  std::vector<statistics::ScoreCount> counts;  ///< positions in the model's scores
};

struct StateModel {
  std::string name;
  std::vector<double> scores;      ///< distinct, rising, from 0 to 1
  std::vector<StateGroup> groups;  ///< all rows first
};

/// What is kept of a validation so that others can be added to it: counts, no rows and no patients.
/// Small groups are in it, so it stays with whoever may see those.
struct State {
  std::string outcome;
  std::string event_value;
  bool by_person = false;  ///< persons were told apart; then sums of persons are an upper bound
  std::uint64_t rows = 0;
  std::uint64_t rows_without_outcome = 0;
  std::uint64_t rows_without_score = 0;
  std::uint64_t rows_beside_first = 0;
  std::uint64_t persons_repeated = 0;
  std::string repeats;
  std::vector<StateModel> models;
};

/// The version of the binary form that is written, and the newest that is read.
inline constexpr std::uint64_t kStateVersion = 1;

/// Binary: `REGIE-STATE`, the version, then numbers as LEB128, texts with their length, scores as
/// their eight bytes, and a SHA-256 of all that.
std::string write_state(const State& state);

/// Fails with state_damaged {file} or state_newer {file}. Whatever is read is sound: scores and
/// positions rise and fit, labels are single, and the first group holds the rows of all.
Result<State> read_state(std::string_view bytes, const std::string& file);

/// Adds one state to another. Fails with states_differ {file, reason} when outcome, event, repeats,
/// models or columns differ, or a count would pass 2^32.
Result<void> merge(State& into, const State& other, const std::string& file);

/// The groups of one model of a state, which must outlive it.
class StateGroups final : public GroupSource {
 public:
  explicit StateGroups(const StateModel& model);
  const std::string& model() const override { return model_.name; }
  const statistics::ScoreTable& table() const override { return table_; }
  const std::vector<GroupLabel>& labels() const override { return labels_; }
  void visit_all(const Work& work) const override;
  void visit_groups(std::size_t threads, const Work& work) const override;

 private:
  const StateModel& model_;
  statistics::ScoreTable table_;
  std::vector<GroupLabel> labels_;
};

/// What a state keeps of a model.
StateModel state_of(const GroupSource& source, std::size_t threads);

}  // namespace regie::validation
