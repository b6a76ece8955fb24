#include "cli/house.h"

#include <unistd.h>
#include <future>

#include <boost/json.hpp>
#include <filesystem>

#include "access/route.h"
#include "access/routes.h"
#include "access/store.h"
#include "assessment/routes.h"
#include "audit/routes.h"
#include "cli/other_regie.h"
#include "cli/version.h"
#include "content/routes.h"
#include "evidence/routes.h"
#include "facts/routes.h"
#include "governance/routes.h"
#include "law/routes.h"
#include "market/routes.h"
#include "portfolio/document.h"
#include "portfolio/routes.h"
#include "sector/routes.h"
#include "validation/routes.h"

namespace regie::cli {
namespace {

struct Health {
  std::string status;
  std::string version;
  std::string database;
  bool first_start = false;
  bool example = false;
};
BOOST_DESCRIBE_STRUCT(Health, (), (status, version, database, first_start, example))

Result<void> prepare_folder(const std::string& folder, Opening opening) {
  std::error_code error;
  if (opening == Opening::create) std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder, error) ||
      ::access(folder.c_str(), W_OK | X_OK) != 0)
    return failure({.code = ErrorCode::data_folder_unwritable, .parameters = {{"folder", folder}}});
  return {};
}

std::string pretty(const boost::json::value& value, std::string indent = "") {
  const auto deeper = indent + "  ";
  std::string text;
  if (const auto* object = value.if_object(); object != nullptr && !object->empty()) {
    for (const auto& [name, member] : *object)
      text += (text.empty() ? "{\n" : ",\n") + deeper +
              boost::json::serialize(boost::json::string(name)) + ": " + pretty(member, deeper);
    return text + "\n" + indent + "}";
  }
  if (const auto* array = value.if_array(); array != nullptr && !array->empty()) {
    for (const auto& item : *array)
      text += (text.empty() ? "[\n" : ",\n") + deeper + pretty(item, deeper);
    return text + "\n" + indent + "]";
  }
  return boost::json::serialize(value);
}

std::string_view report_script(const Embedded& embedded) {
  return embedded.report.empty() ? std::string_view{} : embedded.report.front().text();
}

/// What the room of validations must know of an application.
Result<validation::ApplicationRef> application_ref(Result<portfolio::Application> application) {
  const auto found = TRY(std::move(application));
  validation::ApplicationRef ref{.code = found.code,
                                 .name = found.record.identity.name,
                                 .versions = {},
                                 .may_change = found.allowed.edit};
  for (const auto& version : found.record.data.versions) ref.versions.push_back(version.version);
  return ref;
}

/// To a sector body. Only what it says of packages and codes is passed on: what else goes wrong
/// there is nothing that people here can change.
Result<std::string> post_to_hub(const sector::Post& post) {
  auto answer = ask_other_regie({.address = post.address,
                                 .headers = {"Content-Type: " + post.content_type},
                                 .body = &post.body,
                                 .largest_answer = 16UL * 1024 * 1024,
                                 .patience = 20});
  if (answer || (answer.error().code >= ErrorCode::package_unreadable &&
                 answer.error().code <= ErrorCode::too_many_refusals))
    return answer;
  return failure(
      {.code = ErrorCode::hub_unreachable,
       .internal = std::string(entry(answer.error().code).id) + " " + answer.error().internal});
}

/// What a gate may name of the rooms beside it.
governance::GateWords gate_words(const assessment::InstrumentLibrary& instruments,
                                 const law::Edition& law) {
  governance::GateWords words;
  const auto& facts = instruments.known().facts;
  words.facts.insert(facts.begin(), facts.end());
  for (const auto& instrument : instruments.instruments()) words.add(instrument);
  for (const auto& place : law.duties()) words.duties.insert(place.duty->id);
  return words;
}

}  // namespace

assessment::KnownNames known_names(const content::Library& library) {
  assessment::KnownNames names;
  for (const auto& fact : portfolio::fact_descriptions(library)) names.facts.insert(fact.id);
  for (const auto& fact : governance::fact_descriptions()) names.facts.insert(fact.id);
  for (const auto& field : library.fields()) names.fields.insert(field.pointer);
  names.takes = [](const boost::json::value& fields) {
    return portfolio::laid_over({}, fields).has_value();
  };
  return names;
}

