#pragma once

#include <map>
#include <memory>
#include <span>

#include "base/embedded.h"
#include "law/duty.h"
#include "law/tree.h"
#include "law/tree_check.h"

namespace regie::law {

/// A duty and the act that it stands in.
struct DutyPlace {
  const Act* act = nullptr;
  const Duty* duty = nullptr;
};

/// The labels that somebody's answers gave an application, by tree.
using LabelsByTree = std::map<std::string, LabelSet, std::less<>>;

/// All trees and acts of one day: what a hospital accepts, and what a newer one is compared with.
/// Immutable once loaded; copies share their content.
class Edition {
 public:
  /// From content/trees and content/law. Fails with content_invalid {file, line, reason}; nothing
  /// is half-loaded.
  static Result<Edition> load(std::span<const EmbeddedFile> files);
  /// From what `packed` gave, with today's schemas out of `files`.
  static Result<Edition> unpack(std::string_view packed, std::span<const EmbeddedFile> files);

  const std::string& id() const { return content_->id; }  ///< SHA-256 of its files
  const std::string& version() const { return content_->version; }
  Date checked_on() const { return content_->checked_on; }
  const std::string& packed() const { return content_->packed; }

  const std::vector<Tree>& trees() const { return content_->trees; }
  const std::vector<Act>& acts() const { return content_->acts; }
  const Tree* tree(std::string_view id) const;
  DutyPlace duty(std::string_view id) const;
  /// All of them, by act.
  const std::vector<DutyPlace>& duties() const { return content_->duties; }
  /// The name of a label of any tree or of the register; nothing when there is none.
  const LocalizedText* label_name(std::string_view id) const;
  /// The labels that duties read.
  const LabelSet& read_labels() const { return content_->read; }

  /// All labels of an application: of its record, and of the trees, where answers go before what
  /// the record says.
  LabelSet labels(const boost::json::value& record, const LabelsByTree& answered) const;

 private:
  struct Content {
    std::string id;
    std::string version;
    Date checked_on;
    std::string packed;
    std::vector<Tree> trees;
    std::vector<Act> acts;
    std::vector<RegisterLabel> register_labels;
    std::map<std::string, LocalizedText, std::less<>> names;
    std::vector<DutyPlace> duties;
    std::map<std::string, DutyPlace, std::less<>> by_id;
    LabelSet read;
  };
  friend class EditionLoader;

  std::shared_ptr<const Content> content_ = std::make_shared<const Content>();
};

}  // namespace regie::law
