#include "law/tree_check.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

namespace regie::law {
namespace {

using Mask = std::uint64_t;

constexpr std::size_t kMostLabels = 64;
constexpr std::size_t kMostTogether = 14;  ///< answers of one question: every set of them is tried

std::string pointer_to(const char* list, std::size_t index) {
  return std::string("/") + list + "/" + std::to_string(index);
}

/// What a set of answers does, as far as anything reads it.
struct Choice {
  std::vector<std::string> answers;  ///< one set that does this
  Mask labels = 0;
  std::uint64_t sets = 0;  ///< how many sets do this
};

/// How a path can arrive at a question.
struct Arrival {
  std::uint64_t paths = 0;
  std::size_t questions = 0;
};

class Walker {
 public:
  Walker(const Tree& tree, const LabelSet& read_elsewhere)
      : tree_(tree), read_elsewhere_(read_elsewhere) {}

  TreeWalk walk() {
    check_names();
    if (result_.faults.empty()) order_nodes();
    if (result_.faults.empty()) walk_nodes();
    if (result_.faults.empty()) check_reached();
    if (result_.faults.empty()) check_read();
    return std::move(result_);
  }

 private:
  void fault(std::string pointer, std::string reason) {
    const auto same = [&](const TreeFault& each) {
      return each.pointer == pointer && each.reason == reason;
    };
    if (std::ranges::none_of(result_.faults, same))
      result_.faults.push_back({std::move(pointer), std::move(reason)});
  }

  template <class Item>
  void check_once(const char* list, const std::vector<Item>& items) {
    std::set<std::string> ids;
    for (std::size_t index = 0; index < items.size(); ++index)
      if (!ids.insert(items[index].id).second)
        fault(pointer_to(list, index) + "/id", "the id " + items[index].id + " stands here twice");
  }

  void check_labels(const std::string& pointer, const std::vector<std::string>& labels) {
    for (const auto& label : labels)
      if (tree_.label(label) == nullptr) fault(pointer, "there is no label " + label);
  }

  void check_names() {
    check_once("groups", tree_.groups);
    check_once("labels", tree_.labels);
    check_once("nodes", tree_.nodes);
    check_once("outcomes", tree_.outcomes);
    for (std::size_t index = 0; index < tree_.labels.size(); ++index)
      if (std::ranges::find(tree_.groups, tree_.labels[index].group, &LabelGroup::id) ==
          tree_.groups.end())
        fault(pointer_to("labels", index), "there is no group " + tree_.labels[index].group);
    for (std::size_t index = 0; index < tree_.nodes.size(); ++index)
      check_node(pointer_to("nodes", index), tree_.nodes[index]);
    for (std::size_t index = 0; index < tree_.outcomes.size(); ++index) {
      check_labels(pointer_to("outcomes", index), tree_.outcomes[index].labels);
      if (tree_.node(tree_.outcomes[index].id) != nullptr)
        fault(pointer_to("outcomes", index), "a question has this id too");
    }
    for (std::size_t index = 0; index < tree_.fields.size(); ++index)
      for (const auto& rule : tree_.fields[index].rules) {
        check_labels(pointer_to("fields", index), rule.labels);
        check_labels(pointer_to("fields", index), rule.without);
      }
    for (std::size_t index = 0; index < tree_.register_labels.size(); ++index)
      check_labels(pointer_to("register_labels", index), {tree_.register_labels[index].label});
  }

  void check_node(const std::string& pointer, const Node& node) {
    std::set<std::string> ids;
    std::size_t together = 0;
    for (std::size_t index = 0; index < node.answers.size(); ++index) {
      const auto& answer = node.answers[index];
      const auto at = pointer + "/answers/" + std::to_string(index);
      if (!ids.insert(answer.id).second)
        fault(at, "the answer " + answer.id + " stands here twice");
      if (!answer.alone.value_or(false)) ++together;
      check_labels(at, answer.labels);
    }
    if (node.several.value_or(false) && together > kMostTogether)
      fault(pointer, "more answers than can be walked: " + std::to_string(together));
    for (std::size_t index = 0; index < node.branches.size(); ++index) {
      const auto& branch = node.branches[index];
      const auto at = pointer + "/branches/" + std::to_string(index);
      for (const auto& answer : branch.answers)
        if (!ids.contains(answer)) fault(at, "there is no answer " + answer);
      check_labels(at, branch.labels);
      check_labels(at, branch.without);
      if (tree_.node(branch.to) == nullptr && tree_.outcome(branch.to) == nullptr)
        fault(at + "/to", "there is no question or outcome " + branch.to);
      if (branch.is_otherwise() && index + 1 < node.branches.size())
        fault(at, "a branch without a condition hides the ones below it");
    }
  }

