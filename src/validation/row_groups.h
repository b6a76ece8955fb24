#pragma once

#include <memory>
#include <span>

#include "validation/group_source.h"
#include "validation/rows.h"

namespace regie::validation {

/// The groups of one model of `rows`: of each of its columns, of the pairs of the plan, and
/// periods. The rows must outlive it.
class RowGroups final : public GroupSource {
 public:
  RowGroups(const Plan& plan, const Rows& rows, std::size_t model);

  const std::string& model() const override { return rows_.models[model_].name; }
  const statistics::ScoreTable& table() const override { return rows_.models[model_].table; }
  const std::vector<GroupLabel>& labels() const override { return labels_; }
  void visit_all(const Work& work) const override;
  void visit_groups(std::size_t threads, const Work& work) const override;

  /// The keys of all rows in rising order, and the persons of the same rows (empty without).
  void sorted_rows(std::vector<std::uint32_t>& keys, std::vector<std::uint32_t>& persons) const;

 private:
  /// One or two columns that divide all rows.
  struct View {
    std::vector<const GroupColumn*> columns;
    std::vector<std::uint32_t> index;  ///< label of each combination of values; kNoRows: none
  };
  static constexpr std::uint32_t kNoRows = 0xffffffff;

  void add_view(GroupKind kind, std::vector<const GroupColumn*> columns);
  void visit_view(const View& view, std::size_t threads, const Work& work) const;

  const Rows& rows_;
  std::size_t model_;
  std::vector<GroupLabel> labels_;
  std::vector<View> views_;
};

/// Sorts keys; `room` is used again.
void sort_keys(std::span<std::uint32_t> keys, std::vector<std::uint32_t>& room);

}  // namespace regie::validation
