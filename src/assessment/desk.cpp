#include "assessment/desk.h"

#include <algorithm>
#include <boost/json.hpp>
#include <tuple>

#include "access/store.h"
#include "base/json.h"
#include "base/json_codec.h"

namespace regie::assessment {
namespace {

using access::Permission;
using facts::KnownSubject;

facts::Subject subject_of(const AssessmentSubject& subject) {
  return {subject.kind, subject.id, subject.version};
}

ScoreResult result_of(const ScoreValue& value) {
  ScoreResult result{.id = value.score->id,
                     .title = value.score->title,
                     .value = value.value,
                     .answered = value.answered,
                     .asked = value.asked};
  if (value.band != nullptr) result.band = ScoreBand{value.band->id, value.band->text};
  return result;
}

std::vector<AskedQuestion> listed(const std::vector<AskedItem>& items) {
  std::vector<AskedQuestion> all;
  for (const auto& each : items) all.push_back({each.item->link_id, each.instance});
  return all;
}

}  // namespace

Result<void> refuse_if(std::vector<FieldError> errors) {
  if (errors.empty()) return {};
  return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
}

Answer* Dossier::answer(std::string_view link_id, std::int64_t instance) {
  const auto found = std::ranges::find_if(answers, [&](const Answer& each) {
    return each.link_id == link_id && each.instance == instance;
  });
  return found == answers.end() ? nullptr : &*found;
}

bool Desk::may_write(const KnownSubject& subject) const {
  return caller_.may_in(Permission::assessment_write, subject.departments) ||
         (caller_.may_for_own(Permission::assessment_write) &&
          std::ranges::find(subject.owners, caller_.account_id) != subject.owners.end());
}

Result<KnownSubject> Desk::subject_to_assess(const facts::Subject& subject,
                                             const Instrument& instrument) {
  if (subject.kind != instrument.subject)
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/subject/kind",
                                ErrorCode::subject_kind_wrong,
                                {{"expected", std::string(enum_text(instrument.subject))}}}}});
  auto known = room_.subjects.find(transaction_, subject);
  if (!known) {
    Error unknown{.code = ErrorCode::invalid_request,
                  .fields = {{"/subject/id", ErrorCode::unknown_reference}}};
    if (subject.version)
      unknown.fields.push_back({"/subject/version", ErrorCode::unknown_reference});
    return failure(std::move(unknown));
  }
  if (!may_write(*known)) return failure(ErrorCode::forbidden);
  return *std::move(known);
}

Result<Dossier> Desk::open(const Id& id) {
  auto stored = store_.find(id);
  if (!stored) return failure(ErrorCode::not_found);
  const auto& summary = stored->summary;
  Dossier dossier{.stored = *stored,
                  .form = form(summary.instrument_id, summary.instrument_version),
                  .answers = store_.answers(id),
                  .instances = store_.instances(id)};
  auto subject = room_.subjects.find(transaction_, subject_of(summary.subject));
  // What is no longer there, such as a version, stays known by the name that it had.
  dossier.subject =
      subject ? *std::move(subject)
              : KnownSubject{.subject = subject_of(summary.subject), .name = summary.subject.name};
  return dossier;
}

Result<Dossier> Desk::open_to_handle(const Id& id) {
  if (!store_.lock(id)) return failure(ErrorCode::not_found);
  auto dossier = TRY(open(id));
  if (!may_write(dossier.subject)) return failure(ErrorCode::forbidden);
  return dossier;
}

Result<Dossier> Desk::open_to_change(const Id& id) {
  auto dossier = TRY(open_to_handle(id));
  if (dossier.status() == AssessmentStatus::completed) return failure(ErrorCode::assessment_closed);
  return dossier;
}

std::shared_ptr<const Form> Desk::form(const std::string& id, const std::string& version) {
  return room_.shelf.form(transaction_.scope().organisation_id(), id, version,
                          [&] { return InstrumentStore(transaction_).document(id, version); });
}

std::optional<std::string> Desk::newest_version(const std::string& instrument_id) {
  if (const auto* shipped = room_.library.find(instrument_id)) return shipped->version;
  std::optional<std::string> newest;
  for (const auto& own : InstrumentStore(transaction_).own())
    if (own.id == instrument_id && (!newest || compare_versions(*newest, own.version) < 0))
      newest = own.version;
  return newest;
}

