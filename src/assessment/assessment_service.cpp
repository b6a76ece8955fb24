#include "assessment/assessment_service.h"

#include <algorithm>

#include "access/store.h"
#include "base/json_codec.h"
#include "evidence/link.h"
#include "evidence/store.h"

namespace regie::assessment {
namespace {

using access::Caller;

constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kLongestComment = 5'000;
constexpr std::size_t kLongestLink = 2'000;
constexpr std::size_t kMostGroups = 200;

void check_text(const std::string& text, std::size_t limit, const char* pointer,
                std::vector<FieldError>& errors) {
  if (trimmed(text).empty()) errors.push_back({pointer, ErrorCode::missing_field});
  if (code_points(text) > limit)
    errors.push_back({pointer, ErrorCode::too_long, {{"limit", std::to_string(limit)}}});
}

/// For the audit trail.
boost::json::value text(std::string_view plain) { return boost::json::value(plain); }

FieldError unknown_question(const std::string& link_id) {
  return {"/link_id", ErrorCode::not_in_catalog, {{"value", link_id.substr(0, 100)}}};
}

/// The values of an answer, for a sentence.
std::string shown(const Answer& answer) {
  if (answer.not_applicable) return *answer.not_applicable;
  std::vector<std::string> parts;
  for (const auto& value : answer.values)
    parts.push_back(value.is_string() ? std::string(value.get_string()) : to_text(value));
  return parts.empty() ? "-" : joined(parts, ", ");
}

bool has_instance(const Dossier& dossier, const Item* group, std::int64_t number) {
  if (group == nullptr) return number == 0;
  return std::ranges::any_of(dossier.instances, [&](const Instance& each) {
    return each.link_id == group->link_id && each.number == number;
  });
}

Result<const Item*> question_of(const Dossier& dossier, const AnswerChange& change) {
  const auto* item = dossier.form->item(change.link_id);
  std::vector<FieldError> errors;
  if (item == nullptr || !is_question(*item))
    errors.push_back(unknown_question(change.link_id));
  else if (!has_instance(dossier, dossier.form->repeating_group(change.link_id),
                         change.instance.value_or(0)))
    errors.push_back({"/instance", ErrorCode::unknown_reference});
  else
    errors = check_answer(*item, change);
  TRY(refuse_if(std::move(errors)));
  return item;
}

Error conflict(const Answer& present) {
  return {.code = ErrorCode::version_conflict,
          .fields = {{"/values",
                      ErrorCode::answer_changed,
                      {{"name", present.by}, {"value", shown(present)}}}}};
}

ChangedGroups groups_of(const Dossier& dossier) {
  ChangedGroups groups{.state = Desk::state(dossier)};
  for (const auto& each : dossier.instances)
    groups.instances.push_back({each.number, each.link_id, each.within});
  return groups;
}

/// The number and all that stand within it, the innermost first.
void gather_within(const std::vector<Instance>& all, const Instance& instance,
                   std::vector<Instance>& gathered) {
  for (const auto& each : all)
    if (each.within == instance.number) gather_within(all, each, gathered);
  gathered.push_back(instance);
}

}  // namespace

AssessmentList AssessmentService::list(const Caller& caller, const AssessmentQuery& query) {
  auto transaction = room_.database.view(caller.scope());
  Desk desk(room_, transaction, caller);
  AssessmentList list;
  for (const auto& stored : desk.store().list(query))
    list.items.push_back(desk.show_summary(stored));
  return list;
}

Result<Assessment> AssessmentService::get(const Caller& caller, const Id& id) {
  auto transaction = room_.database.view(caller.scope());
  Desk desk(room_, transaction, caller);
  return desk.show(TRY(desk.open(id)));
}

Result<AssessmentHistory> AssessmentService::history(const Caller& caller, const Id& id) {
  auto transaction = room_.database.view(caller.scope());
  AssessmentStore store(transaction);
  if (!store.find(id)) return failure(ErrorCode::not_found);
  return AssessmentHistory{store.events(id)};
}

Result<Assessment> AssessmentService::create(const Caller& caller, const NewAssessment& request) {
  const auto title = trimmed(request.title.value_or(""));
  std::vector<FieldError> errors;
  if (code_points(title) > kLongestTitle)
    errors.push_back({"/title", ErrorCode::too_long, {{"limit", std::to_string(kLongestTitle)}}});
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  const auto newest = desk.newest_version(request.instrument_id);
  const auto version = request.instrument_version.value_or(newest.value_or(""));
  if (!newest || !desk.pin(request.instrument_id, version))
    errors.push_back(
        {newest ? "/instrument_version" : "/instrument_id", ErrorCode::unknown_reference});
  TRY(refuse_if(std::move(errors)));

  Dossier dossier{.form = desk.form(request.instrument_id, version)};
  dossier.subject = TRY(desk.subject_to_assess(request.subject, dossier.form->instrument()));
  desk.begin(dossier, title);
  desk.fill_in(dossier, false);
  desk.settle(dossier);
  desk.append(dossier, {.kind = AssessmentEventKind::created});
  desk.record(dossier, "created");
  auto result = desk.show(std::move(dossier));
  transaction.commit();
  return result;
}

Result<SavedAnswer> AssessmentService::answer(const Caller& caller, const Id& id,
                                              std::int64_t version, const AnswerChange& change) {
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open_to_change(id));
  TRY(question_of(dossier, change));
  const auto instance = change.instance.value_or(0);
  auto* present = dossier.answer(change.link_id, instance);
  if (version != (present == nullptr ? 0 : present->version))
    return failure(present == nullptr ? Error{.code = ErrorCode::version_conflict}
                                      : conflict(*present));
  const Answer before =
      present == nullptr ? Answer{.link_id = change.link_id, .instance = instance} : *present;
  auto after = changed(before, change);
  if (is_overruled(after) && !after.overruled)
    TRY(refuse_if({{"/overruled", ErrorCode::reason_required}}));
  for (const auto& value : after.values)
    if (const auto* text = value.if_string())
      if (const auto file = evidence::file_of(*text);
          file && !evidence::Store(transaction).find(*file))
        TRY(refuse_if({{"/values", ErrorCode::unknown_reference}}));
  after.version = before.version + 1;
  after.at = transaction.now();
  after.by = caller.name;
  desk.store().put(id, after, caller.actor().account_id);
  present == nullptr ? dossier.answers.push_back(after) : void(*present = after);
  desk.settle(dossier);
  desk.append(dossier, {.kind = AssessmentEventKind::answered,
                        .link_id = change.link_id,
                        .instance = instance,
                        .answer = after});
  desk.record(
      dossier, "answered",
      {{"question", text(change.link_id)}, {"instance", instance}, {"version", after.version}});
  SavedAnswer saved{.version = after.version, .answer = after, .state = Desk::state(dossier)};
  transaction.commit();
  return saved;
}

