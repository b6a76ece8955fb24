#include "cli/house.h"

#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>

#include "access/route.h"
#include "access/routes.h"
#include "access/store.h"
#include "audit/routes.h"
#include "cli/version.h"
#include "content/routes.h"
#include "evidence/routes.h"
#include "market/routes.h"
#include "portfolio/routes.h"

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

}  // namespace

House::House(std::unique_ptr<storage::Engine> engine, storage::AuditKey key,
             content::Library library, market::Catalogue catalogue,
             const Configuration& configuration, const Embedded& embedded)
    : metrics_(kVersion),
      library_(std::move(library)),
      catalogue_(std::move(catalogue)),
      database_(std::move(engine), clock_, key,
                {.connections = static_cast<std::size_t>(configuration.workers),
                 .instance_may_use = access::kInstanceMayUse}),
      sessions_(database_),
      accounts_(database_),
      tokens_(database_),
      audit_(database_),
      evidence_(database_),
      applications_(database_, library_, index_),
      funnel_(database_, library_, index_),
      ideas_(database_, library_),
      views_(database_),
      exchange_(database_, library_),
      market_(database_, catalogue_, ideas_),
      example_(database_, library_, embedded.content),
      api_(sessions_, tokens_) {
  add_program_routes(api_, *this);
  access::add_routes(api_, {sessions_, accounts_, tokens_, configuration.secure_cookies()});
  content::add_routes(api_, library_);
  evidence::add_routes(api_, evidence_);
  portfolio::add_routes(api_, {applications_, funnel_, ideas_, views_, exchange_});
  market::add_routes(api_, market_);
  audit::add_routes(api_, audit_);
}

Result<std::unique_ptr<House>> House::open(const Configuration& configuration,
                                           const Embedded& embedded, Opening opening) {
  TRY(prepare_folder(configuration.data, opening));
  auto library = TRY(content::Library::load(embedded.content));
  auto catalogue = TRY(market::Catalogue::load(embedded.content, library));
  const auto key =
      TRY(storage::load_audit_key(configuration.audit_key_file(), opening == Opening::create));
  std::unique_ptr<House> house(new House(storage::make_engine(configuration.database_or_default()),
                                         key, std::move(library), std::move(catalogue),
                                         configuration, embedded));
  house->schema_step_ = TRY(house->database_.migrate(embedded.migrations));
  return house;
}

std::unique_ptr<House> House::describe(const Embedded& embedded) {
  return std::unique_ptr<House>(
      new House(storage::make_engine(":memory:"), {}, {}, {}, Configuration{}, embedded));
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
