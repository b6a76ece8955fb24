#pragma once

#include "law/tree.h"

namespace regie::law {

/// What is wrong with a tree, and where in its file.
struct TreeFault {
  std::string pointer;
  std::string reason;
};

/// What walking every path of a tree brought to light.
struct TreeWalk {
  std::vector<TreeFault> faults;
  std::uint64_t paths = 0;  ///< different ways from the first question to an outcome
  std::size_t longest = 0;  ///< questions on the longest of them
};

/// Walks every path. Faults: an id that is there twice, a name of something that is not there, a
/// question that can come twice on a path, a dead end, branches that both hold, a branch, question
/// or outcome that no path comes by, labels of an exclusive group together, a required group
/// without a label, an answer or label that nothing reads. `read_elsewhere` are the labels that
/// duties read.
TreeWalk walk_all(const Tree& tree, const LabelSet& read_elsewhere);

}  // namespace regie::law
