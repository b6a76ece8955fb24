#include "portfolio/facts.h"

#include <algorithm>
#include <functional>
#include <set>
#include <unordered_map>

#include "base/enumeration.h"
#include "portfolio/register_filter.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using facts::Fact;
using facts::FactDescription;
using facts::FactUnit;

/// The use case whose phases and adoption are followed: the national monitor asks for it.
constexpr std::string_view kFollowedUseCase = "speech_reporting";

/// An application in the funnel, and what its record says of its use.
struct App {
  IndexEntry application;
  std::shared_ptr<const RecordedUse> use;
  const IndexedApplication* operator->() const { return application.get(); }
};

/// What a fact is computed from: one department or the whole register, at one moment.
struct Register {
  std::vector<App> in_funnel;
  std::set<Id> overlapping;
  AttentionLimits limits;
};

struct Measured {
  std::optional<double> value;
  std::int64_t base = 0;
};

struct RegisterFact {
  FactDescription description;
  std::function<Measured(const Register&)> measure;
};

using Holds = std::function<bool(const App&, const Register&)>;

const LocalizedText kOrigin{"Het register: AI-toepassingen in de funnel, zonder beëindigde.",
                            "The register: AI applications in the funnel, without ended ones."};

Holds attention(Attention wanted) {
  return [wanted](const App& each, const Register& all) {
    return asks_for(wanted, *each.application, all.overlapping.contains(each->id), all.limits);
  };
}

bool is_generative(const App& each) {
  return each->technology == "generative" || each->technology == "agent";
}

bool is_traditional(const App& each) {
  return each->technology == "machine_learning" || each->technology == "rules" ||
         each->technology == "rpa";
}

bool has_process(const App& each, const std::string& id) {
  return std::ranges::find(each->processes, id) != each->processes.end();
}

double number_of(Influence influence) {
  return static_cast<double>(influence) - static_cast<double>(Influence::neutral);
}

/// The mean of what records say of an aim; its base is how many say so.
Measured mean_influence(const Register& all, Aim aim, std::optional<Influence> Impact::* part) {
  double sum = 0;
  std::int64_t base = 0;
  for (const auto& each : all.in_funnel)
    for (const auto& impact : each.use->impacts)
      if (impact.aim == aim && impact.*part) {
        sum += number_of(*(impact.*part));
        ++base;
      }
  return {base == 0 ? std::nullopt : std::optional(sum / static_cast<double>(base)), base};
}

/// Which part of the intended users is active, where both are counted.
Measured adoption(const Register& all, const std::string& use_case) {
  std::int64_t intended = 0;
  std::int64_t active = 0;
  for (const auto& each : all.in_funnel) {
    if (each->use_case != use_case) continue;
    intended += each.use->intended_users;
    active += each.use->active_users;
  }
  if (intended == 0) return {};
  return {static_cast<double>(active) / static_cast<double>(intended), intended};
}

class FactTable {
 public:
  explicit FactTable(const content::Library& library) {
    const auto& catalog = library.catalog();
    add_kinds();
    add_attention();
    add_phases(catalog, "in_phase.", {"Toepassingen in fase: ", "Applications in phase: "},
               [](const App&) { return true; });
    add_phases(catalog, "agents_in_phase.", {"AI-agenten in fase: ", "AI agents in phase: "},
               [](const App& each) { return each->technology == "agent"; });
    for (const auto& process : catalog.processes) {
      add("in_process." + process.id,
          {"Toepassingen in proces: " + process.name.nl,
           "Applications in process: " + process.name.en},
          [id = process.id](const App& each, const Register&) { return has_process(each, id); });
      add("used_in_process." + process.id,
          {"In gebruik in proces: " + process.name.nl, "In use in process: " + process.name.en},
          [id = process.id](const App& each, const Register&) {
            return is_in_use(each->phase) && has_process(each, id);
          });
    }
    for (const auto& use_case : catalog.use_cases) add_use_case(catalog, use_case);
    add_impacts(library);
    for (const auto& domain : library.list("domain"))
      add("in_domain." + domain.id,
          {"Toepassingen in domein: " + domain.name.nl,
           "Applications in domain: " + domain.name.en},
          [id = domain.id](const App& each, const Register&) { return each->domain == id; });
  }