bool Desk::pin(const std::string& id, const std::string& version) {
  InstrumentStore store(transaction_);
  if (store.find(id, version)) return true;
  const auto* shipped = room_.library.find(id);
  if (shipped == nullptr || shipped->version != version) return false;
  store.insert(
      {.id = id, .version = version, .own = false, .added_at = now(), .added_by = caller_.name},
      to_document(*shipped), std::nullopt);
  return true;
}

std::shared_ptr<const Form> Desk::find_form(const std::string& id, const std::string& version) {
  auto document = InstrumentStore(transaction_).document(id, version);
  const auto* shipped = room_.library.find(id);
  if (document.empty() && (shipped == nullptr || shipped->version != version)) return nullptr;
  return room_.shelf.form(transaction_.scope().organisation_id(), id, version, [&] {
    return document.empty() ? to_document(*shipped) : std::move(document);
  });
}

void Desk::begin(Dossier& dossier, const std::string& title) {
  const auto& instrument = dossier.form->instrument();
  const auto& subject = dossier.subject.subject;
  dossier.stored.summary = {
      .id = new_id(now()),
      .instrument_id = instrument.id,
      .instrument_version = instrument.version,
      .title = title,
      .subject = {subject.kind, subject.id, subject.version, dossier.subject.name},
      .created_at = now(),
      .created_by = caller_.name,
      .updated_at = now(),
      .updated_by = caller_.name};
  store_.insert(dossier.stored);
}

std::vector<boost::json::value> Desk::other_values(const Dossier& dossier,
                                                   const std::string& instrument,
                                                   const std::string& link_id) {
  const auto newest = store_.newest(instrument, dossier.subject.subject, dossier.id());
  if (!newest) return {};
  const auto& summary = newest->summary;
  const auto other = form(summary.instrument_id, summary.instrument_version);
  const auto given = given_of(store_.answers(summary.id));
  for (const auto& asked : other->evaluate(given, store_.instances(summary.id)).items)
    if (asked.item->link_id == link_id && asked.given != nullptr) return asked.given->values;
  return {};
}

PrefillSources Desk::sources(const Dossier& dossier) {
  const auto& subject = dossier.subject.subject;
  const bool department = subject.kind == facts::SubjectKind::department;
  return {.facts = room_.facts.facts(transaction_, department ? subject.id : std::nullopt),
          .record = dossier.subject.record,
          .other_assessment =
              [this, &dossier](const std::string& instrument, const std::string& link_id) {
                return other_values(dossier, instrument, link_id);
              },
          .word =
              [this](const std::string& field, const std::string& value) {
                const auto& fields = room_.content.fields();
                const auto known = std::ranges::find(fields, field, &content::Field::pointer);
                if (known == fields.end() || !known->labels) return value;
                const auto& words = room_.content.list(*known->labels);
                const auto word = std::ranges::find(words, value, &content::Term::id);
                return word == words.end() ? value : word->name.nl;
              },
          .now = now()};
}

std::int64_t Desk::fill_in(Dossier& dossier, bool again) {
  const auto from = sources(dossier);
  std::vector<std::pair<const Item*, std::int64_t>> places;
  for_each_item(dossier.form->instrument(), [&](const Item& item, const Item*, const auto&) {
    if (!is_question(item)) return;
    const auto* group = dossier.form->repeating_group(item.link_id);
    if (group == nullptr) return places.emplace_back(&item, 0), void();
    for (const auto& instance : dossier.instances)
      if (instance.link_id == group->link_id) places.emplace_back(&item, instance.number);
  });
  std::int64_t filled = 0;
  for (const auto& [item, instance] : places) {
    auto* present = dossier.answer(item->link_id, instance);
    if (present != nullptr && (!again || present->origin == AnswerOrigin::person)) continue;
    auto computed = computed_answer(*item, from);
    if (!computed || (present != nullptr && present->values == computed->values)) continue;
    Answer answer{.link_id = item->link_id,
                  .instance = instance,
                  .version = present == nullptr ? 1 : present->version + 1,
                  .origin = computed->origin,
                  .values = computed->values,
                  .computed = std::move(computed),
                  .at = now(),
                  .by = caller_.name};
    store_.put(dossier.id(), answer, caller_.actor().account_id);
    present == nullptr ? dossier.answers.push_back(std::move(answer)) : void(*present = answer);
    ++filled;
  }
  return filled;
}

