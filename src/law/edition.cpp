#include "law/edition.h"

namespace regie::law {

const Tree* Edition::tree(std::string_view id) const {
  for (const auto& tree : content_->trees)
    if (tree.id == id) return &tree;
  return nullptr;
}

DutyPlace Edition::duty(std::string_view id) const {
  const auto found = content_->by_id.find(id);
  return found == content_->by_id.end() ? DutyPlace{} : found->second;
}

const LocalizedText* Edition::label_name(std::string_view id) const {
  const auto found = content_->names.find(id);
  return found == content_->names.end() ? nullptr : &found->second;
}

LabelSet Edition::labels(const boost::json::value& record, const LabelsByTree& answered) const {
  LabelSet labels;
  const auto add = [&](const std::vector<RegisterLabel>& rules) {
    for (const auto& rule : rules)
      if (all_hold(rule.when, record)) labels.insert(rule.label);
  };
  add(content_->register_labels);
  for (const auto& tree : content_->trees)
    if (const auto found = answered.find(tree.id); found != answered.end())
      labels.insert(found->second.begin(), found->second.end());
    else
      add(tree.register_labels);
  return labels;
}

}  // namespace regie::law