  const std::vector<RegisterFact>& facts() const { return facts_; }

 private:
  void add(const std::string& name, LocalizedText title, FactUnit unit,
           std::function<Measured(const Register&)> measure) {
    facts_.push_back({{"portfolio." + name, std::move(title), unit, kOrigin}, std::move(measure)});
  }
  /// How many applications something holds for.
  void add(const std::string& name, LocalizedText title, Holds holds) {
    add(name, std::move(title), FactUnit::applications, [holds](const Register& all) {
      return Measured{count(all, holds), static_cast<std::int64_t>(all.in_funnel.size())};
    });
  }
  /// The same as a share of all in the funnel.
  void add_share(const std::string& name, LocalizedText title, Holds holds) {
    add(name, std::move(title), FactUnit::share, [holds](const Register& all) {
      const auto base = all.in_funnel.size();
      if (base == 0) return Measured{};
      return Measured{count(all, holds) / static_cast<double>(base),
                      static_cast<std::int64_t>(base)};
    });
  }
  static double count(const Register& all, const Holds& holds) {
    return static_cast<double>(
        std::ranges::count_if(all.in_funnel, [&](const App& each) { return holds(each, all); }));
  }

  void add_phases(const content::Catalog& catalog, const std::string& name,
                  const LocalizedText& title, const std::function<bool(const App&)>& counts) {
    for (const auto& phase : catalog.phases)
      if (const auto known = enum_from<Phase>(phase.id); known && !is_ended(*known))
        add(name + phase.id, {title.nl + phase.name.nl, title.en + phase.name.en},
            [known, counts](const App& each, const Register&) {
              return each->phase == *known && counts(each);
            });
  }

  void add_use_case(const content::Catalog& catalog, const content::Term& use_case) {
    const auto is_of = [id = use_case.id](const App& each) { return each->use_case == id; };
    const auto& [nl, en] = use_case.name;
    add("of_use_case." + use_case.id, {"Toepassingen voor: " + nl, "Applications for: " + en},
        [is_of](const App& each, const Register&) { return is_of(each); });
    if (use_case.id != kFollowedUseCase) return;
    add_phases(catalog, use_case.id + "_in_phase.", {nl + " in fase: ", en + " in phase: "}, is_of);
    add("adoption_of_use_case." + use_case.id,
        {"Deel van de beoogde gebruikers dat actief is: " + nl,
         "Part of the intended users that is active: " + en},
        FactUnit::share, [id = use_case.id](const Register& all) { return adoption(all, id); });
  }

  void add_impacts(const content::Library& library) {
    for (const auto& driver : library.list("driver"))
      if (const auto known = enum_from<Driver>(driver.id))
        add("for_driver." + driver.id,
            {"Toepassingen met als reden: " + driver.name.nl,
             "Applications with as reason: " + driver.name.en},
            [known](const App& each, const Register&) {
              const auto& drivers = each.use->drivers;
              return std::ranges::find(drivers, *known) != drivers.end();
            });
    for (const auto& aim : library.list("aim")) {
      const auto known = enum_from<Aim>(aim.id);
      if (!known) continue;
      add("expected_influence." + aim.id,
          {"Verwachte invloed (-2 tot 2): " + aim.name.nl,
           "Expected influence (-2 to 2): " + aim.name.en},
          FactUnit::influence,
          [known](const Register& all) { return mean_influence(all, *known, &Impact::expected); });
      add("realised_influence." + aim.id,
          {"Gemeten invloed (-2 tot 2): " + aim.name.nl,
           "Measured influence (-2 to 2): " + aim.name.en},
          FactUnit::influence,
          [known](const Register& all) { return mean_influence(all, *known, &Impact::realised); });
    }
  }

