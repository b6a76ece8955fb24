#include "portfolio/register_writer.h"

#include <algorithm>

#include "base/enumeration.h"
#include "portfolio/document.h"

namespace regie::portfolio {
namespace {

constexpr std::size_t kLongestReason = 2'000;

/// When a phase that is said to begin on a day began: today is now, an earlier day its first moment
/// but not before the phase it follows.
Timestamp moment_of(const std::optional<Date>& on, Timestamp now, Timestamp not_before) {
  if (!on || *on >= day_of(now)) return now;
  return std::max(start_of(*on), not_before);
}

}  // namespace

std::vector<FieldError> check_move(const PhaseMove& request, const StoredApplication& stored,
                                   Timestamp now) {
  std::vector<FieldError> errors;
  if (trimmed(request.reason).empty()) errors.push_back({"/reason", ErrorCode::reason_required});
  if (code_points(request.reason) > kLongestReason)
    errors.push_back({"/reason", ErrorCode::too_long, {{"limit", std::to_string(kLongestReason)}}});
  if (request.on && *request.on > latest_day_of(now))
    errors.push_back({"/on", ErrorCode::date_in_future});
  if (request.on && *request.on < day_of(stored.phase_since))
    errors.push_back(
        {"/on", ErrorCode::date_before_phase, {{"since", to_text(day_of(stored.phase_since))}}});
  return errors;
}

StoredApplication RegisterWriter::add(const NewApplication& request,
                                      std::optional<std::string> code) {
  const auto now = transaction_.now();
  StoredApplication stored;
  stored.id = new_id(now);
  stored.code = code ? std::move(*code) : store_.next_code();
  stored.record = request.record;
  stored.phase = request.phase.value_or(Phase::idea);
  stored.phase_since = moment_of(request.phase_since, now, Timestamp{});
  stored.created_at = stored.updated_at = stored.confirmed_at = now;
  stored.created_by = stored.updated_by = stored.confirmed_by = caller_.name;
  stored.completeness = completeness(stored.record, stored.phase, library_).score;
  store_.insert(stored, search_text(stored.code, stored.record, library_));
  store_.append({.application_id = stored.id,
                 .kind = HistoryKind::created,
                 .at = now,
                 .effective_at = stored.phase_since,
                 .by = caller_.name,
                 .to_phase = stored.phase});
  transaction_.record({.action = "application.created",
                       .subject = "application",
                       .subject_id = stored.id,
                       .subject_label = stored.record.identity.name,
                       .details = as_details(changes_between({}, stored.record))});
  return stored;
}

bool RegisterWriter::save(StoredApplication& after, const StoredApplication& before) {
  after.updated_at = transaction_.now();
  after.updated_by = caller_.name;
  after.completeness = completeness(after.record, after.phase, library_).score;
  if (!store_.update(after, before.version, search_text(after.code, after.record, library_)))
    return false;
  after.version = before.version + 1;
  return true;
}

std::optional<StoredApplication> RegisterWriter::change(const StoredApplication& before,
                                                        const ApplicationRecord& record) {
  auto after = before;
  after.record = record;
  if (!save(after, before)) return std::nullopt;
  auto changes = changes_between(before.record, record);
  transaction_.record({.action = "application.changed",
                       .subject = "application",
                       .subject_id = after.id,
                       .subject_label = record.identity.name,
                       .details = as_details(changes)});
  store_.append({.application_id = after.id,
                 .version = after.version,
                 .kind = HistoryKind::changed,
                 .at = after.updated_at,
                 .effective_at = after.updated_at,
                 .by = caller_.name,
                 .changes = std::move(changes)});
  return after;
}

std::optional<StoredApplication> RegisterWriter::move(const StoredApplication& before,
                                                      const PhaseMove& request) {
  const auto now = transaction_.now();
  const auto reason = trimmed(request.reason);
  auto after = before;
  after.phase = request.phase;
  after.phase_since = moment_of(request.on, now, before.phase_since);
  if (before.submitted_at && !before.answered_at) {
    after.answered_at = now;
    after.answer = reason;
  }
  if (!save(after, before)) return std::nullopt;
  store_.append({.application_id = after.id,
                 .version = after.version,
                 .kind = HistoryKind::moved,
                 .at = now,
                 .effective_at = after.phase_since,
                 .by = caller_.name,
                 .from_phase = before.phase,
                 .to_phase = after.phase,
                 .reason = reason});
  std::vector<FieldChange> moved{
      {"/phase", std::string(enum_text(before.phase)), std::string(enum_text(after.phase))},
      {"/reason", std::nullopt, reason}};
  transaction_.record({.action = "application.moved",
                       .subject = "application",
                       .subject_id = after.id,
                       .subject_label = after.record.identity.name,
                       .details = as_details(moved)});
  return after;
}

}  // namespace regie::portfolio
