#include "validation/service.h"

#include <sodium.h>

#include <algorithm>
#include <set>

#include "base/json_codec.h"
#include "validation/model_card.h"
#include "validation/report_html.h"
#include "validation/small_cells.h"
#include "validation/store.h"
#include "validation/validation.h"

namespace regie::validation {
namespace {

using access::Caller;

constexpr std::size_t kLongestVersion = 100;
constexpr std::size_t kLongestPlan = 100'000;
constexpr std::size_t kMostClaims = 50;
constexpr std::size_t kLongestFileName = 200;
/// Rows times scores, outcome and groups: at most about a gigabyte of memory.
constexpr std::uint64_t kMostValuesHere = 40'000'000;
constexpr std::size_t kMostScoresHere = 10;
constexpr std::size_t kMostGroupsHere = 20;
constexpr std::int64_t kMostReplicatesHere = 2'000;
constexpr std::size_t kThreads = 2;

std::string sha256_of(std::string_view content) {
  std::string raw(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(raw.data()),
                     reinterpret_cast<const unsigned char*>(content.data()), content.size());
  return hexadecimal(raw);
}

std::string data_hash(const std::vector<SourceFile>& files) {
  if (files.size() == 1) return files.front().sha256;
  std::string all;
  for (const auto& file : files) all += file.sha256;
  return sha256_of(all);
}

std::vector<FieldError> version_faults(const std::string& version,
                                       const ApplicationRef& application) {
  if (version.empty()) return {{"/application_version", ErrorCode::missing_field}};
  if (code_points(version) > kLongestVersion)
    return {{"/application_version",
             ErrorCode::too_long,
             {{"limit", std::to_string(kLongestVersion)}}}};
  const auto& known = application.versions;
  if (!known.empty() && std::ranges::find(known, version) == known.end())
    return {{"/application_version", ErrorCode::unknown_value, {{"allowed", joined(known, ", ")}}}};
  return {};
}

std::vector<FieldError> claim_faults(const std::vector<Claim>& claims) {
  std::vector<FieldError> errors;
  if (claims.size() > kMostClaims)
    errors.push_back(
        {"/claims", ErrorCode::too_many_items, {{"limit", std::to_string(kMostClaims)}}});
  std::set<MeasureName> seen;
  for (std::size_t index = 0; index < claims.size(); ++index)
    if (!seen.insert(claims[index].measure).second)
      errors.push_back({"/claims/" + std::to_string(index) + "/measure",
                        ErrorCode::duplicate,
                        {{"value", std::string(enum_text(claims[index].measure))}}});
  return errors;
}

std::vector<FieldError> faults(const NewValidation& request, const ApplicationRef& application) {
  auto errors = version_faults(request.application_version, application);
  std::ranges::move(claim_faults(request.claims), std::back_inserter(errors));
  if (request.plan && request.plan->size() > kLongestPlan)
    errors.push_back({"/plan", ErrorCode::too_long, {{"limit", std::to_string(kLongestPlan)}}});
  const ValidationResult plain;
  if (request.result.format != plain.format)
    errors.push_back({"/result/format", ErrorCode::unknown_value, {{"allowed", plain.format}}});
  std::ranges::move(small_cells(request.result, "/result"), std::back_inserter(errors));
  return errors;
}

std::int64_t answered(const ValidationResult& result, CriterionOutcome answer) {
  return std::ranges::count(result.criteria, answer, &CriterionAnswer::answer);
}

ValidationSummary summarised(const NewValidation& request) {
  const auto& run = request.result.run;
  ValidationSummary summary{
      .application_version = request.application_version,
      .engine_version = run.engine_version,
      .data_sha256 = data_hash(run.files),
      .agreed_on = run.plan ? run.plan->agreed_on : std::nullopt,
      .outcome_kind = run.outcome_kind,
      .n = run.n,
      .events = run.events,
      .persons = run.persons,
      .met = answered(request.result, CriterionOutcome::met),
      .not_met = answered(request.result, CriterionOutcome::not_met),
      .insufficient = answered(request.result, CriterionOutcome::insufficient),
      .auroc = found_in(request.result, MeasureName::auroc),
      .observed_expected = found_in(request.result, MeasureName::observed_expected),
      .net_benefit = found_in(request.result, MeasureName::net_benefit),
      .mean_absolute_error = found_in(request.result, MeasureName::mean_absolute_error)};
  for (const auto& model : request.result.models) summary.models.push_back(model.name);
  for (const auto& amount : request.result.continuous)
    if (std::ranges::find(summary.models, amount.model) == summary.models.end())
      summary.models.push_back(amount.model);
  return summary;
}

std::string recorded(const ValidationSummary& summary) {
  return "{\"application_id\":\"" + summary.application_id +
         "\",\"n\":" + std::to_string(summary.n) + ",\"data_sha256\":\"" + summary.data_sha256 +
         "\",\"met\":" + std::to_string(summary.met) +
         ",\"not_met\":" + std::to_string(summary.not_met) +
         ",\"insufficient\":" + std::to_string(summary.insufficient) + "}";
}

Validation shown(StoredValidation stored, std::string application_name) {
  return {.summary = std::move(stored.summary),
          .application_name = std::move(application_name),
          .claims = compare(stored.claims, stored.result),
          .plan = std::move(stored.plan),
          .result = std::move(stored.result)};
}

/// A plan that came with a request: what is wrong with its YAML is a fault of that field.
Result<Plan> sent_plan(const std::string& yaml) {
  auto plan = read_plan(yaml, "plan");
  if (plan || plan.error().code != ErrorCode::content_invalid) return plan;
  return failure({.code = ErrorCode::invalid_request,
                  .fields = {{"/plan", ErrorCode::content_invalid, plan.error().parameters}}});
}

std::vector<FieldError> run_faults(const RunQuery& request, const ApplicationRef& application) {
  auto errors = version_faults(request.application_version, application);
  if (code_points(request.file_name) > kLongestFileName)
    errors.push_back(
        {"/file_name", ErrorCode::too_long, {{"limit", std::to_string(kLongestFileName)}}});
  return errors;
}

/// What would take more time or memory than there is for one request.
std::vector<FieldError> cost_faults(const Plan& plan) {
  std::vector<FieldError> errors;
  const auto most = [&](const char* pointer, std::size_t items, std::size_t limit) {
    if (items > limit)
      errors.push_back({pointer, ErrorCode::too_many_items, {{"limit", std::to_string(limit)}}});
  };
  most("/score", plan.score.size(), kMostScoresHere);
  most("/by", plan.by.size(), kMostGroupsHere);
  if (plan.bootstrap > kMostReplicatesHere)
    errors.push_back({"/bootstrap",
                      ErrorCode::out_of_range,
                      {{"minimum", "0"}, {"maximum", std::to_string(kMostReplicatesHere)}}});
  return errors;
}

/// `validatie-APP-0001-2026-11-25`, the same for the same validation.
std::string file_name(const ApplicationRef& application, const ValidationSummary& summary) {
  return "validatie-" + application.code + "-" + to_text(day_of(summary.added_at));
}

}  // namespace

Result<ValidationList> Service::list(const Caller& caller, const Id& application_id) {
  auto application = TRY(find_application_(caller, application_id));
  auto transaction = database_.view(caller.scope());
  Store store(transaction);
  return ValidationList{.application_code = std::move(application.code),
                        .application_name = std::move(application.name),
                        .versions = std::move(application.versions),
                        .may_add = application.may_change,
                        .planned_versions = store.planned_versions(application_id),
                        .items = store.summaries(application_id)};
}

Result<Validation> Service::add(const Caller& caller, const Id& application_id,
                                NewValidation request) {
  const auto application = TRY(find_application_(caller, application_id));
  if (!application.may_change) return failure(ErrorCode::forbidden);
  request.application_version = trimmed(request.application_version);
  if (auto errors = faults(request, application); !errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  auto transaction = database_.begin(caller.scope());
  StoredValidation stored{.summary = summarised(request),
                          .claims = std::move(request.claims),
                          .plan = std::move(request.plan),
                          .result = std::move(request.result)};
  stored.summary.id = new_id(transaction.now());
  stored.summary.application_id = application_id;
  stored.summary.added_at = transaction.now();
  stored.summary.added_by = caller.name;
  Store(transaction).insert(stored);
  transaction.record({.action = "validation.added",
                      .subject = "validation",
                      .subject_id = stored.summary.id,
                      .subject_label = application.code + " " + stored.summary.application_version,
                      .details = recorded(stored.summary)});
  transaction.commit();
  return shown(std::move(stored), application.name);
}

Result<Validation> Service::run(const Caller& caller, const Id& application_id, RunQuery request,
                                const std::string& path) {
  const auto application = TRY(find_application_(caller, application_id));
  if (!application.may_change) return failure(ErrorCode::forbidden);
  request.application_version = trimmed(request.application_version);
  auto errors = run_faults(request, application);
  auto yaml = request.plan ? request.plan : agreed_plan(caller, application_id, request);
  if (!yaml) errors.push_back({"/plan", ErrorCode::missing_field});
  if (!errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  const auto plan = TRY(sent_plan(*yaml));
  if (errors = cost_faults(plan); !errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});

  const std::unique_lock running(running_, std::try_to_lock);
  if (!running) return failure(ErrorCode::service_unavailable);
  const auto columns = plan.score.size() + plan.by.size() + 1;
  const RunOptions options{
      .reading = {.threads = kThreads,
                  .language = request.language.value_or(Language::nl),
                  .names = {request.file_name},
                  .most_rows = kMostValuesHere / columns},
      .engine_version = engine_version_,
      .plan_used = PlanUsed{"plan", sha256_of(*yaml), plan.agreed_on, plan.agreed_by}};
  auto found = TRY(validate(plan, {path}, options));
  return add(caller, application_id,
             {.application_version = std::move(request.application_version),
              .plan = std::move(yaml),
              .result = std::move(found.result)});
}

std::optional<std::string> Service::agreed_plan(const Caller& caller, const Id& application_id,
                                                const RunQuery& request) {
  auto transaction = database_.view(caller.scope());
  return Store(transaction).plan_of(application_id, request.application_version);
}

Result<Validation> Service::get(const Caller& caller, const Id& id) {
  auto stored = [&] {
    auto transaction = database_.view(caller.scope());
    return Store(transaction).find(id);
  }();
  if (!stored) return failure(ErrorCode::not_found);
  auto application = TRY(find_application_(caller, stored->summary.application_id));
  return shown(std::move(*stored), std::move(application.name));
}

Result<ReportFile> Service::report(const Caller& caller, const Id& id, Language language) {
  const auto validation = TRY(get(caller, id));
  const auto application = TRY(find_application_(caller, validation.summary.application_id));
  return ReportFile{.name = file_name(application, validation.summary) + ".html",
                    .content = report_html(validation.result, words_, script_, language)};
}

Result<ReportFile> Service::card(const Caller& caller, const Id& id) {
  const auto validation = TRY(get(caller, id));
  const auto application = TRY(find_application_(caller, validation.summary.application_id));
  return ReportFile{.name = file_name(application, validation.summary) + ".xml",
                    .content = model_card(validation.result, words_,
                                          {.name = application.name,
                                           .version = validation.summary.application_version})};
}

}  // namespace regie::validation