Result<Assessment> AssessmentService::fill_in(const Caller& caller, const Id& id) {
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open_to_change(id));
  const auto filled = desk.fill_in(dossier, true);
  desk.settle(dossier);
  desk.append(dossier, {.kind = AssessmentEventKind::prefilled});
  desk.record(dossier, "prefilled", {{"answers", filled}});
  auto result = desk.show(std::move(dossier));
  transaction.commit();
  return result;
}

Result<ChangedGroups> AssessmentService::add_group(const Caller& caller, const Id& id,
                                                   const NewRepeatedGroup& request) {
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open_to_change(id));
  const auto* item = dossier.form->item(request.link_id);
  const auto within = request.within.value_or(0);
  if (item == nullptr || item->type != ItemType::group || !item->repeats ||
      !has_instance(dossier, dossier.form->repeating_group(request.link_id), within))
    TRY(refuse_if({{"/link_id", ErrorCode::group_not_repeating}}));
  if (dossier.instances.size() >= kMostGroups)
    TRY(refuse_if(
        {{"/link_id", ErrorCode::too_many_items, {{"limit", std::to_string(kMostGroups)}}}}));
  const Instance instance{++dossier.stored.last_instance, request.link_id, within};
  desk.store().insert(id, instance);
  dossier.instances.push_back(instance);
  desk.fill_in(dossier, false);
  desk.settle(dossier);
  desk.append(dossier, {.kind = AssessmentEventKind::group_added,
                        .link_id = request.link_id,
                        .instance = instance.number});
  desk.record(dossier, "group_added");
  auto groups = groups_of(dossier);
  transaction.commit();
  return groups;
}

