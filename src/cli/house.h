#pragma once

#include <boost/json/fwd.hpp>
#include <memory>
#include <span>
#include <string>

#include "access/account_service.h"
#include "access/api.h"
#include "access/session_service.h"
#include "audit/service.h"
#include "base/embedded.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/configuration.h"
#include "cli/metrics.h"
#include "content/library.h"
#include "evidence/service.h"
#include "market/service.h"
#include "portfolio/example.h"
#include "portfolio/exchange_service.h"
#include "portfolio/funnel_service.h"
#include "portfolio/idea_service.h"
#include "portfolio/register_service.h"
#include "portfolio/view_service.h"
#include "storage/database.h"

namespace regie::cli {

/// What the build put into the program.
struct Embedded {
  std::span<const EmbeddedFile> migrations;
  std::span<const EmbeddedFile> content;
  std::span<const EmbeddedFile> web;
};

/// Whether opening may make what is not there yet.
enum class Opening { create, existing };

/// All rooms, put together: the only place that knows the whole graph.
class House {
 public:
  /// Opens the data folder, the key, the content and the database, and brings the database up to
  /// date. Fails with one clear error of those in error_code.h.
  static Result<std::unique_ptr<House>> open(const Configuration& configuration,
                                             const Embedded& embedded, Opening opening);

  /// Put together without opening anything: only its route table can be used.
  static std::unique_ptr<House> describe(const Embedded& embedded);

  House(const House&) = delete;
  House& operator=(const House&) = delete;

  storage::Database& database() { return database_; }
  access::SessionService& sessions() { return sessions_; }
  access::AccountService& accounts() { return accounts_; }
  audit::Service& audit() { return audit_; }
  portfolio::ExampleHospital& example() { return example_; }
  portfolio::ExchangeService& exchange() { return exchange_; }
  market::MarketService& market() { return market_; }
  access::Api& api() { return api_; }
  Metrics& metrics() { return metrics_; }
  std::int64_t schema_step() const { return schema_step_; }

 private:
  House(std::unique_ptr<storage::Engine> engine, storage::AuditKey key, content::Library library,
        market::Catalogue catalogue, const Configuration& configuration, const Embedded& embedded);

  SystemClock clock_;
  Metrics metrics_;
  content::Library library_;
  market::Catalogue catalogue_;
  storage::Database database_;
  access::SessionService sessions_;
  access::AccountService accounts_;
  access::TokenService tokens_;
  audit::Service audit_;
  portfolio::RegisterIndex index_;
  evidence::Service evidence_;
  portfolio::RegisterService applications_;
  portfolio::FunnelService funnel_;
  portfolio::IdeaService ideas_;
  portfolio::ViewService views_;
  portfolio::ExchangeService exchange_;
  market::MarketService market_;
  portfolio::ExampleHospital example_;
  access::Api api_;
  std::int64_t schema_step_ = 0;
};

/// Routes that say something of the program itself: /health, /metrics and /openapi.json.
void add_program_routes(access::Api& api, House& house);

/// The OpenAPI document of this program, without a database.
std::string openapi_document(const Embedded& embedded);

}  // namespace regie::cli
