#include <sodium.h>

#include <algorithm>
#include <boost/json.hpp>

#include "content/decoded.h"
#include "law/edition.h"

namespace regie::law {
namespace {

constexpr std::string_view kTrees = "trees/";
constexpr std::string_view kLaw = "law/";
constexpr std::string_view kHead = "law/edition.yaml";

/// A label that follows from the register, whatever a tree says.
struct NamedRegisterLabel {
  std::string label;
  LocalizedText name;
  std::vector<RegisterTest> when;
};
BOOST_DESCRIBE_STRUCT(NamedRegisterLabel, (), (label, name, when))

/// What the edition is.
struct HeadFile {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  std::vector<NamedRegisterLabel> labels;
};
BOOST_DESCRIBE_STRUCT(HeadFile, (), (id, version, source, checked_on, labels))

template <class File>
struct Read {
  std::string path;
  content::YamlDocument document;
  File file;

  std::unexpected<Error> refuse(const std::string& pointer, const std::string& reason) const {
    return failure(content::content_error(path, document.line_of(pointer), reason));
  }
};

template <class File>
Result<Read<File>> read(std::span<const EmbeddedFile> files, std::string_view path,
                        std::string_view schema) {
  auto document = TRY(content::read_checked(files, path, schema));
  auto file = TRY(content::decoded<File>(document, path));
  return Read<File>{std::string(path), std::move(document), std::move(file)};
}

bool is_part(std::string_view path) {
  return (path.starts_with(kTrees) || path.starts_with(kLaw)) && path.ends_with(".yaml");
}

std::string digest(std::string_view bytes) {
  std::string raw(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(raw.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hexadecimal(raw);
}

}  // namespace

/// Reads the files of an edition and checks them against each other.
class EditionLoader {
 public:
  explicit EditionLoader(std::span<const EmbeddedFile> files) : files_(files) {}

  Result<Edition> load() {
    boost::json::object parts;
    std::vector<std::string_view> paths;
    for (const auto& file : files_)
      if (is_part(file.path)) paths.push_back(file.path);
    std::ranges::sort(paths);
    for (const auto path : paths) {
      const auto found = std::ranges::find(files_, path, &EmbeddedFile::path);
      parts[path] = found->text();
      if (path == kHead) continue;
      if (path.starts_with(kTrees))
        trees_.push_back(TRY(read<Tree>(files_, path, "tree")));
      else
        acts_.push_back(TRY(read<Act>(files_, path, "law")));
    }
    TRY(load_head());
    content_->packed = to_text(boost::json::value(std::move(parts)));
    content_->id = digest(content_->packed);
    TRY(check_acts());
    TRY(check_trees());
    TRY(check_articles());
    return finished();
  }

 private:
  Result<void> load_head() {
    auto head = TRY(read<HeadFile>(files_, kHead, "edition"));
    content_->version = head.file.version;
    content_->checked_on = head.file.checked_on;
    for (auto& each : head.file.labels) {
      content_->names[each.label] = each.name;
      content_->register_labels.push_back({each.label, std::move(each.when)});
    }
    for (const auto& tree : trees_)
      for (std::size_t index = 0; index < tree.file.labels.size(); ++index)
        if (!content_->names.emplace(tree.file.labels[index].id, tree.file.labels[index].name)
                 .second)
          return tree.refuse("/labels/" + std::to_string(index),
                             "another file has the label " + tree.file.labels[index].id);
    return {};
  }

  bool knows_tree(std::string_view id) const {
    return std::ranges::any_of(trees_, [&](const auto& tree) { return tree.file.id == id; });
  }

  Result<void> check_acts() {
    std::set<std::string> ids;
    for (const auto& act : acts_) {
      if (act.file.tree && !knows_tree(*act.file.tree))
        return act.refuse("/tree", "there is no tree " + *act.file.tree);
      if (!ids.insert(act.file.id).second)
        return act.refuse("/id", "another file has the id " + act.file.id);
      std::set<std::string> articles;
      for (std::size_t index = 0; index < act.file.articles.size(); ++index)
        if (!articles.insert(act.file.articles[index].id).second)
          return act.refuse("/articles/" + std::to_string(index),
                            "the article " + act.file.articles[index].id + " stands here twice");
      for (std::size_t index = 0; index < act.file.duties.size(); ++index)
        TRY(check_duty(act, act.file.duties[index], "/duties/" + std::to_string(index)));
    }
    return {};
  }

  Result<void> check_duty(const Read<Act>& act, const Duty& duty, const std::string& pointer) {
    if (!duty_ids_.insert(duty.id).second)
      return act.refuse(pointer + "/id", "another duty has the id " + duty.id);
    if (act.file.article(duty.article) == nullptr)
      return act.refuse(pointer + "/article", "there is no article " + duty.article);
    std::vector<std::string> labels;
    for (const auto* list : {&duty.when.labels, &duty.when.any, &duty.when.without})
      labels.insert(labels.end(), list->begin(), list->end());
    for (std::size_t index = 0; index < duty.from.size(); ++index) {
      const auto& start = duty.from[index];
      labels.insert(labels.end(), start.labels.begin(), start.labels.end());
      if (start.labels.empty() != (index + 1 == duty.from.size()))
        return act.refuse(pointer + "/from", "the last day, and no other, is without labels");
      if (start.day && duty.until && *duty.until < *start.day)
        return act.refuse(pointer + "/until", "the duty ends before it begins");
    }
    for (const auto& label : labels)
      if (!content_->names.contains(label))
        return act.refuse(pointer, "there is no label " + label);
    content_->read.insert(labels.begin(), labels.end());
    for (const auto role : duty.applies_to)
      if (role != BoundRole::hospital) content_->read.emplace(enum_text(role));
    for (const auto& rule : duty.deadlines)
      if (int{rule.hours.has_value()} + int{rule.days.has_value()} + int{rule.months.has_value()} !=
          1)
        return act.refuse(pointer + "/deadlines", "one of hours, days and months is needed");
    return {};
  }

  Result<void> check_trees() {
    for (const auto& tree : trees_) {
      const auto walked = walk_all(tree.file, content_->read);
      if (!walked.faults.empty())
        return tree.refuse(walked.faults.front().pointer, walked.faults.front().reason);
    }
    return {};
  }

  /// Articles are named `act:article`.
  Result<void> check_articles() const {
    const auto knows = [&](const std::string& name) {
      const auto colon = name.find(':');
      return std::ranges::any_of(acts_, [&](const auto& act) {
        return colon != std::string::npos && act.file.id == name.substr(0, colon) &&
               act.file.article(name.substr(colon + 1)) != nullptr;
      });
    };
    for (const auto& tree : trees_) {
      for (std::size_t index = 0; index < tree.file.nodes.size(); ++index)
        for (const auto& name : tree.file.nodes[index].articles)
          if (!knows(name))
            return tree.refuse("/nodes/" + std::to_string(index) + "/articles",
                               "there is no article " + name);
      for (std::size_t index = 0; index < tree.file.outcomes.size(); ++index)
        for (const auto& name : tree.file.outcomes[index].articles)
          if (!knows(name))
            return tree.refuse("/outcomes/" + std::to_string(index) + "/articles",
                               "there is no article " + name);
    }
    return {};
  }

  Edition finished() {
    for (auto& tree : trees_) content_->trees.push_back(std::move(tree.file));
    for (auto& act : acts_) content_->acts.push_back(std::move(act.file));
    for (const auto& act : content_->acts)
      for (const auto& duty : act.duties) {
        content_->duties.push_back({&act, &duty});
        content_->by_id[duty.id] = {&act, &duty};
      }
    Edition edition;
    edition.content_ = std::move(content_);
    return edition;
  }

  std::span<const EmbeddedFile> files_;
  std::shared_ptr<Edition::Content> content_ = std::make_shared<Edition::Content>();
  std::vector<Read<Tree>> trees_;
  std::vector<Read<Act>> acts_;
  std::set<std::string> duty_ids_;
};

Result<Edition> Edition::load(std::span<const EmbeddedFile> files) {
  return EditionLoader(files).load();
}

Result<Edition> Edition::unpack(std::string_view packed, std::span<const EmbeddedFile> files) {
  const auto parts = TRY(parse_json(packed));
  std::vector<EmbeddedFile> all;
  for (const auto& file : files)
    if (file.path.starts_with("schema/")) all.push_back(file);
  for (const auto& [path, text] : parts.as_object()) all.push_back({path, text.as_string()});
  return load(all);
}

}  // namespace regie::law