Result<ChangedGroups> AssessmentService::remove_group(const Caller& caller, const Id& id,
                                                      const RemovedGroup& request) {
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open_to_change(id));
  const auto found = std::ranges::find(dossier.instances, request.number, &Instance::number);
  if (found == dossier.instances.end()) return failure(ErrorCode::not_found);
  const auto link_id = found->link_id;
  std::vector<Instance> gone;
  gather_within(dossier.instances, *found, gone);
  for (const auto& each : gone) {
    desk.store().remove(id, each);
    std::erase(dossier.instances, each);
  }
  desk.settle(dossier);
  desk.append(
      dossier,
      {.kind = AssessmentEventKind::group_removed, .link_id = link_id, .instance = request.number});
  desk.record(dossier, "group_removed");
  auto groups = groups_of(dossier);
  transaction.commit();
  return groups;
}

Result<AssessmentNote> AssessmentService::comment(const Caller& caller, const Id& id,
                                                  const NewComment& request) {
  std::vector<FieldError> errors;
  check_text(request.text, kLongestComment, "/text", errors);
  TRY(refuse_if(std::move(errors)));
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  // People go on talking about what is completed.
  const auto dossier = TRY(desk.open_to_handle(id));
  if (dossier.form->item(request.link_id) == nullptr)
    TRY(refuse_if({unknown_question(request.link_id)}));
  const AssessmentNote note{.id = new_id(transaction.now()),
                            .link_id = request.link_id,
                            .text = trimmed(request.text),
                            .at = transaction.now(),
                            .by = caller.name};
  desk.store().insert(id, note, caller.actor().account_id);
  desk.append(dossier, {.kind = AssessmentEventKind::commented, .link_id = request.link_id});
  desk.record(dossier, "commented", {{"question", text(request.link_id)}});
  transaction.commit();
  return note;
}

Result<AssessmentNote> AssessmentService::add_evidence(const Caller& caller, const Id& id,
                                                       const NewEvidence& request) {
  std::vector<FieldError> errors;
  check_text(request.title, kLongestTitle, "/title", errors);
  const auto file = evidence::file_of(request.link);
  if (!file && !request.link.starts_with("https://") && !request.link.starts_with("http://"))
    errors.push_back({"/link", ErrorCode::not_a_link});
  check_text(request.link, kLongestLink, "/link", errors);
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  const auto dossier = TRY(desk.open_to_change(id));
  if (dossier.form->item(request.link_id) == nullptr)
    errors.push_back(unknown_question(request.link_id));
  if (file && !evidence::Store(transaction).find(*file))
    errors.push_back({"/link", ErrorCode::unknown_reference});
  TRY(refuse_if(std::move(errors)));
  const AssessmentNote note{.id = new_id(transaction.now()),
                            .link_id = request.link_id,
                            .text = trimmed(request.title),
                            .link = trimmed(request.link),
                            .at = transaction.now(),
                            .by = caller.name};
  desk.store().insert(id, note, caller.actor().account_id);
  desk.append(dossier, {.kind = AssessmentEventKind::evidence_added, .link_id = request.link_id});
  desk.record(dossier, "evidence_added",
              {{"question", text(request.link_id)}, {"link", text(*note.link)}});
  transaction.commit();
  return note;
}

