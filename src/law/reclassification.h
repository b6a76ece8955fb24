#pragma once

#include "applications/register.h"
#include "law/edition.h"
#include "law/store.h"
#include "law/views.h"

/// What another edition of the law makes of the same applications.
namespace regie::law {

/// An application with what was answered about it.
struct AnsweredApplication {
  applications::RegisteredApplication application;
  std::vector<StoredClassification> answered;  ///< the current one of each tree

  LabelsByTree labels() const;
};

/// The same answers in another version of their tree.
struct Reanswered {
  StoredClassification classification;
  bool complete = true;  ///< false: labels and outcome are still those of before
};

/// Answers that the tree no longer has are left out.
Reanswered answer_again(const Tree& tree, const StoredClassification& before);

/// Two editions side by side. Both must outlive it.
class Reclassification {
 public:
  Reclassification(const Edition& before, const Edition& after);

  /// What differs, whatever the applications.
  const std::vector<LawContentChange>& content() const { return content_; }
  /// Whether the questions of a tree differ.
  bool differs(const std::string& tree_id) const { return trees_.contains(tree_id); }
  /// What the newer edition changes for one application, with the reason of each change.
  std::vector<LawApplicationChange> changes(const AnsweredApplication& each,
                                            bool public_body) const;

  const Edition& before() const { return before_; }
  const Edition& after() const { return after_; }

 private:
  const Edition& before_;
  const Edition& after_;
  std::vector<LawContentChange> content_;
  std::set<std::string> trees_;  ///< whose questions differ
};

}  // namespace regie::law