  /// Every question before those that it leads to.
  void order_nodes() {
    std::map<std::string, int> seen;  // 1: underway, 2: done
    const auto visit = [&](const auto& self, const Node& node) -> void {
      seen[node.id] = 1;
      for (const auto& branch : node.branches)
        if (const auto* next = tree_.node(branch.to)) {
          if (seen[next->id] == 1)
            fault(pointer_to("nodes", place(node)), "this leads back to " + next->id);
          else if (seen[next->id] == 0)
            self(self, *next);
        }
      seen[node.id] = 2;
      order_.insert(order_.begin(), &node);
    };
    visit(visit, tree_.nodes.front());
  }

  std::size_t place(const Node& node) const {
    return static_cast<std::size_t>(&node - tree_.nodes.data());
  }

  void read(const std::vector<std::string>& labels) {
    for (const auto& label : labels)
      if (!bits_.contains(label)) {
        const auto next = bits_.size();
        bits_[label] = next < kMostLabels ? Mask{1} << next : 0;
      }
  }

  Mask mask_of(const std::vector<std::string>& labels) const {
    Mask mask = 0;
    for (const auto& label : labels)
      if (const auto found = bits_.find(label); found != bits_.end()) mask |= found->second;
    return mask;
  }

  void walk_nodes() {
    for (const auto& node : tree_.nodes)
      for (const auto& branch : node.branches) read(branch.labels), read(branch.without);
    for (const auto& group : tree_.groups)
      if (group.exclusive || group.required) read(labels_of(group));
    if (bits_.size() > kMostLabels) return fault("/labels", "more labels than can be walked");
    arrivals_[&tree_.nodes.front()][0] = {1, 1};
    for (const auto* node : order_) {
      const auto choices = choices_of(*node);
      for (const auto& [labels, arrival] : arrivals_[node])
        for (const auto& choice : choices) choose(*node, labels | choice.labels, choice, arrival);
    }
  }

  std::vector<std::string> labels_of(const LabelGroup& group) const {
    std::vector<std::string> labels;
    for (const auto& label : tree_.labels)
      if (label.group == group.id) labels.push_back(label.id);
    return labels;
  }

  /// Every set of answers that somebody can give, those that do the same together.
  std::vector<Choice> choices_of(const Node& node) const {
    std::vector<Mask> labels;
    std::vector<Mask> named;  // by a branch: a bit for each answer
    std::vector<std::size_t> together;
    std::size_t most = 0;
    for (const auto& branch : node.branches)
      most = std::max(most, static_cast<std::size_t>(branch.at_least.value_or(0)));
    std::map<std::tuple<Mask, Mask, std::size_t>, Choice> kinds;
    const auto add = [&](Mask mask, Mask read, std::size_t counted, auto answers) {
      auto& kind = kinds[{mask, read, std::min(counted, most)}];
      if (kind.sets++ == 0) kind.answers = answers();
      kind.labels = mask;
    };
    for (std::size_t index = 0; index < node.answers.size(); ++index) {
      const auto& answer = node.answers[index];
      const auto names = [&](const Branch& branch) {
        return std::ranges::find(branch.answers, answer.id) != branch.answers.end();
      };
      labels.push_back(mask_of(answer.labels));
      named.push_back(std::ranges::any_of(node.branches, names) ? Mask{1} << index : 0);
      const bool alone = answer.alone.value_or(false);
      if (node.several.value_or(false) && !alone)
        together.push_back(index);
      else
        add(labels.back(), named.back(), alone ? 0 : 1,
            [&] { return std::vector<std::string>{answer.id}; });
    }
    for (Mask set = 1; set < Mask{1} << together.size(); ++set) {
      Mask mask = 0;
      Mask read = 0;
      for (std::size_t place = 0; place < together.size(); ++place)
        if ((set >> place & 1) != 0) {
          mask |= labels[together[place]];
          read |= named[together[place]];
        }
      add(mask, read, static_cast<std::size_t>(std::popcount(set)), [&] {
        std::vector<std::string> answers;
        for (std::size_t place = 0; place < together.size(); ++place)
          if ((set >> place & 1) != 0) answers.push_back(node.answers[together[place]].id);
        return answers;
      });
    }
    std::vector<Choice> choices;
    for (auto& [key, choice] : kinds) choices.push_back(std::move(choice));
    return choices;
  }

