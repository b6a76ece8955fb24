#include "content/library.h"

#include <algorithm>
#include <stdexcept>

#include "content/decoded.h"

namespace regie::content {
namespace {

struct PhasesFile {
  std::string id;
  std::string version;
  Source source;
  Date checked_on;
  std::int64_t aged_after_days = 0;
  std::int64_t idea_answer_within_days = 0;
  std::int64_t contract_warning_days = 0;
  std::vector<PhaseTerm> phases;
};
BOOST_DESCRIBE_STRUCT(PhasesFile, (),
                      (id, version, source, checked_on, aged_after_days, idea_answer_within_days,
                       contract_warning_days, phases))

struct TermsFile {
  std::string id;
  std::string version;
  Source source;
  Date checked_on;
  std::vector<Term> terms;
};
BOOST_DESCRIBE_STRUCT(TermsFile, (), (id, version, source, checked_on, terms))

struct CompletenessFile {
  std::string id;
  std::string version;
  Source source;
  Date checked_on;
  std::vector<RequiredField> required;
};
BOOST_DESCRIBE_STRUCT(CompletenessFile, (), (id, version, source, checked_on, required))

struct MonitorFile {
  std::string id;
  std::string version;
  Source source;
  Date checked_on;
  MonitorReference monitor;
};
BOOST_DESCRIBE_STRUCT(MonitorFile, (), (id, version, source, checked_on, monitor))

struct FieldsFile {
  std::string id;
  std::string version;
  Source source;
  Date checked_on;
  std::vector<Field> fields;
};
BOOST_DESCRIBE_STRUCT(FieldsFile, (), (id, version, source, checked_on, fields))

struct LabelList {
  std::string id;
  std::vector<Term> terms;
};
BOOST_DESCRIBE_STRUCT(LabelList, (), (id, terms))

struct LabelsFile {
  std::string id;
  std::string version;
  Source source;
  Date checked_on;
  std::vector<LabelList> lists;
};
BOOST_DESCRIBE_STRUCT(LabelsFile, (), (id, version, source, checked_on, lists))

constexpr std::string_view kFieldsFile = "catalog/fields.yaml";
constexpr std::string_view kLabelsFile = "catalog/labels.yaml";
/// The list of words that every organisation has of its own.
constexpr std::string_view kDepartments = "departments";

std::string_view text_of(std::span<const EmbeddedFile> files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  return found == files.end() ? std::string_view() : found->text();
}

/// The ids of a list, each once. `path` names the file for the message.
template <class Item>
Result<std::set<std::string, std::less<>>> ids_of(const std::vector<Item>& items,
                                                  const std::string& path) {
  std::set<std::string, std::less<>> ids;
  for (const auto& item : items)
    if (!ids.insert(item.id).second)
      return failure(content_error(path, 1, "the id " + item.id + " stands here twice"));
  return ids;
}

}  // namespace

Result<YamlDocument> read_checked(std::span<const EmbeddedFile> files, std::string_view path,
                                  std::string_view schema) {
  const auto text = text_of(files, path);
  if (text.empty()) return failure(content_error(path, 1, "the file is missing or empty"));
  auto document = TRY(read_yaml(text, path));
  const auto schema_path = "schema/" + std::string(schema) + ".schema.json";
  TRY(check_schema(document, text_of(files, schema_path), path));
  return document;
}

Result<Library> Library::load(std::span<const EmbeddedFile> files) {
  Library library;
  auto phases = TRY(read_described<PhasesFile>(files, "catalog/phases.yaml", "phases"));
  auto processes = TRY(read_described<TermsFile>(files, "catalog/processes.yaml", "terms"));
  auto use_cases = TRY(read_described<TermsFile>(files, "catalog/use-cases.yaml", "terms"));
  auto specialisms = TRY(read_described<TermsFile>(files, "catalog/specialisms.yaml", "terms"));
  auto completeness =
      TRY(read_described<CompletenessFile>(files, "catalog/completeness.yaml", "completeness"));
  auto monitor = TRY(
      read_described<MonitorFile>(files, "catalog/monitor-reference.yaml", "monitor-reference"));

  library.processes_ = TRY(ids_of(processes.terms, "catalog/processes.yaml"));
  library.use_cases_ = TRY(ids_of(use_cases.terms, "catalog/use-cases.yaml"));
  library.specialisms_ = TRY(ids_of(specialisms.terms, "catalog/specialisms.yaml"));
  const auto phase_ids = TRY(ids_of(phases.phases, "catalog/phases.yaml"));
  const auto monitor_ids = TRY(ids_of(monitor.monitor.phases, "catalog/monitor-reference.yaml"));
  for (const auto& phase : phases.phases)
    if (phase.monitor_phase && !monitor_ids.contains(*phase.monitor_phase))
      return failure(content_error("catalog/phases.yaml", 1,
                                   "the monitor does not know " + *phase.monitor_phase));
  for (const auto& field : completeness.required)
    if (!phase_ids.contains(field.required_from))
      return failure(content_error("catalog/completeness.yaml", 1,
                                   "there is no phase " + field.required_from));

  library.catalog_ = {.phases = std::move(phases.phases),
                      .processes = std::move(processes.terms),
                      .use_cases = std::move(use_cases.terms),
                      .specialisms = std::move(specialisms.terms),
                      .completeness = std::move(completeness.required),
                      .monitor = std::move(monitor.monitor),
                      .aged_after_days = phases.aged_after_days,
                      .idea_answer_within_days = phases.idea_answer_within_days,
                      .contract_warning_days = phases.contract_warning_days};
  TRY(library.load_fields(files));
  return library;
}

Result<void> Library::load_fields(std::span<const EmbeddedFile> files) {
  auto labels = TRY(read_described<LabelsFile>(files, std::string(kLabelsFile), "labels"));
  TRY(ids_of(labels.lists, std::string(kLabelsFile)));
  for (auto& list : labels.lists) {
    TRY(ids_of(list.terms, std::string(kLabelsFile)));
    lists_[list.id] = std::move(list.terms);
  }
  lists_["processes"] = catalog_.processes;
  lists_["use-cases"] = catalog_.use_cases;
  lists_["specialisms"] = catalog_.specialisms;
  auto& phases = lists_["phases"];
  for (const auto& phase : catalog_.phases) phases.push_back({.id = phase.id, .name = phase.name});

  fields_ = TRY(read_described<FieldsFile>(files, std::string(kFieldsFile), "fields")).fields;
  const auto refuse = [](const std::string& reason) {
    return failure(content_error(kFieldsFile, 1, reason));
  };
  const auto known = [&](const std::optional<std::string>& name) {
    return !name || *name == kDepartments || lists_.contains(*name);
  };
  std::map<std::string, std::string> names;
  for (const auto& field : fields_) {
    if (!known(field.labels)) return refuse("there is no list " + *field.labels);
    for (const auto& part : field.parts)
      if (!known(part.labels)) return refuse("there is no list " + *part.labels);
    for (const auto& name : {folded(field.name.nl), folded(field.name.en), field.pointer})
      if (names.emplace(name, field.pointer).first->second != field.pointer)
        return refuse("two columns are called " + name);
  }
  return {};
}

const std::vector<Term>& Library::list(std::string_view name) const {
  static const std::vector<Term> kNone;
  const auto found = lists_.find(name);
  return found == lists_.end() ? kNone : found->second;
}

const LocalizedText& Library::word(std::string_view list, std::string_view id) const {
  const auto& terms = this->list(list);
  const auto found = std::ranges::find(terms, id, &Term::id);
  if (found == terms.end()) throw std::logic_error("no such word: " + std::string(id));
  return found->name;
}

const PhaseTerm& Library::phase(std::string_view id) const {
  const auto found = std::ranges::find(catalog_.phases, id, &PhaseTerm::id);
  if (found == catalog_.phases.end()) throw std::logic_error("no such phase: " + std::string(id));
  return *found;
}

}  // namespace regie::content
