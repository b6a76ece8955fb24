#include "assessment/transfer_service.h"

#include <algorithm>
#include <set>

#include "assessment/carry_over.h"
#include "assessment/questionnaire_writer.h"
#include "assessment/response.h"
#include "assessment/workbook.h"
#include "base/json_codec.h"

namespace regie::assessment {
namespace {

using access::Caller;
using access::Download;

LocalizedText question_text(const Form& form, const std::string& link_id) {
  const auto* item = form.item(link_id);
  return item == nullptr ? LocalizedText{link_id, link_id} : item->text;
}

MovedQuestion moved(const Form& form, const Answer& answer) {
  return {answer.link_id, question_text(form, answer.link_id), answer.values};
}

/// The answers to what is asked, by place.
std::map<std::pair<std::string, std::int64_t>, Answer> asked_answers(const Dossier& dossier) {
  const auto given = given_of(dossier.answers);
  std::set<std::pair<std::string, std::int64_t>> asked;
  for (const auto& each : dossier.form->evaluate(given, dossier.instances).items)
    asked.emplace(each.item->link_id, each.instance);
  std::map<std::pair<std::string, std::int64_t>, Answer> answers;
  for (const auto& each : dossier.answers)
    if (asked.contains({each.link_id, each.instance}))
      answers.emplace(std::pair(each.link_id, each.instance), each);
  return answers;
}

bool differ(const std::optional<Answer>& first, const std::optional<Answer>& second) {
  if (!first || !second) return first.has_value() != second.has_value();
  return first->values != second->values || first->not_applicable != second->not_applicable ||
         first->maturity != second->maturity;
}

std::vector<ComparedScore> compared_scores(const AssessmentState& first,
                                           const AssessmentState& second) {
  std::vector<ComparedScore> scores;
  for (const auto& score : second.scores) {
    ComparedScore compared{.id = score.id, .title = score.title, .second = score.value};
    const auto before = std::ranges::find(first.scores, score.id, &ScoreResult::id);
    if (before != first.scores.end()) compared.first = before->value;
    if (compared.first && compared.second) compared.change = *compared.second - *compared.first;
    scores.push_back(std::move(compared));
  }
  return scores;
}

std::string file_name(const AssessmentSummary& summary, const char* ending) {
  return summary.instrument_id + " " + summary.subject.name + " " +
         to_text(day_of(summary.updated_at)) + ending;
}

}  // namespace

Result<MovePreview> TransferService::preview_move(const Caller& caller, const Id& id,
                                                  const MoveQuery& query) {
  auto transaction = room_.database.view(caller.scope());
  Desk desk(room_, transaction, caller);
  const auto dossier = TRY(desk.open(id));
  const auto& summary = dossier.stored.summary;
  const auto version = query.to_version.value_or(
      desk.newest_version(summary.instrument_id).value_or(summary.instrument_version));
  if (version == summary.instrument_version) return failure(ErrorCode::instrument_version_same);
  const auto to = desk.find_form(summary.instrument_id, version);
  if (!to) return failure(ErrorCode::not_found);
  const auto plan = carry_over(*dossier.form, *to, dossier.answers, dossier.instances);
  MovePreview preview{.from_version = summary.instrument_version, .to_version = version};
  for (const auto* each : plan.stay) preview.carries_over.push_back(moved(*to, *each));
  for (const auto* each : plan.added) preview.added.push_back({each->link_id, each->text, {}});
  for (const auto* each : plan.set_aside) preview.set_aside.push_back(moved(*dossier.form, *each));
  return preview;
}

Result<Assessment> TransferService::move(const Caller& caller, const Id& id,
                                         const MoveRequest& request) {
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open_to_change(id));
  auto& summary = dossier.stored.summary;
  const auto from = summary.instrument_version;
  if (request.to_version == from) return failure(ErrorCode::instrument_version_same);
  if (!desk.pin(summary.instrument_id, request.to_version))
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/to_version", ErrorCode::unknown_reference}}});
  const auto to = desk.form(summary.instrument_id, request.to_version);
  const auto plan = carry_over(*dossier.form, *to, dossier.answers, dossier.instances);
  for (const auto* each : plan.set_aside)
    desk.store().keep(id, {from, question_text(*dossier.form, each->link_id), *each});
  for (const auto* each : plan.groups_gone) desk.store().remove(id, *each);
  const auto set_aside = static_cast<std::int64_t>(plan.set_aside.size());
  dossier.form = to;
  dossier.answers = desk.store().answers(id);
  dossier.instances = desk.store().instances(id);
  summary.instrument_version = request.to_version;
  desk.fill_in(dossier, false);
  desk.settle(dossier, true);
  desk.append(dossier,
              {.kind = AssessmentEventKind::moved, .reason = from + " > " + request.to_version});
  desk.record(dossier, "moved",
              {{"from", boost::json::value(from)},
               {"to", boost::json::value(request.to_version)},
               {"set_aside", set_aside}});
  auto result = desk.show(std::move(dossier));
  transaction.commit();
  return result;
}

