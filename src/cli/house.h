#pragma once

#include <boost/json/fwd.hpp>
#include <memory>
#include <span>
#include <string>

#include "access/account_service.h"
#include "access/api.h"
#include "access/session_service.h"
#include "assessment/assessment_service.h"
#include "assessment/instrument_service.h"
#include "assessment/transfer_service.h"
#include "audit/service.h"
#include "base/embedded.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/configuration.h"
#include "cli/metrics.h"
#include "content/library.h"
#include "evidence/service.h"
#include "facts/registry.h"
#include "governance/decision_service.h"
#include "governance/example.h"
#include "governance/example_law.h"
#include "governance/facts.h"
#include "governance/gate_service.h"
#include "law/change_service.h"
#include "law/classification_service.h"
#include "law/duty_service.h"
#include "market/service.h"
#include "portfolio/example.h"
#include "portfolio/exchange_service.h"
#include "portfolio/facts.h"
#include "portfolio/funnel_service.h"
#include "portfolio/idea_service.h"
#include "portfolio/register_service.h"
#include "portfolio/shared_register.h"
#include "portfolio/view_service.h"
#include "sector/example.h"
#include "sector/hub_service.h"
#include "sector/outbox_service.h"
#include "sector/publication_service.h"
#include "sector/reception.h"
#include "storage/database.h"
#include "validation/service.h"

namespace regie::cli {

/// What the build put into the program.
struct Embedded {
  std::span<const EmbeddedFile> migrations;
  std::span<const EmbeddedFile> content;
  std::span<const EmbeddedFile> web;
  std::span<const EmbeddedFile> report;  ///< the script that draws a report's pictures
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
  assessment::InstrumentService& instruments() { return instruments_; }
  assessment::AssessmentService& assessments() { return assessments_; }
  assessment::TransferService& transfers() { return transfers_; }
  law::ChangeService& law_change() { return law_change_; }
  validation::Service& validations() { return validations_; }
  /// Adds the example hospital, and what it did about the law and at its gates. Gives the address
  /// of its administrator.
  Result<std::string> add_example(const std::string& password);
  sector::ExampleHub& example_hub() { return example_hub_; }
  governance::DecisionService& decisions() { return decisions_; }
  sector::HubService& hub() { return hub_; }
  sector::OutboxService& outbox() { return outbox_; }
  sector::PublicationService& publications() { return publications_; }
  access::Api& api() { return api_; }
  Metrics& metrics() { return metrics_; }
  std::int64_t schema_step() const { return schema_step_; }

 private:
  House(std::unique_ptr<storage::Engine> engine, storage::AuditKey key, content::Library library,
        market::Catalogue catalogue, assessment::InstrumentLibrary instruments, law::Edition law,
        validation::Words words, governance::Gates gates, const Configuration& configuration,
        const Embedded& embedded);

  SystemClock clock_;
  Metrics metrics_;
  content::Library library_;
  market::Catalogue catalogue_;
  validation::Words words_;
  governance::Gates gates_;
  storage::Database database_;
  access::SessionService sessions_;
  access::AccountService accounts_;
  access::TokenService tokens_;
  audit::Service audit_;
  portfolio::RegisterIndex index_;
  evidence::Service evidence_;
  governance::BindingGates binding_gates_;
  portfolio::RegisterService applications_;
  portfolio::FunnelService funnel_;
  portfolio::IdeaService ideas_;
  portfolio::ViewService views_;
  portfolio::ExchangeService exchange_;
  market::MarketService market_;
  facts::FactRegistry facts_;
  portfolio::RegisterFacts register_facts_;
  governance::HouseFacts house_facts_;
  portfolio::RegisterSubjects register_subjects_;
  assessment::InstrumentLibrary instrument_library_;
  assessment::FormShelf forms_;
  assessment::Surroundings assessment_room_;
  assessment::InstrumentService instruments_;
  assessment::AssessmentService assessments_;
  assessment::TransferService transfers_;
  portfolio::SharedRegister register_;
  law::Editions law_editions_;
  law::ClassificationService law_classification_;
  law::DutyService law_duties_;
  law::ChangeService law_change_;
  validation::Service validations_;
  governance::GateService gate_service_;
  governance::DecisionService decisions_;
  sector::Reception reception_;
  sector::HubService hub_;
  sector::OutboxService outbox_;
  sector::PublicationService publications_;
  sector::ExampleHub example_hub_;
  portfolio::ExampleHospital example_;
  governance::ExampleLaw example_law_;
  governance::ExampleGates example_gates_;
  access::Api api_;
  std::int64_t schema_step_ = 0;
};

/// Routes that say something of the program itself: /health, /metrics and /openapi.json.
void add_program_routes(access::Api& api, House& house);

/// What an instrument may name of the rooms beside it: facts, and fields of the register.
assessment::KnownNames known_names(const content::Library& library);

/// The OpenAPI document of this program, without a database.
std::string openapi_document(const Embedded& embedded);

}  // namespace regie::cli