Result<Assessment> AssessmentService::complete(const Caller& caller, const Id& id) {
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open_to_change(id));
  Error incomplete{.code = ErrorCode::assessment_incomplete};
  for (const auto& [link_id, instance] : Desk::state(dossier).missing)
    incomplete.fields.push_back(
        {"/" + pointer_token(link_id) + (instance == 0 ? "" : "/" + std::to_string(instance)),
         ErrorCode::question_unanswered,
         {{"question", dossier.form->item(link_id)->text.nl}}});
  if (!incomplete.fields.empty()) return failure(std::move(incomplete));
  auto& summary = dossier.stored.summary;
  summary.status = AssessmentStatus::completed;
  summary.completed_at = transaction.now();
  summary.completed_by = caller.name;
  desk.settle(dossier, true);
  TRY(desk.fill_in_register(dossier));
  desk.append(dossier, {.kind = AssessmentEventKind::completed});
  desk.record(dossier, "completed",
              {{"outcome", text(summary.outcome ? summary.outcome->id : "")}});
  auto result = desk.show(std::move(dossier));
  transaction.commit();
  return result;
}

Result<Assessment> AssessmentService::reopen(const Caller& caller, const Id& id,
                                             const Reopening& request) {
  std::vector<FieldError> errors;
  if (trimmed(request.reason).empty()) errors.push_back({"/reason", ErrorCode::reason_required});
  if (code_points(request.reason) > kLongestComment)
    errors.push_back(
        {"/reason", ErrorCode::too_long, {{"limit", std::to_string(kLongestComment)}}});
  TRY(refuse_if(std::move(errors)));
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open_to_handle(id));
  if (dossier.status() == AssessmentStatus::open) return failure(ErrorCode::assessment_open);
  auto& summary = dossier.stored.summary;
  summary.status = AssessmentStatus::open;
  summary.completed_at.reset();
  summary.completed_by.reset();
  ++dossier.stored.round;
  desk.settle(dossier, true);
  const auto reason = trimmed(request.reason);
  desk.append(dossier, {.kind = AssessmentEventKind::reopened, .reason = reason});
  desk.record(dossier, "reopened", {{"reason", text(reason)}});
  auto result = desk.show(std::move(dossier));
  transaction.commit();
  return result;
}

Result<Assessment> AssessmentService::sign(const Caller& caller, const Id& id,
                                           const NewSignature& request) {
  const auto remark = trimmed(request.remark.value_or(""));
  if (request.verdict == Verdict::objected && remark.empty())
    TRY(refuse_if({{"/remark", ErrorCode::reason_required}}));
  if (code_points(remark) > kLongestComment)
    TRY(refuse_if(
        {{"/remark", ErrorCode::too_long, {{"limit", std::to_string(kLongestComment)}}}}));
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open_to_handle(id));
  const auto held = access::OrganisationStore(transaction).disciplines(caller.account_id);
  if (std::ranges::find(held, request.discipline) == held.end())
    return failure(ErrorCode::discipline_not_held);
  if (dossier.status() == AssessmentStatus::open) return failure(ErrorCode::assessment_open);
  const Signature signature{.id = new_id(transaction.now()),
                            .discipline = request.discipline,
                            .verdict = request.verdict,
                            .remark = remark.empty() ? std::nullopt : std::optional(remark),
                            .at = transaction.now(),
                            .by = caller.name};
  desk.store().insert(id,
                      StoredSignature{signature, dossier.stored.round, caller.actor().account_id});
  desk.append(dossier, {.kind = AssessmentEventKind::signed_off,
                        .reason = std::string(enum_text(request.discipline)) + ": " +
                                  std::string(enum_text(request.verdict))});
  desk.record(dossier, "signed",
              {{"discipline", text(enum_text(request.discipline))},
               {"verdict", text(enum_text(request.verdict))}});
  auto result = desk.show(std::move(dossier));
  transaction.commit();
  return result;
}

}  // namespace regie::assessment