  void choose(const Node& node, Mask labels, const Choice& choice, const Arrival& arrival) {
    const auto at = pointer_to("nodes", place(node));
    LabelSet names;
    for (const auto& [label, bit] : bits_)
      if ((labels & bit) != 0) names.insert(label);
    const Branch* taken = nullptr;
    for (const auto& branch : node.branches) {
      if (!holds(node, branch, choice.answers, names)) continue;
      if (taken == nullptr)
        taken = &branch;
      else if (!branch.is_otherwise())
        fault(at + "/branches", "the branches to " + taken->to + " and " + branch.to +
                                    " both hold after " + joined(choice.answers, ", ") +
                                    told(names));
    }
    if (taken == nullptr)
      return fault(at, "a dead end after " + joined(choice.answers, ", ") + told(names));
    taken_.insert(taken);
    const auto paths = arrival.paths * choice.sets;
    if (const auto* next = tree_.node(taken->to)) {
      auto& there = arrivals_[next][labels];
      there.paths += paths;
      there.questions = std::max(there.questions, arrival.questions + 1);
      return;
    }
    const auto* outcome = tree_.outcome(taken->to);
    reached_.insert(outcome);
    result_.paths += paths;
    result_.longest = std::max(result_.longest, arrival.questions);
    check_groups(*outcome, labels | mask_of(outcome->labels), names);
  }

  static std::string told(const LabelSet& labels) {
    return labels.empty() ? "" : " with " + joined({labels.begin(), labels.end()}, ", ");
  }

  void check_groups(const Outcome& outcome, Mask labels, const LabelSet& names) {
    const auto at =
        pointer_to("outcomes", static_cast<std::size_t>(&outcome - tree_.outcomes.data()));
    for (const auto& group : tree_.groups) {
      const auto count = std::popcount(labels & mask_of(labels_of(group)));
      if (group.exclusive && count > 1)
        fault(at, "labels of the group " + group.id + " contradict each other" + told(names));
      if (group.required && count == 0)
        fault(at, "no label of the group " + group.id + told(names));
    }
  }

  void check_reached() {
    for (std::size_t index = 0; index < tree_.nodes.size(); ++index) {
      const auto& node = tree_.nodes[index];
      if (!arrivals_.contains(&node)) {
        fault(pointer_to("nodes", index), "no path comes by the question " + node.id);
        continue;
      }
      for (std::size_t place = 0; place < node.branches.size(); ++place)
        if (!taken_.contains(&node.branches[place]))
          fault(pointer_to("nodes", index) + "/branches/" + std::to_string(place),
                "no path takes this branch");
    }
    for (std::size_t index = 0; index < tree_.outcomes.size(); ++index)
      if (!reached_.contains(&tree_.outcomes[index]))
        fault(pointer_to("outcomes", index),
              "no path leads to the outcome " + tree_.outcomes[index].id);
  }

  void check_read() {
    LabelSet read = read_elsewhere_;
    const auto add = [&](const std::vector<std::string>& labels) {
      read.insert(labels.begin(), labels.end());
    };
    for (const auto& node : tree_.nodes)
      for (const auto& branch : node.branches) add(branch.labels), add(branch.without);
    for (const auto& field : tree_.fields)
      for (const auto& rule : field.rules) add(rule.labels), add(rule.without);
    for (std::size_t index = 0; index < tree_.labels.size(); ++index)
      if (!read.contains(tree_.labels[index].id))
        fault(pointer_to("labels", index), "nothing reads the label " + tree_.labels[index].id);
    for (std::size_t index = 0; index < tree_.nodes.size(); ++index)
      for (const auto& answer : tree_.nodes[index].answers)
        if (!is_read(tree_.nodes[index], answer, read))
          fault(pointer_to("nodes", index), "nothing reads the answer " + answer.id);
  }

  static bool is_read(const Node& node, const Answer& answer, const LabelSet& read) {
    const auto counts = [&](const Branch& branch) {
      return std::ranges::find(branch.answers, answer.id) != branch.answers.end() ||
             (branch.at_least && !answer.alone.value_or(false));
    };
    return std::ranges::any_of(node.branches, counts) ||
           std::ranges::any_of(answer.labels,
                               [&](const std::string& label) { return read.contains(label); });
  }

  const Tree& tree_;
  const LabelSet& read_elsewhere_;
  TreeWalk result_;
  std::vector<const Node*> order_;
  std::map<std::string, Mask> bits_;
  std::map<const Node*, std::map<Mask, Arrival>> arrivals_;
  std::set<const Branch*> taken_;
  std::set<const Outcome*> reached_;
};

}  // namespace

TreeWalk walk_all(const Tree& tree, const LabelSet& read_elsewhere) {
  return Walker(tree, read_elsewhere).walk();
}

}  // namespace regie::law
