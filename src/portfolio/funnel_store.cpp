#include <algorithm>

#include "base/enumeration.h"
#include "base/id.h"
#include "portfolio/document.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using storage::values;

constexpr std::string_view kAppend =
    "INSERT INTO application_event (organisation_id, id, application_id, version, kind, at, "
    "effective_at, by_name, from_phase, to_phase, reason, changes) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
constexpr std::string_view kEventsOf =
    "SELECT application_id, version, kind, at, effective_at, by_name, from_phase, to_phase, "
    "reason, "
    "changes FROM application_event WHERE organisation_id = :organisation AND application_id = $1 "
    "ORDER BY at DESC, id DESC";
constexpr std::string_view kPhaseEvents =
    "SELECT application_id, from_phase, to_phase, effective_at FROM application_event "
    "WHERE organisation_id = :organisation AND kind IN ('created', 'moved') "
    "ORDER BY effective_at, at, id";
constexpr std::string_view kCards =
    "SELECT id, code, name, version, phase, technology, owner, medical_device, risk_class, "
    "phase_since FROM application WHERE organisation_id = :organisation AND phase_rank < 8 "
    "ORDER BY phase_since, code";
constexpr std::string_view kCardTerms =
    "SELECT application_id, kind, term FROM application_term "
    "WHERE organisation_id = :organisation AND kind IN ('department', 'owner')";

constexpr std::string_view kRemoveEverything[] = {
    "DELETE FROM application_event WHERE organisation_id = :organisation",
    "DELETE FROM application_term WHERE organisation_id = :organisation",
    "DELETE FROM application_source WHERE organisation_id = :organisation",
    "DELETE FROM exchange_column WHERE organisation_id = :organisation",
    "DELETE FROM saved_view WHERE organisation_id = :organisation",
    "DELETE FROM application WHERE organisation_id = :organisation",
    "DELETE FROM register_counter WHERE organisation_id = :organisation"};

std::optional<std::string> phase_text(const std::optional<Phase>& phase) {
  return phase ? std::optional(std::string(enum_text(*phase))) : std::nullopt;
}

std::optional<Phase> phase_from(const std::optional<std::string>& text) {
  return text ? enum_from<Phase>(*text) : std::nullopt;
}

}  // namespace

void RegisterStore::append(const StoredEvent& event) {
  transaction_.write_later(
      kAppend, values(new_id(event.at), event.application_id, event.version, enum_text(event.kind),
                      event.at, event.effective_at, event.by, phase_text(event.from_phase),
                      phase_text(event.to_phase), event.reason,
                      event.changes.empty() ? std::optional<std::string>()
                                            : std::optional(encode_changes(event.changes))));
}

void RegisterStore::remove_everything() {
  for (const auto sql : kRemoveEverything) transaction_.write(sql);
}

std::vector<StoredEvent> RegisterStore::events_of(const Id& application_id) {
  const auto rows = transaction_.read(kEventsOf, values(application_id));
  std::vector<StoredEvent> events;
  events.reserve(rows.size());
  for (auto row : rows) {
    auto& event = events.emplace_back();
    event.application_id = row.text();
    event.version = row.integer();
    event.kind = enum_from<HistoryKind>(row.text()).value_or(HistoryKind::changed);
    event.at = row.moment();
    event.effective_at = row.moment();
    event.by = row.text();
    event.from_phase = phase_from(row.maybe_text());
    event.to_phase = phase_from(row.maybe_text());
    event.reason = row.maybe_text();
    if (const auto changes = row.maybe_text()) event.changes = decode_changes(*changes);
  }
  return events;
}

std::vector<PhaseEvent> RegisterStore::phase_events() {
  const auto rows = transaction_.read(kPhaseEvents);
  std::vector<PhaseEvent> events;
  events.reserve(rows.size());
  for (auto row : rows) {
    PhaseEvent event;
    event.application_id = row.text();
    event.from_phase = phase_from(row.maybe_text());
    const auto to = phase_from(row.maybe_text());
    event.effective_at = row.moment();
    if (!to) continue;
    event.to_phase = *to;
    events.push_back(std::move(event));
  }
  return events;
}

std::vector<RegisterStore::CardRow> RegisterStore::cards() {
  const auto rows = transaction_.read(kCards);
  std::vector<CardRow> cards;
  std::map<Id, std::size_t> places;
  cards.reserve(rows.size());
  for (auto row : rows) {
    CardRow each;
    each.card.id = row.text();
    each.card.code = row.text();
    each.card.name = row.text();
    each.card.version = row.integer();
    each.phase = enum_from<Phase>(row.text()).value_or(Phase::idea);
    if (const auto technology = row.maybe_text())
      each.card.technology = enum_from<Technology>(*technology);
    each.card.owner = row.maybe_text();
    each.card.medical_device =
        enum_from<MedicalDevice>(row.text()).value_or(MedicalDevice::not_classified);
    each.card.risk_class = enum_from<RiskClass>(row.text()).value_or(RiskClass::not_classified);
    each.card.phase_since = row.moment();
    places[each.card.id] = cards.size();
    cards.push_back(std::move(each));
  }
  const auto terms = transaction_.read(kCardTerms);
  for (auto row : terms) {
    const auto place = places.find(row.text());
    if (place == places.end()) continue;
    auto& card = cards[place->second];
    const bool department = row.text() == "department";
    (department ? card.card.departments : card.owner_accounts).push_back(row.text());
  }
  return cards;
}

}  // namespace regie::portfolio
