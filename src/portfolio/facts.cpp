#include "portfolio/facts.h"

#include <algorithm>
#include <functional>
#include <set>

#include "base/enumeration.h"
#include "portfolio/fact_store.h"
#include "portfolio/register_filter.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using facts::Fact;
using facts::FactDescription;
using facts::FactUnit;
using App = IndexedApplication;

/// What a fact is computed from: one department or the whole register, at one moment.
struct Register {
  std::vector<IndexEntry> in_funnel;
  std::set<Id> overlapping;
  std::set<Id> with_dpia;
  AttentionLimits limits;
};

using Holds = std::function<bool(const App&, const Register&)>;

/// How many applications something holds for, as a number or as a share of all in the funnel.
struct RegisterFact {
  FactDescription description;
  Holds holds;
};

const LocalizedText kOrigin{"Het register: AI-toepassingen in de funnel, zonder beëindigde.",
                            "The register: AI applications in the funnel, without ended ones."};

Holds attention(Attention wanted) {
  return [wanted](const App& each, const Register& all) {
    return asks_for(wanted, each, all.overlapping.contains(each.id), all.limits);
  };
}

bool is_generative(const App& each) {
  return each.technology == "generative" || each.technology == "agent";
}

bool is_traditional(const App& each) {
  return each.technology == "machine_learning" || each.technology == "rules" ||
         each.technology == "rpa";
}

class FactTable {
 public:
  explicit FactTable(const content::Library& library) {
    add_kinds();
    add_attention();
    for (const auto& phase : library.catalog().phases)
      if (const auto known = enum_from<Phase>(phase.id); known && !is_ended(*known))
        add("in_phase." + phase.id,
            {"Toepassingen in fase: " + phase.name.nl, "Applications in phase: " + phase.name.en},
            [known](const App& each, const Register&) { return each.phase == *known; });
    for (const auto& process : library.catalog().processes)
      add("in_process." + process.id,
          {"Toepassingen in proces: " + process.name.nl,
           "Applications in process: " + process.name.en},
          [id = process.id](const App& each, const Register&) {
            return std::ranges::find(each.processes, id) != each.processes.end();
          });
    for (const auto& use_case : library.catalog().use_cases)
      add("of_use_case." + use_case.id,
          {"Toepassingen voor: " + use_case.name.nl, "Applications for: " + use_case.name.en},
          [id = use_case.id](const App& each, const Register&) { return each.use_case == id; });
    for (const auto& domain : library.list("domain"))
      add("in_domain." + domain.id,
          {"Toepassingen in domein: " + domain.name.nl,
           "Applications in domain: " + domain.name.en},
          [id = domain.id](const App& each, const Register&) { return each.domain == id; });
  }

  const std::vector<RegisterFact>& facts() const { return facts_; }

 private:
  void add(const std::string& name, LocalizedText title, Holds holds,
           FactUnit unit = FactUnit::applications) {
    facts_.push_back({{"portfolio." + name, std::move(title), unit, kOrigin}, std::move(holds)});
  }
  void add_share(const std::string& name, LocalizedText title, Holds holds) {
    add(name, std::move(title), std::move(holds), FactUnit::share);
  }

  void add_kinds() {
    add("total", {"AI-toepassingen in de funnel", "AI applications in the funnel"},
        [](const App&, const Register&) { return true; });
    add("in_use", {"AI-toepassingen in gebruik", "AI applications in use"},
        [](const App& each, const Register&) { return is_in_use(each.phase); });
    const Holds generative = [](const App& each, const Register&) { return is_generative(each); };
    const Holds traditional = [](const App& each, const Register&) { return is_traditional(each); };
    add("generative", {"Toepassingen met generatieve AI", "Applications with generative AI"},
        generative);
    add_share("generative_share", {"Aandeel generatieve AI", "Share of generative AI"}, generative);
    add("traditional", {"Toepassingen met klassieke AI", "Applications with traditional AI"},
        traditional);
    add_share("traditional_share", {"Aandeel klassieke AI", "Share of traditional AI"},
              traditional);
    add("agents", {"AI-agenten", "AI agents"},
        [](const App& each, const Register&) { return each.technology == "agent"; });
    add("medical_devices", {"Medische hulpmiddelen", "Medical devices"},
        [](const App& each, const Register&) {
          return each.medical_device == MedicalDevice::yes ||
                 each.medical_device == MedicalDevice::in_house;
        });
    add("high_risk",
        {"Toepassingen met hoog risico (AI-verordening)", "High-risk applications (AI Act)"},
        [](const App& each, const Register&) { return each.risk_class == RiskClass::high; });
    const Holds dpia = [](const App& each, const Register& all) {
      return all.with_dpia.contains(each.id);
    };
    add("dpia_completed", {"Toepassingen met een afgeronde DPIA", "Applications with a DPIA done"},
        dpia);
    add_share("dpia_completed_share",
              {"Aandeel met een afgeronde DPIA", "Share with a completed DPIA"}, dpia);
  }