AssessmentState Desk::state(const Dossier& dossier) {
  const auto given = given_of(dossier.answers);
  const auto evaluation = dossier.form->evaluate(given, dossier.instances);
  AssessmentState state{.items = listed(evaluation.items),
                        .missing = listed(evaluation.missing),
                        .questions = evaluation.questions,
                        .answered = evaluation.answered};
  for (const auto& each : evaluation.scores) state.scores.push_back(result_of(each));
  if (evaluation.outcome != nullptr)
    state.outcome = OutcomeResult{evaluation.outcome->id, evaluation.outcome->text};
  return state;
}

AssessmentSummary Desk::show_summary(const StoredAssessment& stored) {
  auto summary = stored.summary;
  summary.instrument_title =
      form(summary.instrument_id, summary.instrument_version)->instrument().title;
  return summary;
}

Assessment Desk::show(Dossier dossier) {
  Assessment shown;
  static_cast<AssessmentSummary&>(shown) = show_summary(dossier.stored);
  shown.state = state(dossier);
  shown.signoffs = dossier.form->instrument().signoffs;
  if (auto newest = newest_version(shown.instrument_id);
      newest && compare_versions(shown.instrument_version, *newest) < 0)
    shown.newer_version = std::move(newest);
  for (const auto& each : dossier.instances)
    shown.instances.push_back({each.number, each.link_id, each.within});
  shown.notes = store_.notes(dossier.id());
  shown.kept = store_.kept(dossier.id());
  for (auto& [signature, round, by_id] : store_.signatures(dossier.id())) {
    signature.current = round == dossier.stored.round;
    shown.signatures.push_back(std::move(signature));
  }
  shown.allowed.write = may_write(dossier.subject);
  if (shown.allowed.write && dossier.status() == AssessmentStatus::completed)
    shown.allowed.sign = access::OrganisationStore(transaction_).disciplines(caller_.account_id);
  shown.answers = std::move(dossier.answers);
  return shown;
}

void Desk::settle(Dossier& dossier, bool new_version) {
  auto& summary = dossier.stored.summary;
  auto now_state = state(dossier);
  summary.scores = std::move(now_state.scores);
  summary.outcome = std::move(now_state.outcome);
  summary.questions = now_state.questions;
  summary.answered = now_state.answered;
  summary.updated_at = now();
  summary.updated_by = caller_.name;
  store_.update(dossier.stored, new_version);
  if (new_version) ++summary.version;
}

Result<void> Desk::fill_in_register(const Dossier& dossier) {
  const auto& [outcome, subject] =
      std::tie(dossier.stored.summary.outcome, dossier.subject.subject);
  if (!outcome || subject.kind != facts::SubjectKind::application) return {};
  const auto& all = dossier.form->instrument().outcomes;
  const auto found = std::ranges::find(all, outcome->id, &Outcome::id);
  if (found == all.end() || found->in_register.empty()) return {};
  boost::json::value fields = boost::json::object{};
  for (const auto& [pointer, value] : found->in_register)
    fields = merged(std::move(fields), at_pointer(pointer, boost::json::value(value)));
  return room_.subjects.fill_in(transaction_, caller_, *subject.id, fields);
}

void Desk::append(const Dossier& dossier, AssessmentEvent event) {
  event.at = now();
  event.by = caller_.name;
  store_.append(dossier.id(), event);
}

void Desk::record(const Dossier& dossier, const std::string& action, const Details& details) {
  boost::json::object object;
  for (const auto& [name, value] : details) object[name] = value;
  transaction_.record({.action = "assessment." + action,
                       .subject = "assessment",
                       .subject_id = dossier.id(),
                       .subject_label = dossier.form->instrument().title.nl + ": " +
                                        dossier.stored.summary.subject.name,
                       .details = object.empty() ? std::nullopt : std::optional(to_text(object))});
}

}  // namespace regie::assessment
