#pragma once

#include "base/result.h"
#include "base/text.h"
#include "content/views.h"
#include "law/condition.h"

namespace regie::law {

/// Labels that answer one thing. Of an exclusive group a path gives at most one; of a required
/// group at least one.
struct LabelGroup {
  std::string id;
  LocalizedText name;
  bool exclusive = false;
  bool required = false;
  bool operator==(const LabelGroup&) const = default;
};
BOOST_DESCRIBE_STRUCT(LabelGroup, (), (id, name, exclusive, required))

struct Label {
  std::string id;
  std::string group;
  LocalizedText name;
  bool operator==(const Label&) const = default;
};
BOOST_DESCRIBE_STRUCT(Label, (), (id, group, name))

struct Answer {
  std::string id;
  LocalizedText text;
  std::optional<LocalizedText> explanation;
  std::optional<bool> alone;  ///< of several answers: not together with another one
  std::vector<std::string> labels;
  std::vector<RegisterTest> register_says;  ///< chosen beforehand when all of these hold
  std::optional<LocalizedText> unsure;      ///< what is not settled about it
  bool operator==(const Answer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Answer, (), (id, text, explanation, alone, labels, register_says, unsure))

/// Where to go. All parts must hold: one of `answers` was chosen, at least so many answers (those
/// that stand alone not counted), and the labels so far.
struct Branch {
  std::vector<std::string> answers;
  std::optional<std::int64_t> at_least;
  std::vector<std::string> labels;
  std::vector<std::string> without;
  std::string to;  ///< a node or an outcome

  bool is_otherwise() const {
    return answers.empty() && !at_least && labels.empty() && without.empty();
  }
  bool operator==(const Branch&) const = default;
};
BOOST_DESCRIBE_STRUCT(Branch, (), (answers, at_least, labels, without, to))

/// One question. The first branch that holds is taken.
struct Node {
  std::string id;
  LocalizedText question;
  std::optional<LocalizedText> explanation;
  std::optional<bool> several;
  std::vector<std::string> articles;  ///< `act:article`
  std::vector<Answer> answers;
  std::vector<Branch> branches;

  const Answer* find(std::string_view answer) const;
  bool operator==(const Node&) const = default;
};
BOOST_DESCRIBE_STRUCT(Node, (), (id, question, explanation, several, articles, answers, branches))

struct Outcome {
  std::string id;
  LocalizedText title;
  LocalizedText text;
  std::vector<std::string> labels;
  std::vector<std::string> articles;
  std::optional<LocalizedText> unsure;
  bool operator==(const Outcome&) const = default;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (id, title, text, labels, articles, unsure))

/// The value that a field of the register gets when the condition holds.
struct FieldRule {
  std::string value;
  std::vector<std::string> labels;
  std::vector<std::string> without;
  bool operator==(const FieldRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(FieldRule, (), (value, labels, without))

enum class FieldForm { one, list, joined };
BOOST_DESCRIBE_ENUM(FieldForm, one, list, joined)

/// A field of the register that follows from the labels: the first rule that holds, or a list of
/// all, or those joined by a comma. A field that holds one of `keep` already stays as it is.
struct FieldOutcome {
  std::string pointer;
  FieldForm form = FieldForm::one;
  std::vector<FieldRule> rules;
  std::vector<std::string> keep;
  bool operator==(const FieldOutcome&) const = default;
};
BOOST_DESCRIBE_STRUCT(FieldOutcome, (), (pointer, form, rules, keep))

/// Questions that lead to what the law calls an application.
struct Tree {
  std::string id;
  std::string version;
  LocalizedText title;
  LocalizedText explanation;
  content::Source source;
  Date checked_on;
  std::vector<LabelGroup> groups;
  std::vector<Label> labels;
  std::vector<Node> nodes;  ///< the first is asked first
  std::vector<Outcome> outcomes;
  std::vector<FieldOutcome> fields;
  std::vector<RegisterLabel> register_labels;  ///< as long as nobody answered the questions

  const Node* node(std::string_view id) const;
  const Outcome* outcome(std::string_view id) const;
  const Label* label(std::string_view id) const;
  bool operator==(const Tree&) const;
};
BOOST_DESCRIBE_STRUCT(Tree, (),
                      (id, version, title, explanation, source, checked_on, groups, labels, nodes,
                       outcomes, fields, register_labels))

/// What somebody answered to one question.
struct Answered {
  std::string node;
  std::vector<std::string> answers;
  bool operator==(const Answered&) const = default;
};
BOOST_DESCRIBE_STRUCT(Answered, (), (node, answers))

/// How far the answers lead: to a question without an answer, or to an outcome.
struct Walk {
  std::vector<Answered> path;  ///< the answers that count, in the order of asking
  LabelSet labels;
  const Node* question = nullptr;
  const Outcome* outcome = nullptr;
};

/// Answers to questions that the path does not come by are left out. Fails with invalid_request:
/// unknown_reference for a question or answer that the tree does not have, duplicate for one that
/// is there twice, and answers_exclude when answers do not go together. Pointers begin with
/// /answers.
Result<Walk> walk(const Tree& tree, const std::vector<Answered>& given);

/// The answers to a question that the record gives beforehand.
std::vector<std::string> suggested(const Node& node, const boost::json::value& record);

/// The fields of the register that follow from the labels, over those of `record`.
boost::json::value register_fields(const Tree& tree, const LabelSet& labels,
                                   const boost::json::value& record);

/// Whether a branch can be taken after these answers, with these labels so far.
bool holds(const Node& node, const Branch& branch, const std::vector<std::string>& answers,
           const LabelSet& labels);

}  // namespace regie::law