House::House(std::unique_ptr<storage::Engine> engine, storage::AuditKey key,
             content::Library library, market::Catalogue catalogue,
             assessment::InstrumentLibrary instruments, law::Edition law, validation::Words words,
             governance::Gates gates, const Configuration& configuration, const Embedded& embedded)
    : metrics_(kVersion),
      library_(std::move(library)),
      catalogue_(std::move(catalogue)),
      words_(std::move(words)),
      gates_(std::move(gates)),
      database_(std::move(engine), clock_, key,
                {.connections = static_cast<std::size_t>(configuration.workers),
                 .instance_may_use = access::kInstanceMayUse}),
      sessions_(database_),
      accounts_(database_),
      tokens_(database_),
      audit_(database_),
      evidence_(database_),
      applications_(database_, library_, index_, &binding_gates_),
      funnel_(database_, library_, index_),
      ideas_(database_, library_),
      views_(database_),
      exchange_(database_, library_, &binding_gates_),
      market_(database_, catalogue_, ideas_),
      facts_(database_),
      register_facts_(library_, index_),
      house_facts_(index_),
      register_subjects_(library_),
      instrument_library_(std::move(instruments)),
      assessment_room_{database_, library_, instrument_library_,
                       forms_,    facts_,   register_subjects_},
      instruments_(assessment_room_),
      assessments_(assessment_room_),
      transfers_(assessment_room_),
      register_(library_),
      law_editions_(database_, std::move(law), embedded.content),
      law_classification_(database_, law_editions_, register_),
      law_duties_(database_, law_editions_, register_),
      law_change_(database_, law_editions_, register_),
      validations_(database_, words_, report_script(embedded), kVersion,
                   [this](const access::Caller& caller, const Id& id) {
                     return application_ref(applications_.get(caller, id));
                   }),
      gate_service_(database_, gates_, law_editions_, facts_),
      decisions_(database_, gates_, applications_, audit_, law_editions_, facts_),
      reception_(database_, forms_),
      hub_(database_, instrument_library_, reception_),
      outbox_(database_, assessments_, instruments_, post_to_hub),
      publications_(database_, forms_, instruments_, embedded.content),
      example_hub_(database_, instrument_library_, reception_, hub_, publications_,
                   embedded.content),
      example_(database_, library_, embedded.content,
               {[](storage::Transaction& transaction) {
                  sector::remove_everything(transaction);
                  governance::GovernanceStore(transaction).remove_everything();
                  law::LawStore(transaction).remove_everything();
                },
                assessment::remove_everything}),
      example_law_(database_, law_classification_, law_duties_, embedded.content),
      example_gates_(database_, gate_service_, decisions_, applications_, embedded.content),
      api_(sessions_, tokens_) {
  facts_.add(register_facts_);
  facts_.add(house_facts_);
  add_program_routes(api_, *this);
  access::add_routes(api_, {sessions_, accounts_, tokens_, configuration.secure_cookies()});
  content::add_routes(api_, library_);
  evidence::add_routes(api_, evidence_);
  portfolio::add_routes(api_, {applications_, funnel_, ideas_, views_, exchange_});
  market::add_routes(api_, market_);
  facts::add_routes(api_, facts_);
  assessment::add_routes(api_, {instruments_, assessments_, transfers_});
  law::add_routes(api_, {law_classification_, law_duties_, law_change_});
  validation::add_routes(api_, validations_);
  governance::add_routes(api_, gate_service_, decisions_);
  sector::add_routes(api_, {reception_, hub_, outbox_, publications_});
  audit::add_routes(api_, audit_);
}

Result<std::unique_ptr<House>> House::open(const Configuration& configuration,
                                           const Embedded& embedded, Opening opening) {
  TRY(prepare_folder(configuration.data, opening));
  // Reading YAML is most of a start: the law is read beside the rest.
  auto reading_law =
      std::async(std::launch::async, [&] { return law::Edition::load(embedded.content); });
  auto library = TRY(content::Library::load(embedded.content));
  auto catalogue = TRY(market::Catalogue::load(embedded.content, library));
  auto instruments =
      TRY(assessment::InstrumentLibrary::load(embedded.content, known_names(library)));
  auto law = TRY(reading_law.get());
  auto words = TRY(validation::Words::load(embedded.content));
  auto gates =
      TRY(governance::Gates::load(embedded.content, library, gate_words(instruments, law)));
  const auto key =
      TRY(storage::load_audit_key(configuration.audit_key_file(), opening == Opening::create));
  std::unique_ptr<House> house(new House(storage::make_engine(configuration.database_or_default()),
                                         key, std::move(library), std::move(catalogue),
                                         std::move(instruments), std::move(law), std::move(words),
                                         std::move(gates), configuration, embedded));
  house->schema_step_ = TRY(house->database_.migrate(embedded.migrations));
  return house;
}

Result<std::string> House::add_example(const std::string& password) {
  auto administrator = TRY(example_.add(password));
  TRY(example_law_.add());
  TRY(example_gates_.add());
  return administrator;
}

std::unique_ptr<House> House::describe(const Embedded& embedded) {
  return std::unique_ptr<House>(new House(storage::make_engine(":memory:"), {}, {}, {}, {}, {}, {},
                                          {}, Configuration{}, embedded));
}

void add_program_routes(access::Api& api, House& house) {
  using access::Nothing;
  using access::Permission;
  access::route<Nothing, Nothing, Health>(
      api,
      {http::Method::get,
       "/health",
       Permission::public_access,
       "getHealth",
       "Whether the program and its database answer.",
       200,
       false,
       {ErrorCode::service_unavailable}},
      [&house](const auto&) -> Result<Health> {
        return Health{.status = "ok",
                      .version = kVersion,
                      .database = std::string(house.database().capabilities().name),
                      .first_start = house.sessions().is_first_start(),
                      .example = house.example().is_present()};
      });
  access::route<Nothing, Nothing, boost::json::value>(
      api,
      {http::Method::get, "/openapi.json", Permission::public_access, "getOpenApi",
       "This document."},
      [&house](const auto&) -> Result<boost::json::value> {
        return boost::json::value(house.api().document(kVersion));
      });
  access::route<Nothing, Nothing, access::Download>(
      api,
      {.method = http::Method::get,
       .path = "/metrics",
       .permission = Permission::metrics_read,
       .id = "getMetrics",
       .summary = "Figures of the running program for Prometheus. None is about a person.",
       .content_types = {"text/plain"}},
      [&house](const auto&) -> Result<access::Download> {
        return access::Download{.content_type = "text/plain; version=0.0.4; charset=utf-8",
                                .file_name = "metrics.txt",
                                .bytes = house.metrics().text()};
      });
}

std::string openapi_document(const Embedded& embedded) {
  return pretty(House::describe(embedded)->api().document(kVersion)) + "\n";
}

}  // namespace regie::cli
