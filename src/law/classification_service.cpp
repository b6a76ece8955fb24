#include "law/classification_service.h"

#include <algorithm>
#include <boost/json.hpp>

#include "base/json_codec.h"
#include "law/presentation.h"
#include "law/reclassification.h"

namespace regie::law {
namespace {

using access::Caller;
using access::Permission;
using applications::RegisteredApplication;

constexpr std::size_t kLongestNote = 2'000;

std::unexpected<Error> refused(std::string pointer, ErrorCode code,
                               std::map<std::string, std::string> parameters = {}) {
  return failure({.code = ErrorCode::invalid_request,
                  .fields = {{std::move(pointer), code, std::move(parameters)}}});
}

std::vector<LawFieldChange> field_changes(const boost::json::value& record,
                                          const boost::json::value& fields) {
  std::vector<LawFieldChange> changes;
  const auto maybe = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  for (const auto& change : json_changes(record, merged(record, fields)))
    changes.push_back({change.pointer, maybe(change.before), maybe(change.after)});
  return changes;
}

bool register_says(const Tree& tree, const boost::json::value& record) {
  return std::ranges::any_of(
      tree.register_labels, [&](const RegisterLabel& rule) { return all_hold(rule.when, record); });
}

LawClassification shown(const Edition& edition, const Tree& tree,
                        const StoredClassification& stored) {
  LawClassification view{.tree = shown(tree),
                         .answered_version = stored.tree_version,
                         .outcome = {},
                         .path = steps(tree, stored.answers),
                         .labels = shown(edition, stored.labels),
                         .answers = stored.answers,
                         .at = stored.at,
                         .by = stored.by,
                         .note = stored.note};
  if (const auto* outcome = tree.outcome(stored.outcome))
    view.outcome = shown(edition, *outcome);
  else
    view.outcome.id = stored.outcome;
  view.answers_needed = stored.tree_version != tree.version && !answer_again(tree, stored).complete;
  return view;
}

/// What an edition makes of one application.
ApplicationLaw judge(const Caller& caller, const Edition& edition, LawStore& store,
                     const RegisteredApplication& application, Timestamp now) {
  ApplicationLaw law{.id = application.id,
                     .code = application.code,
                     .name = application.name,
                     .version = application.version,
                     .edition = shown(edition),
                     .allowed = {.classify = application.allows(caller, Permission::register_write),
                                 .record = application.allows(caller, Permission::duty_record)}};
  const AnsweredApplication answered{application, store.current(application.id)};
  for (const auto& tree : edition.trees()) {
    const auto found =
        std::ranges::find(answered.answered, tree.id, &StoredClassification::tree_id);
    if (found != answered.answered.end())
      law.classifications.push_back(shown(edition, tree, *found));
    else if (register_says(tree, application.record))
      law.from_register.push_back(shown(tree));
    else
      law.unanswered.push_back(shown(tree));
  }
  const auto labels = edition.labels(application.record, answered.labels());
  law.labels = shown(edition, labels);
  const auto stored = store.duties(application.id);
  const bool public_body = store.setting().public_body;
  for (const auto& place : edition.duties()) {
    if (place.duty->subject != DutySubject::application || !place.duty->binds(labels, public_body))
      continue;
    const auto found = std::ranges::find(stored, place.duty->id, &StoredDuty::duty_id);
    law.duties.push_back(
        shown(place, labels, found == stored.end() ? nullptr : &*found, day_of(now)));
  }
  return law;
}

}  // namespace

Result<void> settle_edition(storage::Transaction& transaction, const Caller& caller,
                            const Edition& edition) {
  LawStore store(transaction);
  const auto setting = store.setting();
  if (setting.version > 0)
    return setting.edition_id == edition.id() ? Result<void>()
                                              : failure(ErrorCode::edition_changed);
  const StoredSetting first{
      .edition_id = edition.id(), .accepted_at = transaction.now(), .accepted_by = caller.name};
  if (!store.save_setting(first, 0)) return failure(ErrorCode::edition_changed);
  transaction.record({.action = "law.accepted",
                      .subject = "law",
                      .subject_id = edition.id(),
                      .subject_label = edition.version()});
  return {};
}

LawTreeList ClassificationService::trees(const Caller& caller) {
  LawTreeList list;
  const auto edition = editions_.of(caller);
  for (const auto& tree : edition.trees()) list.items.push_back(shown(tree));
  return list;
}

LawActList ClassificationService::acts(const Caller& caller) {
  const auto edition = editions_.of(caller);
  LawActList list{.edition = shown(edition)};
  for (const auto& act : edition.acts()) list.items.push_back(shown(act));
  return list;
}

Result<LawWalk> ClassificationService::walk(const Caller& caller, const LawWalkRequest& request) {
  const auto edition = editions_.of(caller);
  const auto* tree = edition.tree(request.tree);
  if (tree == nullptr) return refused("/tree", ErrorCode::unknown_reference);
  const auto walked = TRY(law::walk(*tree, request.answers));
  LawWalk view{.tree = shown(*tree),
               .path = steps(*tree, walked.path),
               .labels = shown(edition, walked.labels)};
  boost::json::value record = boost::json::object{};
  LabelsByTree answered;
  bool public_body = false;
  if (request.application_id) {
    auto transaction = database_.view(caller.scope());
    const auto application = register_.find(transaction, *request.application_id);
    if (!application) return failure(ErrorCode::not_found);
    record = application->record;
    LawStore store(transaction);
    answered = AnsweredApplication{*application, store.current(application->id)}.labels();
    public_body = store.setting().public_body;
  }
  if (walked.question != nullptr) {
    view.question = shown(edition, *walked.question, record);
    return view;
  }
  view.outcome = shown(edition, *walked.outcome);
  const auto fields = register_fields(*tree, walked.labels, record);
  if (request.application_id) view.changes = field_changes(record, fields);
  answered[tree->id] = walked.labels;
  const auto labels = edition.labels(merged(record, fields), answered);
  for (const auto& place : edition.duties())
    if (place.act->tree == tree->id && place.duty->binds(labels, public_body))
      view.duties.push_back(shown(place));
  return view;
}

Result<ApplicationLaw> ClassificationService::get(const Caller& caller, const Id& id) {
  const auto edition = editions_.of(caller);
  auto transaction = database_.view(caller.scope());
  const auto application = register_.find(transaction, id);
  if (!application) return failure(ErrorCode::not_found);
  LawStore store(transaction);
  return judge(caller, edition, store, *application, transaction.now());
}

Result<ApplicationLaw> ClassificationService::classify(const Caller& caller, const Id& id,
                                                       std::int64_t version,
                                                       const LawClassificationRequest& request) {
  const auto edition = editions_.of(caller);
  const auto* tree = edition.tree(request.tree);
  if (tree == nullptr) return refused("/tree", ErrorCode::unknown_reference);
  if (code_points(request.note.value_or("")) > kLongestNote)
    return refused("/note", ErrorCode::too_long, {{"limit", std::to_string(kLongestNote)}});
  auto walked = TRY(law::walk(*tree, request.answers));
  if (walked.outcome == nullptr) return refused("/answers", ErrorCode::answer_missing);
  editions_.keep(caller.actor(), edition, false);

  auto transaction = database_.begin(caller.scope());
  const auto before = register_.find(transaction, id);
  if (!before) return failure(ErrorCode::not_found);
  if (!before->allows(caller, Permission::register_write)) return failure(ErrorCode::forbidden);
  TRY(settle_edition(transaction, caller, edition));
  LawStore store(transaction);
  const StoredClassification stored{.id = new_id(transaction.now()),
                                    .application_id = id,
                                    .tree_id = tree->id,
                                    .tree_version = tree->version,
                                    .outcome = walked.outcome->id,
                                    .labels = walked.labels,
                                    .answers = std::move(walked.path),
                                    .at = transaction.now(),
                                    .by = caller.name,
                                    .note = request.note};
  store.insert(stored);
  transaction.record(
      {.action = "law.classified",
       .subject = "application",
       .subject_id = id,
       .subject_label = before->name,
       .details = to_text(boost::json::value{
           {"tree", tree->id}, {"version", tree->version}, {"outcome", stored.outcome}})});
  TRY(register_.change(transaction, caller, id, version,
                       register_fields(*tree, stored.labels, before->record)));
  auto view = judge(caller, edition, store, *register_.find(transaction, id), transaction.now());
  transaction.commit();
  return view;
}

Result<LawHistory> ClassificationService::history(const Caller& caller, const Id& id) {
  const auto edition = editions_.of(caller);
  auto transaction = database_.view(caller.scope());
  if (!register_.find(transaction, id)) return failure(ErrorCode::not_found);
  LawHistory history;
  for (const auto& stored : LawStore(transaction).history(id)) {
    const auto* tree = edition.tree(stored.tree_id);
    if (tree == nullptr) continue;
    const auto* outcome = tree->outcome(stored.outcome);
    history.items.push_back({.tree = shown(*tree),
                             .answered_version = stored.tree_version,
                             .outcome = outcome == nullptr
                                            ? LocalizedText{stored.outcome, stored.outcome}
                                            : outcome->title,
                             .labels = shown(edition, stored.labels),
                             .at = stored.at,
                             .by = stored.by,
                             .note = stored.note});
  }
  return history;
}

}  // namespace regie::law
