#include "governance/facts.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "access/store.h"
#include "assessment/store.h"
#include "governance/store.h"
#include "law/store.h"
#include "portfolio/register_filter.h"
#include "validation/store.h"

namespace regie::governance {
namespace {

using facts::FactDescription;
using facts::FactUnit;

constexpr std::int64_t kDaysOfAYear = 365;

/// All that the facts are computed from.
struct Gathered {
  std::set<Id> applications;  ///< in the funnel
  std::vector<law::StoredClassification> answered;
  std::map<law::DutyState, std::int64_t> duties;
  std::vector<assessment::AssessmentSummary> assessments;
  std::map<Id, validation::ValidationSummary> validations;  ///< the newest of each application
  std::vector<StoredWaiver> waivers;
  std::vector<Decision> decisions;
  std::int64_t accounts = 0;  ///< active ones
  std::int64_t board_members = 0;
  std::map<access::Discipline, std::int64_t> on_board;  ///< members who sign for it
  Date today;

  bool past_year(Timestamp at) const { return day_of(at).days > today.days - kDaysOfAYear; }
};

/// How many, of how many that were looked at.
struct Counted {
  std::int64_t count = 0;
  std::int64_t base = 0;
};

struct HouseFact {
  FactDescription description;
  std::function<Counted(const Gathered&)> count;
};

template <class Items, class Holds>
Counted counted(const Items& items, Holds holds) {
  return {std::ranges::count_if(items, holds), static_cast<std::int64_t>(items.size())};
}

/// Of the applications in the funnel, those that are in the set.
Counted among(const Gathered& all, const std::set<Id>& found) {
  return counted(all.applications, [&](const Id& id) { return found.contains(id); });
}

Counted duties(const Gathered& all, std::initializer_list<law::DutyState> states) {
  Counted result;
  for (const auto& [state, count] : all.duties) {
    result.base += count;
    if (std::ranges::find(states, state) != states.end()) result.count += count;
  }
  return result;
}

bool is_overdue(const DecisionCondition& condition, Date today) {
  return !condition.met_at && condition.due_on < today;
}

const LocalizedText kOfLaw{"Wet en plichten: wat bij toepassingen is beantwoord en vastgelegd.",
                           "Law and duties: what was answered and recorded of applications."};
const LocalizedText kOfAssessments{"Beoordelingen van toepassingen en hun versies.",
                                   "Assessments of applications and their versions."};
const LocalizedText kOfValidations{"Validaties op eigen gegevens; per toepassing de nieuwste.",
                                   "Validations on own data; of each application the newest."};
const LocalizedText kOfGates{"Poorten en besluiten van het AI-board.",
                             "Gates, and decisions of the AI board."};

const LocalizedText kOfAccounts{"Accounts: wie lid is van het AI-board en waarvoor die tekent.",
                                "Accounts: who is on the AI board and what they sign for."};

std::vector<HouseFact> law_facts() {
  using enum law::DutyState;
  return {
      {{"law.answered_share",
        {"Aandeel met beantwoorde vragen over de wet", "Share with the questions of law answered"},
        FactUnit::share,
        kOfLaw},
       [](const Gathered& all) {
         std::set<Id> answered;
         for (const auto& each : all.answered) answered.insert(each.application_id);
         return among(all, answered);
       }},
      {{"law.duties_met",
        {"Plichten die als klaar zijn vastgelegd", "Duties recorded as done"},
        FactUnit::count,
        kOfLaw},
       [](const Gathered& all) { return duties(all, {met, not_applicable}); }},
      {{"law.duties_in_progress",
        {"Plichten waaraan wordt gewerkt", "Duties being worked on"},
        FactUnit::count,
        kOfLaw},
       [](const Gathered& all) { return duties(all, {in_progress}); }},
  };
}

std::vector<HouseFact> assessment_facts() {
  using assessment::AssessmentStatus;
  return {
      {{"assessment.open",
        {"Beoordelingen die nog open staan", "Assessments that are open"},
        FactUnit::count,
        kOfAssessments},
       [](const Gathered& all) {
         return counted(all.assessments,
                        [](const auto& each) { return each.status == AssessmentStatus::open; });
       }},
      {{"assessment.completed_past_year",
        {"Beoordelingen afgerond in een jaar", "Assessments completed in a year"},
        FactUnit::count,
        kOfAssessments},
       [](const Gathered& all) {
         return counted(all.assessments, [&](const auto& each) {
           return each.completed_at && all.past_year(*each.completed_at);
         });
       }},
      {{"assessment.assessed_share",
        {"Aandeel met een afgeronde beoordeling", "Share with a completed assessment"},
        FactUnit::share,
        kOfAssessments},
       [](const Gathered& all) {
         std::set<Id> assessed;
         for (const auto& each : all.assessments)
           if (each.status == AssessmentStatus::completed) assessed.insert(*each.subject.id);
         return among(all, assessed);
       }},
  };
}

std::vector<HouseFact> validation_facts() {
  return {
      {{"validation.validated_share",
        {"Aandeel gevalideerd op eigen patiënten", "Share validated on own patients"},
        FactUnit::share,
        kOfValidations},
       [](const Gathered& all) {
         std::set<Id> validated;
         for (const auto& [id, newest] : all.validations) validated.insert(id);
         return among(all, validated);
       }},
      {{"validation.not_met",
        {"Toepassingen die de afspraak niet halen", "Applications that miss what was agreed"},
        FactUnit::count,
        kOfValidations},
       [](const Gathered& all) {
         return counted(all.validations, [](const auto& each) { return each.second.not_met > 0; });
       }},
  };
}

std::vector<HouseFact> gate_facts() {
  return {
      {{"governance.waivers_running",
        {"Ontheffingen die nu gelden", "Waivers that hold now"},
        FactUnit::count,
        kOfGates},
       [](const Gathered& all) {
         return counted(all.waivers,
                        [&](const auto& each) { return each.expires_on >= all.today; });
       }},
      {{"governance.decisions_past_year",
        {"Besluiten van het AI-board in een jaar", "Decisions of the AI board in a year"},
        FactUnit::count,
        kOfGates},
       [](const Gathered& all) {
         return counted(all.decisions,
                        [&](const auto& each) { return all.past_year(each.decided_at); });
       }},
      {{"governance.conditions_overdue",
        {"Voorwaarden die te laat zijn", "Conditions that are overdue"},
        FactUnit::count,
        kOfGates},
       [](const Gathered& all) {
         Counted result;
         for (const auto& decision : all.decisions)
           for (const auto& condition : decision.conditions) {
             ++result.base;
             if (is_overdue(condition, all.today)) ++result.count;
           }
         return result;
       }},
  };
}

std::string name_of(access::Discipline discipline, Language language) {
  using enum access::Discipline;
  const bool nl = language == Language::nl;
  switch (discipline) {
    case cmio:
      return "CMIO";
    case ciso:
      return "CISO";
    case dpo:
      return nl ? "functionaris gegevensbescherming" : "data protection officer";
    case medical_physicist:
      return nl ? "klinisch fysicus" : "medical physicist";
    case legal:
      return nl ? "juridische zaken" : "legal";
    case ethics:
      return nl ? "ethiek" : "ethics";
    case client_council:
      return nl ? "cliëntenraad" : "client council";
  }
  return {};
}

/// Who sits on the board. The whole house's, also for a department.
std::vector<HouseFact> board_facts() {
  std::vector<HouseFact> all{
      {{"governance.board_members",
        {"Leden van het AI-board", "Members of the AI board"},
        FactUnit::count,
        kOfAccounts},
       [](const Gathered& all) { return Counted{all.board_members, all.accounts}; }}};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<access::Discipline>>(
      [&](auto each) {
        const auto discipline = each.value;
        all.push_back({{"governance.on_board." + std::string(each.name),
                        {"In het AI-board voor: " + name_of(discipline, Language::nl),
                         "On the AI board for: " + name_of(discipline, Language::en)},
                        FactUnit::count,
                        kOfAccounts},
                       [discipline](const Gathered& all) {
                         const auto found = all.on_board.find(discipline);
                         return Counted{found == all.on_board.end() ? 0 : found->second,
                                        all.board_members};
                       }});
      });
  return all;
}

const std::vector<HouseFact>& house_facts() {
  static const auto kFacts = [] {
    std::vector<HouseFact> all;
    for (auto& part :
         {law_facts(), assessment_facts(), validation_facts(), gate_facts(), board_facts()})
      all.insert(all.end(), part.begin(), part.end());
    return all;
  }();
  return kFacts;
}

std::set<Id> in_funnel(portfolio::RegisterIndex& index, storage::Transaction& transaction,
                       const std::optional<Id>& department) {
  std::set<Id> ids;
  const auto snapshot = index.current(transaction);
  for (const auto& each : snapshot->entries()) {
    const auto& departments = each->departments;
    if (!portfolio::is_ended(each->phase) &&
        (!department || std::ranges::find(departments, *department) != departments.end()))
      ids.insert(each->id);
  }
  return ids;
}

void gather_board(storage::Transaction& transaction, Gathered& all) {
  access::OrganisationStore store(transaction);
  std::set<Id> members;
  for (const auto& account : store.accounts()) {
    if (!account.active) continue;
    ++all.accounts;
    if (std::ranges::find(account.grants, access::Role::ai_board_member,
                          &access::RoleGrant::role) != account.grants.end())
      members.insert(account.id);
  }
  all.board_members = static_cast<std::int64_t>(members.size());
  for (const auto& [discipline, people] : store.discipline_holders())
    all.on_board[discipline] = std::ranges::count_if(
        people, [&](const auto& each) { return members.contains(each.account_id); });
}

Gathered gather(portfolio::RegisterIndex& index, storage::Transaction& transaction,
                const std::optional<Id>& department) {
  Gathered all{.applications = in_funnel(index, transaction, department),
               .answered = {},
               .duties = {},
               .assessments = {},
               .validations = {},
               .waivers = {},
               .decisions = {},
               .on_board = {},
               .today = day_of(transaction.now())};
  const auto is_of = [&](const Id& application) { return all.applications.contains(application); };
  law::LawStore law(transaction);
  all.answered = law.current(std::nullopt);
  for (const auto& [application, state, count] : law.duty_counts())
    if (is_of(application)) all.duties[state] += count;
  for (auto& each : assessment::AssessmentStore(transaction).list({}))
    if (each.summary.subject.id && is_of(*each.summary.subject.id))
      all.assessments.push_back(std::move(each.summary));
  for (auto& each : validation::Store(transaction).summaries(std::nullopt))
    if (is_of(each.application_id)) all.validations.try_emplace(each.application_id, each);
  gather_board(transaction, all);
  GovernanceStore own(transaction);
  for (auto& each : own.waivers(std::nullopt))
    if (is_of(each.application_id)) all.waivers.push_back(std::move(each));
  for (auto& each : own.decisions(std::nullopt))
    if (is_of(each.decision.application_id)) all.decisions.push_back(std::move(each.decision));
  return all;
}

}  // namespace

std::vector<FactDescription> fact_descriptions() {
  std::vector<FactDescription> descriptions;
  for (const auto& fact : house_facts()) descriptions.push_back(fact.description);
  return descriptions;
}

std::vector<facts::Fact> HouseFacts::facts(storage::Transaction& transaction,
                                           const std::optional<Id>& department) {
  const auto all = gather(index_, transaction, department);
  std::vector<facts::Fact> facts;
  for (const auto& [description, count] : house_facts()) {
    const auto [found, base] = count(all);
    auto& fact = facts.emplace_back(facts::Fact{.id = description.id,
                                                .title = description.title,
                                                .unit = description.unit,
                                                .value = static_cast<double>(found),
                                                .base = base,
                                                .at = transaction.now(),
                                                .origin = description.origin});
    if (fact.unit == FactUnit::share)
      fact.value = base == 0
                       ? std::nullopt
                       : std::optional(static_cast<double>(found) / static_cast<double>(base));
  }
  return facts;
}

}  // namespace regie::governance
