#include "governance/gate_file.h"

#include <algorithm>
#include <stdexcept>

#include "content/decoded.h"

namespace regie::governance {
namespace {

constexpr std::string_view kFolder = "gates/";
constexpr std::string_view kDocuments = "gates/documents.yaml";

struct DocumentFile {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  std::vector<DocumentKind> documents;
};
BOOST_DESCRIBE_STRUCT(DocumentFile, (), (id, version, source, checked_on, documents))

/// The member that a kind cannot do without, and whether it is there.
std::pair<const char*, bool> needed(const Requirement& each) {
  switch (each.kind) {
    case RequirementKind::assessment:
      return {"instrument", each.instrument.has_value()};
    case RequirementKind::field:
      return {"pointer", each.pointer.has_value()};
    case RequirementKind::fact:
      return {"fact", each.fact.has_value()};
    case RequirementKind::document:
      return {"document", each.document.has_value()};
    case RequirementKind::sign_off:
      return {"discipline", each.discipline.has_value()};
    case RequirementKind::duty:
      return {"duty", each.duty.has_value()};
    case RequirementKind::validation:
      return {"kind", true};
  }
  return {"kind", false};
}

}  // namespace

void GateWords::add(const assessment::Instrument& instrument) {
  auto& words = instruments[instrument.id];
  for (const auto& outcome : instrument.outcomes) words.outcomes.insert(outcome.id);
  for (const auto& score : instrument.scores) words.scores.insert(score.id);
}

/// Reads and checks what Gates holds.
class GateReader {
 public:
  GateReader(std::span<const EmbeddedFile> files, const content::Library& library,
             const GateWords& words)
      : files_(files), library_(library), words_(words) {}

  Result<Gates> read() {
    gates_.documents_ =
        TRY(content::read_described<DocumentFile>(files_, kDocuments, "gate-documents")).documents;
    for (const auto& file : files_)
      if (file.path.starts_with(kFolder) && file.path.ends_with(".yaml") && file.path != kDocuments)
        TRY(read_gate(file.path));
    for (const auto phase : portfolio::kFunnelPhases)
      if (std::ranges::find(gates_.gates_, phase, &Gate::phase) == gates_.gates_.end())
        return failure(content::content_error(
            kFolder, 1, "there is no gate for the phase " + std::string(enum_text(phase))));
    std::ranges::sort(gates_.gates_, {}, &Gate::phase);
    return std::move(gates_);
  }

 private:
  Result<void> read_gate(std::string_view path) {
    const auto document = TRY(content::read_checked(files_, path, "gates"));
    auto gate = TRY(content::decoded<Gate>(document, path));
    const auto refuse = [&](const std::string& pointer, std::string reason) {
      return failure(content::content_error(path, document.line_of(pointer), std::move(reason)));
    };
    if (portfolio::is_ended(gate.phase)) return refuse("/phase", "this phase has no gate");
    if (std::ranges::find(gates_.gates_, gate.phase, &Gate::phase) != gates_.gates_.end())
      return refuse("/phase", "this phase has a gate already");
    for (std::size_t index = 0; index < gate.requirements.size(); ++index) {
      const auto& each = gate.requirements[index];
      const auto pointer = "/requirements/" + std::to_string(index);
      if (!ids_.insert(each.id).second)
        return refuse(pointer + "/id", "the id " + each.id + " stands here twice");
      if (const auto [member, present] = needed(each); !present)
        return refuse(pointer, "this kind needs " + std::string(member));
      if (auto fault = unknown_word(each); !fault.empty()) return refuse(pointer, fault);
    }
    gates_.gates_.push_back(std::move(gate));
    return {};
  }

  /// What the requirement names that is not there; empty when all is.
  std::string unknown_word(const Requirement& each) const {
    const auto lacks = [](const auto& set, const std::optional<std::string>& word) {
      return word && !set.empty() && !set.contains(*word);
    };
    if (auto fault = unknown_of_instrument(each); !fault.empty()) return fault;
    if (lacks(words_.facts, each.fact)) return "there is no fact " + *each.fact;
    if (lacks(words_.duties, each.duty)) return "there is no duty " + *each.duty;
    if (each.document && !gates_.knows_document(*each.document))
      return "there is no document " + *each.document;
    if (each.pointer && std::ranges::find(library_.fields(), *each.pointer,
                                          &content::Field::pointer) == library_.fields().end())
      return "the register has no field " + *each.pointer;
    if ((each.score || each.fact) && !each.at_least) return "at_least is missing";
    return {};
  }

  std::string unknown_of_instrument(const Requirement& each) const {
    if (!each.instrument || words_.instruments.empty()) return {};
    const auto found = words_.instruments.find(*each.instrument);
    if (found == words_.instruments.end()) return "there is no instrument " + *each.instrument;
    for (const auto& outcome : each.outcomes)
      if (!found->second.outcomes.contains(outcome))
        return "the instrument " + *each.instrument + " has no outcome " + outcome;
    if (each.score && !found->second.scores.contains(*each.score))
      return "the instrument " + *each.instrument + " has no score " + *each.score;
    return {};
  }

  std::span<const EmbeddedFile> files_;
  const content::Library& library_;
  const GateWords& words_;
  Gates gates_;
  std::set<std::string> ids_;
};

Result<Gates> Gates::load(std::span<const EmbeddedFile> files, const content::Library& library,
                          const GateWords& words) {
  return GateReader(files, library, words).read();
}

const Gate& Gates::of(portfolio::Phase phase) const {
  const auto found = std::ranges::find(gates_, phase, &Gate::phase);
  if (found == gates_.end()) throw std::logic_error("a phase without a gate");
  return *found;
}

bool Gates::knows_document(std::string_view kind) const {
  return std::ranges::find(documents_, kind, &DocumentKind::id) != documents_.end();
}

}  // namespace regie::governance