Result<AssessmentComparison> TransferService::compare(const Caller& caller, const Id& id,
                                                      const ComparisonQuery& query) {
  auto transaction = room_.database.view(caller.scope());
  Desk desk(room_, transaction, caller);
  const auto first = TRY(desk.open(id));
  if (!query.with) TRY(refuse_if({{"/with", ErrorCode::missing_field}}));
  const auto second = TRY(desk.open(*query.with));
  if (first.stored.summary.instrument_id != second.stored.summary.instrument_id)
    return failure(ErrorCode::instruments_differ);
  AssessmentComparison comparison{.first = desk.show_summary(first.stored),
                                  .second = desk.show_summary(second.stored)};
  comparison.scores = compared_scores(Desk::state(first), Desk::state(second));
  const auto before = asked_answers(first);
  const auto after = asked_answers(second);
  const auto add = [&](const Form& form, const std::pair<std::string, std::int64_t>& place) {
    const auto answer_in = [&](const auto& answers) {
      const auto found = answers.find(place);
      return found == answers.end() ? std::nullopt : std::optional<Answer>(found->second);
    };
    ComparedAnswer compared{.link_id = place.first,
                            .instance = place.second,
                            .question = question_text(form, place.first),
                            .first = answer_in(before),
                            .second = answer_in(after)};
    compared.differs = differ(compared.first, compared.second);
    if (compared.differs) ++comparison.differing;
    comparison.answers.push_back(std::move(compared));
  };
  std::set<std::pair<std::string, std::int64_t>> places;
  for (const auto* answers : {&after, &before})
    for (const auto& [place, answer] : *answers) places.insert(place);
  // In the order of the newer questions; what only the older had comes last.
  for (const auto* form : {second.form.get(), first.form.get()})
    for_each_item(form->instrument(), [&](const Item& item, const Item*, const std::string&) {
      for (auto place = places.lower_bound({item.link_id, 0});
           place != places.end() && place->first == item.link_id;) {
        add(*form, *place);
        place = places.erase(place);
      }
    });
  return comparison;
}

