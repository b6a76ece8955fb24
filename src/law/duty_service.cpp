#include "law/duty_service.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json_codec.h"
#include "evidence/link.h"
#include "evidence/store.h"
#include "law/classification_service.h"
#include "law/presentation.h"
#include "law/reclassification.h"

namespace regie::law {
namespace {

using access::Caller;
using access::Permission;

constexpr std::size_t kLongestNote = 2'000;
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kMostEvidence = 20;
constexpr std::size_t kNamesShown = 100;
/// The duties of the hospital itself are kept under this instead of an application.
constexpr std::string_view kHospital;

class RecordCheck {
 public:
  RecordCheck(storage::Transaction& transaction, const DutyRecord& request)
      : transaction_(transaction), request_(request) {}

  std::vector<FieldError> faults() {
    length("/note", request_.note.value_or(""), kLongestNote);
    length("/met_by", request_.met_by.value_or(""), kLongestName);
    if (request_.met_on && *request_.met_on > latest_day_of(transaction_.now()))
      reject("/met_on", ErrorCode::date_in_future);
    const bool has_note = !trimmed(request_.note.value_or("")).empty();
    if (request_.state == DutyState::not_applicable && !has_note)
      reject("/note", ErrorCode::reason_required);
    if (request_.state == DutyState::met && !has_note && request_.evidence.empty())
      reject("/evidence", ErrorCode::missing_field);
    if (request_.evidence.size() > kMostEvidence)
      reject("/evidence", ErrorCode::too_many_items, {{"limit", std::to_string(kMostEvidence)}});
    for (std::size_t index = 0; index < request_.evidence.size(); ++index)
      check("/evidence/" + std::to_string(index), request_.evidence[index]);
    return std::move(errors_);
  }

 private:
  void reject(std::string pointer, ErrorCode code,
              std::map<std::string, std::string> parameters = {}) {
    errors_.push_back({std::move(pointer), code, std::move(parameters)});
  }

  void length(const std::string& pointer, const std::string& text, std::size_t most) {
    if (code_points(text) > most)
      reject(pointer, ErrorCode::too_long, {{"limit", std::to_string(most)}});
  }

  void check(const std::string& pointer, const DutyEvidence& evidence) {
    if (trimmed(evidence.title).empty()) reject(pointer + "/title", ErrorCode::missing_field);
    length(pointer + "/title", evidence.title, kLongestName);
    length(pointer + "/link", evidence.link, kLongestNote);
    if (const auto file = evidence::file_of(evidence.link)) {
      if (!evidence::Store(transaction_).find(*file))
        reject(pointer + "/link", ErrorCode::unknown_reference);
    } else if (!evidence.link.starts_with("https://") && !evidence.link.starts_with("http://")) {
      reject(pointer + "/link", ErrorCode::not_a_link);
    }
  }

  storage::Transaction& transaction_;
  const DutyRecord& request_;
  std::vector<FieldError> errors_;
};

bool is_settled(const StoredDuty* stored) {
  return stored != nullptr &&
         (stored->state == DutyState::met || stored->state == DutyState::not_applicable);
}

/// Everything about the law of one organisation, read once and looked up by application.
class Overview {
 public:
  Overview(const Edition& edition, LawStore& store, Date today)
      : edition_(edition), today_(today), public_body_(store.setting().public_body) {
    for (auto& each : store.current(std::nullopt))
      answered_[each.application_id][each.tree_id] = std::move(each.labels);
    for (auto& each : store.all_duties())
      stored_[{each.application_id, each.duty_id}] = std::move(each);
  }

