#include "sector/publication_service.h"

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <stdexcept>

#include "access/store.h"
#include "assessment/store.h"
#include "base/digest.h"
#include "base/enumeration.h"
#include "base/json.h"
#include "base/json_codec.h"
#include "sector/hub_store.h"
#include "sector/outbox_store.h"
#include "sector/report_html.h"
#include "sector/responses.h"

namespace regie::sector {
namespace {

namespace json = boost::json;
using access::Caller;

constexpr std::int64_t kMostLeast = 1000;

Result<PublicationSettings> settings_of(const NewPublication& request) {
  constexpr auto fewest = static_cast<std::int64_t>(kLeastOrganisations);
  PublicationSettings settings{.least = request.least.value_or(fewest)};
  std::vector<FieldError> errors;
  if (settings.least < fewest || settings.least > kMostLeast)
    errors.push_back(
        {"/least",
         ErrorCode::out_of_range,
         {{"minimum", std::to_string(fewest)}, {"maximum", std::to_string(kMostLeast)}}});
  for (std::size_t index = 0; index < request.crossed.size(); ++index) {
    const auto& [first, second] = request.crossed[index];
    const auto same = [&](const Crossing& each) {
      return each == Crossing{first, second} || each == Crossing{second, first};
    };
    const auto name = std::string(enum_text(first)) + ", " + std::string(enum_text(second));
    if (first == second || std::ranges::find_if(request.crossed, same) - request.crossed.begin() <
                               static_cast<std::ptrdiff_t>(index))
      errors.push_back(
          {"/crossed/" + std::to_string(index), ErrorCode::duplicate, {{"value", name}}});
    settings.crossed.push_back({std::string(enum_text(first)), std::string(enum_text(second))});
  }
  if (errors.empty()) return settings;
  return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
}

/// What we kept; it decodes, or the database was changed behind our back.
RoundPublication read(const std::string& document) {
  auto kept = codec::decode_text<RoundPublication>(document);
  if (!kept) throw std::runtime_error("a publication in the database cannot be read");
  return std::move(*kept);
}

bool is_wanted(const json::value& group, const PublicationQuery& query) {
  if (query.question && query.by.empty()) return true;
  return std::ranges::all_of(group.at("traits").as_array(), [&](const json::value& trait) {
    return std::ranges::any_of(
        query.by, [&](GroupedBy by) { return trait.at("dimension").as_string() == enum_text(by); });
  });
}

/// Of a document what is asked for. Only that is decoded: a page shows a tenth of it.
Result<RoundPublication> chosen(const std::string& document, const PublicationQuery& query) {
  auto kept = TRY(parse_json(document));
  auto& questions = kept.at_pointer("/content/questions").as_array();
  const auto keep = [](json::array& list, auto wanted) {
    list.erase(std::remove_if(list.begin(), list.end(), std::not_fn(wanted)), list.end());
  };
  if (query.question) {
    keep(questions, [&](const json::value& each) {
      return each.at_pointer("/question/id").as_string() == *query.question;
    });
    if (questions.empty()) return failure(ErrorCode::not_found);
  }
  for (auto& question : questions)
    for (auto& year : question.at("years").as_array())
      keep(year.at("groups").as_array(),
           [&](const json::value& group) { return is_wanted(group, query); });
  return codec::decode<RoundPublication>(kept);
}

Response response_of(const std::string& document) {
  auto package = read_package(document);
  if (!package) throw std::runtime_error("a package in the database cannot be read");
  return std::move(package->package.response);
}

std::vector<GroupTrait> group_of(const Traits& traits, ComparedWith with) {
  switch (with) {
    case ComparedWith::all:
      return {};
    case ComparedWith::type:
      return {{"type", traits.type}};
    case ComparedWith::ambition:
      return {{"ambition", traits.ambition}};
    case ComparedWith::region:
      return {{"region", traits.region}};
    case ComparedWith::size:
      return {{"size", traits.size}};
  }
  return {};
}

}  // namespace

Result<Survey> PublicationService::survey(storage::Transaction& transaction,
                                          const SectorRound& round, const Reference& reference) {
  PublicationStore store(transaction);
  auto rounds = store.earlier_rounds(round);
  rounds.push_back(round.id);
  std::vector<Response> responses;
  for (const auto& id : rounds)
    for (const auto& document : store.packages(id)) responses.push_back(response_of(document));
  const auto form = forms_.form(transaction.scope().organisation_id(), round.instrument_id,
                                round.instrument_version, [&] {
                                  return assessment::InstrumentStore(transaction)
                                      .document(round.instrument_id, round.instrument_version);
                                });
  return survey_of(*form, counted_questions(*form, reference), responses);
}

Result<RoundPublication> PublicationService::publish(const Caller& caller, const Id& round_id,
                                                     std::int64_t version,
                                                     const NewPublication& request) {
  const auto settings = TRY(settings_of(request));
  auto shipped = TRY(Reference::load(content_));
  auto transaction = database_.begin(caller.scope());
  HubStore hub(transaction);
  PublicationStore store(transaction);
  const auto known = hub.round(round_id);
  if (!known) return failure(ErrorCode::not_found);
  store.lock(*known);
  const auto round = hub.round(round_id).value();
  if (round.version != version) return failure(ErrorCode::version_conflict);
  if (round.status != RoundStatus::closed || round.sent < settings.least)
    return failure(ErrorCode::round_state_wrong);
  const auto reference =
      shipped.instrument() == round.instrument_id ? std::move(shipped) : Reference();
  const auto published = sector::publish(TRY(survey(transaction, round, reference)), reference,
                                         store.shown_groups(round.instrument_id), settings);
  const RoundPublication made{.round_id = round.id,
                              .title = round.title,
                              .instrument_id = round.instrument_id,
                              .year = round.year,
                              .published_at = transaction.now(),
                              .content = published.publication.content()};
  const auto document = codec::encode_text(made);
  store.insert(round.id, document, published.tables);
  if (!hub.set_status(round.id, version, RoundStatus::published))
    return failure(ErrorCode::version_conflict);
  transaction.record({.action = "round.published",
                      .subject = "sector_round",
                      .subject_id = round.id,
                      .subject_label = round.title,
                      .details = R"({"sha256":")" + sha256(document) + R"("})"});
  transaction.commit();
  return chosen(document, {});
}

Result<RoundPublication> PublicationService::publication(const Caller& caller, const Id& round_id,
                                                         const PublicationQuery& query) {
  auto transaction = database_.view(caller.scope());
  const auto document = PublicationStore(transaction).document(round_id);
  if (!document) return failure(ErrorCode::not_found);
  return chosen(*document, query);
}

Result<access::Download> PublicationService::open_data(const Caller& caller, const Id& round_id,
                                                       const OpenDataQuery& query,
                                                       Language language) {
  auto transaction = database_.view(caller.scope());
  auto document = PublicationStore(transaction).document(round_id);
  if (!document) return failure(ErrorCode::not_found);
  const auto kept = read(*document);
  const auto name = "ronde-" + std::to_string(kept.year);
  if (query.format == OpenDataFormat::json)
    return access::Download{.content_type = "application/json",
                            .file_name = name + ".json",
                            .bytes = std::move(*document)};
  const auto publication = TRY(Publication::read(codec::encode(kept.content)));
  return access::Download{.content_type = "text/csv; charset=utf-8",
                          .file_name = name + ".csv",
                          .bytes = publication.csv(language)};
}

Result<access::Download> PublicationService::made_report(const std::string& document,
                                                         const std::string& publisher,
                                                         Language language) {
  const auto outline = TRY(ReportOutline::load(content_));
  const auto kept = read(document);
  return access::Download{.content_type = "text/html; charset=utf-8",
                          .file_name = "rapport-" + std::to_string(kept.year) + ".html",
                          .bytes = report_html(kept, outline, publisher, language)};
}

Result<access::Download> PublicationService::report(const Caller& caller, const Id& round_id,
                                                    Language language) {
  auto transaction = database_.view(caller.scope());
  const auto document = PublicationStore(transaction).document(round_id);
  if (!document) return failure(ErrorCode::not_found);
  return made_report(*document, access::OrganisationStore(transaction).name(), language);
}

Result<access::Download> PublicationService::offered_report(const Caller& caller,
                                                            const Id& round_id, Language language) {
  auto transaction = database_.view(caller.scope());
  const auto document = PublicationStore(transaction).known(round_id);
  OutboxStore store(transaction);
  const auto round = store.round(round_id);
  if (!document || !round) return failure(ErrorCode::not_found);
  const auto enrolment = store.enrolment(round->enrolment_id).value();
  return made_report(*document, enrolment.enrolment.hub_name, language);
}

Result<RoundPublication> PublicationService::offered_publication(const Caller& caller,
                                                                 const Id& round_id,
                                                                 const PublicationQuery& query) {
  auto transaction = database_.view(caller.scope());
  const auto document = PublicationStore(transaction).known(round_id);
  if (!document) return failure(ErrorCode::not_found);
  return chosen(*document, query);
}

Result<PublicationService::Kept> PublicationService::kept_of(const Caller& caller,
                                                             const Id& round_id) {
  auto transaction = database_.view(caller.scope());
  OutboxStore store(transaction);
  auto round = store.round(round_id);
  const auto document = PublicationStore(transaction).known(round_id);
  if (!round || !document) return failure(ErrorCode::not_found);
  Kept kept{std::move(round->round), read(*document), std::nullopt};
  const auto packages = store.packages(round_id);
  const auto arrived = std::ranges::find_if(
      packages, [](const StoredPackage& package) { return package.receipt.has_value(); });
  if (arrived != packages.end()) kept.ours = response_of(arrived->document);
  return kept;
}

Result<RoundComparison> PublicationService::comparison(const Caller& caller, const Id& round_id,
                                                       const ComparisonQuery& query) {
  const auto [round, kept, ours] = TRY(kept_of(caller, round_id));
  const auto publication = TRY(Publication::read(codec::encode(kept.content)));
  const assessment::Form form(
      TRY(instruments_.get(caller, round.instrument_id, {.version = round.instrument_version})));
  const auto& answers =
      ours.value_or(Response{.year = round.year, .traits = round.traits, .answers = {}});
  const auto traits = group_of(answers.traits, query.with.value_or(ComparedWith::type));
  RoundComparison made{.round_id = round_id,
                       .title = round.title,
                       .traits = traits,
                       .sent = ours.has_value(),
                       .comparison = compare(form, answers, publication, traits),
                       .questions = {}};
  for (const auto& compared : made.comparison.questions)
    made.questions.push_back(
        std::ranges::find_if(kept.content.questions, [&](const QuestionResult& each) {
          return each.question.id == compared.question;
        })->question);
  return made;
}

}  // namespace regie::sector
