#include "law/tree.h"

#include <algorithm>
#include <boost/json.hpp>

namespace regie::law {
namespace {

template <class Item>
const Item* find_in(const std::vector<Item>& items, std::string_view id) {
  const auto found = std::ranges::find(items, id, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

std::vector<FieldError> faults(const Tree& tree, const std::vector<Answered>& given) {
  std::vector<FieldError> errors;
  for (std::size_t index = 0; index < given.size(); ++index) {
    const auto pointer = "/answers/" + std::to_string(index);
    const auto* node = tree.node(given[index].node);
    if (node == nullptr) {
      errors.push_back({pointer + "/node", ErrorCode::unknown_reference});
      continue;
    }
    const auto earlier = std::ranges::find(given, given[index].node, &Answered::node);
    if (earlier - given.begin() < static_cast<std::ptrdiff_t>(index))
      errors.push_back({pointer + "/node", ErrorCode::duplicate, {{"value", node->id}}});
    const auto& answers = given[index].answers;
    if (answers.empty()) errors.push_back({pointer + "/answers", ErrorCode::missing_field});
    bool alone = !node->several.value_or(false);
    for (std::size_t place = 0; place < answers.size(); ++place) {
      const auto* answer = node->find(answers[place]);
      const auto at = pointer + "/answers/" + std::to_string(place);
      if (answer == nullptr)
        errors.push_back({at, ErrorCode::unknown_reference});
      else if (std::ranges::count(answers, answers[place]) > 1)
        errors.push_back({at, ErrorCode::duplicate, {{"value", answer->id}}});
      else
        alone = alone || answer->alone.value_or(false);
    }
    if (alone && answers.size() > 1)
      errors.push_back({pointer + "/answers", ErrorCode::answers_exclude});
  }
  return errors;
}

/// In the order of the question, whatever the order of choosing.
std::vector<std::string> in_order(const Node& node, const std::vector<std::string>& answers) {
  std::vector<std::string> ordered;
  for (const auto& answer : node.answers)
    if (has(answers, answer.id)) ordered.push_back(answer.id);
  return ordered;
}

boost::json::value& place_of(boost::json::value& fields, std::string_view pointer) {
  auto* value = &fields;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    if (!value->is_object()) value->emplace_object();
    value = &value->get_object()[pointer.substr(0, end)];
    pointer.remove_prefix(end);
  }
  return *value;
}

}  // namespace

const Answer* Node::find(std::string_view answer) const { return find_in(answers, answer); }
const Node* Tree::node(std::string_view id) const { return find_in(nodes, id); }
const Outcome* Tree::outcome(std::string_view id) const { return find_in(outcomes, id); }
const Label* Tree::label(std::string_view id) const { return find_in(labels, id); }

bool Tree::operator==(const Tree& other) const {
  return id == other.id && title == other.title && explanation == other.explanation &&
         groups == other.groups && labels == other.labels && nodes == other.nodes &&
         outcomes == other.outcomes && fields == other.fields &&
         register_labels == other.register_labels;
}

bool holds(const Node& node, const Branch& branch, const std::vector<std::string>& answers,
           const LabelSet& labels) {
  const auto chosen = [&](const std::string& id) { return has(answers, id); };
  const auto there = [&](const std::string& label) { return labels.contains(label); };
  const auto counts = [&](const std::string& id) {
    const auto* answer = node.find(id);
    return answer != nullptr && !answer->alone.value_or(false);
  };
  return (branch.answers.empty() || std::ranges::any_of(branch.answers, chosen)) &&
         std::ranges::all_of(branch.labels, there) && std::ranges::none_of(branch.without, there) &&
         (!branch.at_least || std::ranges::count_if(answers, counts) >= *branch.at_least);
}

Result<Walk> walk(const Tree& tree, const std::vector<Answered>& given) {
  if (auto errors = faults(tree, given); !errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  Walk walked{.question = &tree.nodes.front()};
  while (walked.question != nullptr) {
    const auto& node = *walked.question;
    const auto found = std::ranges::find(given, node.id, &Answered::node);
    if (found == given.end()) return walked;
    walked.path.push_back({node.id, in_order(node, found->answers)});
    for (const auto& id : found->answers)
      for (const auto& label : node.find(id)->labels) walked.labels.insert(label);
    const auto branch = std::ranges::find_if(node.branches, [&](const Branch& each) {
      return holds(node, each, found->answers, walked.labels);
    });
    if (branch == node.branches.end())
      throw std::logic_error("a dead end in " + tree.id + " at " + node.id);
    walked.question = tree.node(branch->to);
    walked.outcome = tree.outcome(branch->to);
  }
  for (const auto& label : walked.outcome->labels) walked.labels.insert(label);
  return walked;
}

std::vector<std::string> suggested(const Node& node, const boost::json::value& record) {
  std::vector<std::string> answers;
  for (const auto& answer : node.answers)
    if (!answer.register_says.empty() && all_hold(answer.register_says, record))
      answers.push_back(answer.id);
  // Where only one can be chosen, two that both hold say nothing.
  const auto alone = [&](const std::string& id) { return node.find(id)->alone.value_or(false); };
  const bool one = !node.several.value_or(false) || std::ranges::any_of(answers, alone);
  if (one && answers.size() > 1) answers.clear();
  return answers;
}

boost::json::value register_fields(const Tree& tree, const LabelSet& labels,
                                   const boost::json::value& record) {
  boost::json::value fields = boost::json::object{};
  for (const auto& field : tree.fields) {
    if (!field.keep.empty() && RegisterTest{field.pointer, field.keep, {}}.holds(record)) continue;
    std::vector<std::string> values;
    for (const auto& rule : field.rules)
      if (Condition{rule.labels, {}, rule.without}.holds(labels) && !has(values, rule.value))
        values.push_back(rule.value);
    auto& place = place_of(fields, field.pointer);
    if (field.form == FieldForm::list)
      place = boost::json::array(values.begin(), values.end());
    else if (values.empty())
      place = nullptr;
    else
      place = field.form == FieldForm::joined ? joined(values, ", ") : values.front();
  }
  return fields;
}

}  // namespace regie::law