  void add(const applications::RegisteredApplication& application) {
    static const LabelsByTree kNone;
    const auto found = answered_.find(application.id);
    const auto& answered = found == answered_.end() ? kNone : found->second;
    const auto labels = edition_.labels(application.record, answered);
    all_labels_.insert(labels.begin(), labels.end());
    for (const auto& tree : edition_.trees())
      if (!answered.contains(tree.id) &&
          std::ranges::none_of(tree.register_labels, [&](const RegisterLabel& rule) {
            return labels.contains(rule.label);
          }))
        ++unanswered_[tree.id];
    for (const auto& place : edition_.duties())
      if (place.duty->subject == DutySubject::application &&
          place.duty->binds(labels, public_body_))
        add(place, place.duty->starts(labels), application);
  }

  void write(HospitalLaw& law) const {
    for (const auto& tree : edition_.trees())
      if (const auto found = unanswered_.find(tree.id); found != unanswered_.end())
        law.unanswered.push_back({shown(tree), found->second});
    for (const auto& place : edition_.duties())
      if (place.duty->subject == DutySubject::hospital &&
          place.duty->binds(all_labels_, public_body_))
        law.duties.push_back(
            shown(place, all_labels_, stored(std::string(kHospital), *place.duty), today_));
    for (const auto& [key, entry] : timeline_) law.timeline.push_back(entry);
    std::ranges::stable_sort(law.timeline, [](const auto& a, const auto& b) {
      // What is not settled stands last.
      if (a.starts_on.has_value() != b.starts_on.has_value()) return a.starts_on.has_value();
      return a.starts_on < b.starts_on;
    });
  }

  const LabelSet& labels() const { return all_labels_; }

 private:
  const StoredDuty* stored(const Id& application, const Duty& duty) const {
    const auto found = stored_.find({application, duty.id});
    return found == stored_.end() ? nullptr : &found->second;
  }

  void add(const DutyPlace& place, std::optional<Date> starts,
           const applications::RegisteredApplication& application) {
    auto& entry = timeline_[{starts, place.duty}];
    if (entry.applications++ == 0) {
      entry.starts_on = starts;
      entry.in_force = starts && *starts <= today_;
      entry.duty = shown(place);
    }
    const bool settled = is_settled(stored(application.id, *place.duty));
    if (settled) ++entry.met;
    auto& names = settled ? entry.settled : entry.open;
    if (names.size() < kNamesShown)
      names.push_back({application.id, application.code, application.name});
  }