  void add_attention() {
    add("without_owner", {"Toepassingen zonder eigenaar", "Applications without an owner"},
        attention(Attention::no_owner));
    add("unclassified",
        {"Toepassingen zonder volledige classificatie", "Applications not fully classified"},
        attention(Attention::unclassified));
    add("aged", {"Toepassingen die lang niet bevestigd zijn", "Applications not confirmed lately"},
        attention(Attention::aged));
    add("incomplete", {"Toepassingen met lege verplichte velden", "Applications lacking fields"},
        attention(Attention::incomplete));
    add("stuck", {"Toepassingen die te lang in hun fase zijn", "Applications stuck in a phase"},
        attention(Attention::stuck));
    add("overlapping", {"Toepassingen die overlappen", "Applications that overlap"},
        attention(Attention::overlapping));
    add("contract_ending", {"Toepassingen met een aflopend contract", "Contracts about to end"},
        attention(Attention::contract_ending));
    add("review_due", {"Toepassingen die herzien moeten worden", "Applications due for review"},
        attention(Attention::review_due));
    add("ideas_waiting", {"Ideeën die op antwoord wachten", "Ideas waiting for an answer"},
        attention(Attention::idea_waiting));
  }

  std::vector<RegisterFact> facts_;
};

Register register_of(RegisterIndex& index, const AttentionLimits& limits,
                     storage::Transaction& transaction, const std::optional<Id>& department) {
  Register all{.in_funnel = {},
               .overlapping = {},
               .with_dpia = FactStore(transaction).with_completed_dpia(),
               .limits = limits};
  const auto snapshot = index.current(transaction);
  for (const auto& group : snapshot->overlap_groups())
    for (const auto& each : group.applications) all.overlapping.insert(each.id);
  for (const auto& each : snapshot->entries()) {
    if (is_ended(each->phase)) continue;
    if (department && std::ranges::find(each->departments, *department) == each->departments.end())
      continue;
    all.in_funnel.push_back(each);
  }
  return all;
}

}  // namespace

std::vector<FactDescription> fact_descriptions(const content::Library& library) {
  std::vector<FactDescription> descriptions;
  const FactTable table(library);
  for (const auto& fact : table.facts()) descriptions.push_back(fact.description);
  return descriptions;
}

std::vector<Fact> RegisterFacts::facts(storage::Transaction& transaction,
                                       const std::optional<Id>& department) {
  const auto all = register_of(index_, attention_limits(library_.catalog(), transaction.now()),
                               transaction, department);
  const auto base = static_cast<std::int64_t>(all.in_funnel.size());
  const FactTable table(library_);
  std::vector<Fact> facts;
  for (const auto& [description, holds] : table.facts()) {
    const auto count = static_cast<double>(std::ranges::count_if(
        all.in_funnel, [&](const IndexEntry& each) { return holds(*each, all); }));
    auto& fact = facts.emplace_back(Fact{.id = description.id,
                                         .title = description.title,
                                         .unit = description.unit,
                                         .value = count,
                                         .base = base,
                                         .at = transaction.now(),
                                         .origin = description.origin});
    if (fact.unit == FactUnit::share)
      fact.value = base == 0 ? std::nullopt : std::optional(count / static_cast<double>(base));
  }
  return facts;
}

}  // namespace regie::portfolio