Result<Download> TransferService::export_assessment(const Caller& caller, const Id& id,
                                                    const AssessmentExportQuery& query) {
  auto transaction = room_.database.view(caller.scope());
  Desk desk(room_, transaction, caller);
  auto dossier = TRY(desk.open(id));
  const auto summary = desk.show_summary(dossier.stored);
  switch (query.format.value_or(AssessmentFormat::xlsx)) {
    case AssessmentFormat::xlsx: {
      const auto form = dossier.form;
      const auto shown = desk.show(std::move(dossier));
      return Download{
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          file_name(summary, ".xlsx"),
          TRY(assessment_workbook(*form, shown, query.language.value_or(Language::nl)))};
    }
    case AssessmentFormat::json: {
      const auto form = dossier.form;
      auto shown = desk.show(std::move(dossier));
      // Hidden answers leave: they are not part of what is said.
      std::erase_if(shown.answers, [&](const Answer& answer) {
        return std::ranges::none_of(shown.state.items, [&](const AskedQuestion& asked) {
          return asked.link_id == answer.link_id && asked.instance == answer.instance;
        });
      });
      return Download{"application/json", file_name(summary, ".json"),
                      codec::encode_text(AssessmentPackage{shown, form->instrument()})};
    }
    case AssessmentFormat::fhir_r4:
    case AssessmentFormat::fhir_r5:
      return Download{"application/fhir+json", file_name(summary, ".json"),
                      write_response(*dossier.form, summary, dossier.answers, dossier.instances)};
    case AssessmentFormat::shared:
      return Download{"application/fhir+json", summary.instrument_id + ".json",
                      write_shared_response(*dossier.form, summary, dossier.answers,
                                            dossier.instances, caller.organisation.name)};
  }
  return failure(ErrorCode::not_found);
}

Result<Download> TransferService::export_instrument(const Caller& caller, const std::string& id,
                                                    const InstrumentExportQuery& query) {
  auto transaction = room_.database.view(caller.scope());
  Desk desk(room_, transaction, caller);
  const auto version = query.version ? query.version : desk.newest_version(id);
  const auto form = version ? desk.find_form(id, *version) : nullptr;
  if (!form) return failure(ErrorCode::not_found);
  return Download{"application/fhir+json", id + " " + *version + ".json",
                  write_questionnaire(form->instrument(), query.release.value_or(FhirRelease::r5))};
}

Result<AssessmentImport> TransferService::import_assessment(const Caller& caller,
                                                            const AssessmentImportQuery& query,
                                                            const std::string& bytes) {
  const auto instrument = query.instrument ? *query.instrument : TRY(instrument_of(bytes));
  auto transaction = room_.database.begin(caller.scope());
  Desk desk(room_, transaction, caller);
  const auto version = desk.newest_version(instrument);
  if (!version || !desk.pin(instrument, *version))
    TRY(refuse_if({{"/instrument", ErrorCode::unknown_reference}}));
  Dossier dossier{.form = desk.form(instrument, *version)};
  auto taken = TRY(read_response(bytes, *dossier.form));
  const facts::Subject subject{query.subject_kind.value_or(facts::SubjectKind::organisation),
                               query.subject_id, query.subject_version};
  dossier.subject = TRY(desk.subject_to_assess(subject, dossier.form->instrument()));
  desk.begin(dossier, "");
  for (const auto& instance : taken.instances) desk.store().insert(dossier.id(), instance);
  dossier.instances = std::move(taken.instances);
  // The own register knows more of this hospital than another hospital does.
  if (taken.hospital) desk.fill_in(dossier, false);
  for (auto& answer : taken.answers) {
    auto* present = dossier.answer(answer.link_id, answer.instance);
    if (present != nullptr && present->origin != AnswerOrigin::initial) continue;
    answer.version = present == nullptr ? 1 : present->version + 1;
    answer.at = transaction.now();
    answer.by = caller.name;
    if (answer.computed) answer.computed->at = answer.at;
    desk.store().put(dossier.id(), answer, caller.actor().account_id);
    present == nullptr ? dossier.answers.push_back(std::move(answer)) : void(*present = answer);
  }
  for (const auto& instance : dossier.instances)
    dossier.stored.last_instance = std::max(dossier.stored.last_instance, instance.number);
  desk.fill_in(dossier, false);
  desk.settle(dossier);
  desk.append(dossier, {.kind = AssessmentEventKind::created});
  desk.record(dossier, "imported",
              {{"answers", static_cast<std::int64_t>(dossier.answers.size())}});
  AssessmentImport result{.assessment = desk.show(std::move(dossier)),
                          .notices = std::move(taken.notices)};
  transaction.commit();
  return result;
}

}  // namespace regie::assessment
