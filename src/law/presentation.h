#pragma once

#include "law/edition.h"
#include "law/store.h"
#include "law/views.h"

/// What the trees, acts and answers look like outside the program.
namespace regie::law {

LawEdition shown(const Edition& edition);
LawTree shown(const Tree& tree);
LawOutcome shown(const Edition& edition, const Outcome& outcome);
/// With what the record answers beforehand.
LawQuestion shown(const Edition& edition, const Node& node, const boost::json::value& record);
LawDutyText shown(const DutyPlace& place);
LawAct shown(const Act& act);
std::vector<LawLabel> shown(const Edition& edition, const LabelSet& labels);
/// The path in words. Answers that the tree no longer has are left out.
std::vector<LawStep> steps(const Tree& tree, const std::vector<Answered>& path);
/// `stored` may be null: nobody recorded anything.
LawDuty shown(const DutyPlace& place, const LabelSet& labels, const StoredDuty* stored, Date today);

}  // namespace regie::law