  void add_kinds() {
    add("total", {"AI-toepassingen in de funnel", "AI applications in the funnel"},
        [](const App&, const Register&) { return true; });
    add("in_use", {"AI-toepassingen in gebruik", "AI applications in use"},
        [](const App& each, const Register&) { return is_in_use(each->phase); });
    add("high_risk_in_use",
        {"Toepassingen met hoog risico in gebruik", "High-risk applications in use"},
        [](const App& each, const Register&) {
          return is_in_use(each->phase) && each->risk_class == RiskClass::high;
        });
    add("risk_unknown_in_use",
        {"Toepassingen in gebruik zonder risicoklasse", "Applications in use without a risk class"},
        [](const App& each, const Register&) {
          return is_in_use(each->phase) && each->risk_class == RiskClass::not_classified;
        });
    add("generative_in_use", {"Generatieve AI in gebruik", "Generative AI in use"},
        [](const App& each, const Register&) {
          return is_in_use(each->phase) && is_generative(each);
        });
    add("traditional_in_use", {"Klassieke AI in gebruik", "Traditional AI in use"},
        [](const App& each, const Register&) {
          return is_in_use(each->phase) && is_traditional(each);
        });
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
        [](const App& each, const Register&) { return each->technology == "agent"; });
    add("medical_devices", {"Medische hulpmiddelen", "Medical devices"},
        [](const App& each, const Register&) {
          return each->medical_device == MedicalDevice::yes ||
                 each->medical_device == MedicalDevice::in_house;
        });
    add("high_risk",
        {"Toepassingen met hoog risico (AI-verordening)", "High-risk applications (AI Act)"},
        [](const App& each, const Register&) { return each->risk_class == RiskClass::high; });
    const Holds dpia = [](const App& each, const Register&) { return each.use->dpia_completed; };
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

std::shared_ptr<const RecordedUse> use_of(const ApplicationRecord& record) {
  RecordedUse use{.dpia_completed = record.law.dpia == ImpactAssessment::completed,
                  .drivers = record.kind.drivers,
                  .impacts = record.impacts};
  for (const auto& each : record.deployments) {
    if (!each.intended_users || !each.active_users) continue;
    use.intended_users += *each.intended_users;
    use.active_users += *each.active_users;
  }
  return std::make_shared<const RecordedUse>(std::move(use));
}

/// What the documents say, read once. What a transaction reads belongs to a newer index only when
/// nothing changed meanwhile, so it is kept only when `exact`.
void add_use(std::vector<App>& apps, storage::Transaction& transaction, bool exact) {
  std::vector<Id> missing;
  for (auto& each : apps) {
    each.use = each->use.load();
    if (!each.use) missing.push_back(each->id);
  }
  if (missing.empty()) return;
  std::unordered_map<Id, std::shared_ptr<const RecordedUse>> read;
  for (const auto& stored : RegisterStore(transaction).by_ids(missing))
    read.emplace(stored.id, use_of(stored.record));
  for (auto& each : apps) {
    if (each.use) continue;
    const auto found = read.find(each->id);
    each.use = found == read.end() ? std::make_shared<const RecordedUse>() : found->second;
    if (exact) each->use.store(each.use);
  }
}

Register register_of(RegisterIndex& index, const AttentionLimits& limits,
                     storage::Transaction& transaction, const std::optional<Id>& department) {
  Register all{.in_funnel = {}, .overlapping = {}, .limits = limits};
  const auto snapshot = index.current(transaction);
  for (const auto& group : snapshot->overlap_groups())
    for (const auto& each : group.applications) all.overlapping.insert(each.id);
  for (const auto& each : snapshot->entries()) {
    if (is_ended(each->phase)) continue;
    if (department && std::ranges::find(each->departments, *department) == each->departments.end())
      continue;
    all.in_funnel.push_back({each, nullptr});
  }
  add_use(all.in_funnel, transaction, snapshot.exact);
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
  const FactTable table(library_);
  std::vector<Fact> facts;
  for (const auto& [description, measure] : table.facts()) {
    const auto [value, base] = measure(all);
    facts.push_back({.id = description.id,
                     .title = description.title,
                     .unit = description.unit,
                     .value = value,
                     .base = base,
                     .at = transaction.now(),
                     .origin = description.origin});
  }
  return facts;
}

}  // namespace regie::portfolio