  const Edition& edition_;
  Date today_;
  bool public_body_;
  std::map<Id, LabelsByTree> answered_;
  std::map<std::pair<Id, std::string>, StoredDuty> stored_;
  LabelSet all_labels_;
  std::map<std::string, std::int64_t> unanswered_;
  std::map<std::pair<std::optional<Date>, const Duty*>, LawTimelineEntry> timeline_;
};

}  // namespace

HospitalLaw DutyService::hospital(const Caller& caller) {
  const auto newest = editions_.newest(caller.actor());
  const auto edition = editions_.of(caller);
  auto transaction = database_.view(caller.scope());
  LawStore store(transaction);
  const auto setting = store.setting();
  HospitalLaw law{.version = setting.version,
                  .edition = shown(edition),
                  .change_waiting = setting.version > 0 && newest.id() != edition.id(),
                  .public_body = setting.public_body};
  Overview overview(edition, store, day_of(transaction.now()));
  for (const auto& application : register_.all(transaction)) {
    overview.add(application);
    ++law.applications;
  }
  overview.write(law);
  return law;
}

Result<LawDuty> DutyService::save(storage::Transaction& transaction, const Caller& caller,
                                  const Edition& edition, const LabelSet& labels,
                                  const std::string& subject, const Id& application,
                                  std::int64_t version, const DutyRecord& request) {
  const auto place = edition.duty(request.duty);
  const auto wanted = application.empty() ? DutySubject::hospital : DutySubject::application;
  LawStore store(transaction);
  auto errors = RecordCheck(transaction, request).faults();
  if (place.duty == nullptr || place.duty->subject != wanted ||
      !place.duty->binds(labels, store.setting().public_body))
    errors.push_back({"/duty", ErrorCode::unknown_reference});
  if (!errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  TRY(settle_edition(transaction, caller, edition));
  StoredDuty stored{.application_id = application,
                    .duty_id = request.duty,
                    .version = version + 1,
                    .state = request.state,
                    .met_on = request.met_on,
                    .met_by = request.met_by,
                    .note = request.note,
                    .evidence = request.evidence,
                    .recorded_at = transaction.now(),
                    .recorded_by = caller.name};
  if (stored.state == DutyState::met) {
    if (!stored.met_on) stored.met_on = day_of(transaction.now());
    if (!stored.met_by) stored.met_by = caller.name;
  }
  if (!store.save_duty(stored, version)) return failure(ErrorCode::version_conflict);
  transaction.record({.action = "law.duty_recorded",
                      .subject = application.empty() ? "law" : "application",
                      .subject_id = application.empty() ? request.duty : application,
                      .subject_label = subject,
                      .details = codec::encode_text(request)});
  auto view = shown(place, labels, &stored, day_of(transaction.now()));
  transaction.commit();
  return view;
}

Result<LawDuty> DutyService::record(const Caller& caller, const Id& id, std::int64_t version,
                                    const DutyRecord& request) {
  const auto edition = editions_.of(caller);
  editions_.keep(caller.actor(), edition, false);
  auto transaction = database_.begin(caller.scope());
  const auto application = register_.find(transaction, id);
  if (!application) return failure(ErrorCode::not_found);
  if (!application->allows(caller, Permission::duty_record)) return failure(ErrorCode::forbidden);
  const AnsweredApplication answered{*application, LawStore(transaction).current(id)};
  const auto labels = edition.labels(application->record, answered.labels());
  return save(transaction, caller, edition, labels, application->name, id, version, request);
}

Result<LawDuty> DutyService::record_for_hospital(const Caller& caller, std::int64_t version,
                                                 const DutyRecord& request) {
  if (!caller.may_in(Permission::duty_record, {})) return failure(ErrorCode::forbidden);
  const auto edition = editions_.of(caller);
  editions_.keep(caller.actor(), edition, false);
  auto transaction = database_.begin(caller.scope());
  LawStore store(transaction);
  Overview overview(edition, store, day_of(transaction.now()));
  for (const auto& application : register_.all(transaction)) overview.add(application);
  const auto labels = overview.labels();
  return save(transaction, caller, edition, labels, request.duty, std::string(kHospital), version,
              request);
}

Result<LawDeadlineList> DutyService::deadlines(const Caller& caller, const DeadlineQuery& query) {
  const auto edition = editions_.of(caller);
  const auto place = edition.duty(query.duty.value_or(""));
  if (place.duty == nullptr)
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/duty", query.duty ? ErrorCode::unknown_reference
                                                    : ErrorCode::missing_field}}});
  const auto from = query.from.value_or(database_.clock().now());
  LawDeadlineList list{.duty = place.duty->id};
  for (const auto& rule : place.duty->deadlines)
    list.items.push_back({rule.id, rule.kind, rule.name, deadline_after(rule, from)});
  return list;
}

Result<HospitalLaw> DutyService::set(const Caller& caller, std::int64_t version,
                                     const LawSetting& request) {
  const auto edition = editions_.of(caller);
  editions_.keep(caller.actor(), edition, false);
  {
    auto transaction = database_.begin(caller.scope());
    LawStore store(transaction);
    auto setting = store.setting();
    if (setting.version != version) return failure(ErrorCode::version_conflict);
    TRY(settle_edition(transaction, caller, edition));
    setting = store.setting();
    setting.public_body = request.public_body;
    if (!store.save_setting(setting, setting.version)) return failure(ErrorCode::version_conflict);
    transaction.record({.action = "law.setting_changed",
                        .subject = "law",
                        .details = codec::encode_text(request)});
    transaction.commit();
  }
  return hospital(caller);
}

}  // namespace regie::law
