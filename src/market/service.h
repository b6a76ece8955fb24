#pragma once

#include <memory>
#include <mutex>

#include "access/caller.h"
#include "market/market.h"
#include "market/views.h"
#include "portfolio/idea_service.h"

namespace regie::market {

struct ListImportOptions {
  bool preview = false;      ///< only say what would change
  bool accept_gone = false;  ///< also when more than a tenth of the present list is gone
};

/// What people do with the list of the market.
class MarketService {
 public:
  /// The catalogue must outlive the service.
  MarketService(storage::Database& database, const Catalogue& catalogue,
                portfolio::IdeaService& ideas)
      : database_(database), catalogue_(catalogue), ideas_(ideas) {}

  Result<MarketPage> list(const access::Caller& caller, const MarketQuery& query);
  Result<MarketFigures> figures(const access::Caller& caller, const MarketFilter& filter);
  Result<MarketList> about(const access::Caller& caller);
  /// Fails with not_found.
  Result<MarketEntry> get(const access::Caller& caller, const std::string& id);
  /// Makes an idea of an entry, with name, supplier and product filled in and the problem still to
  /// be stated. Fails with not_found, or already_exists when it is an idea already.
  Result<portfolio::IdeaStatus> make_idea(const access::Caller& caller, const std::string& id);

  /// Brings in a newer version of the list, for every organisation of this instance; whole or not
  /// at all. Bad rows come back in `errors`. Fails with list_older, list_shrunk, or what read_list
  /// fails with. The same list once more changes nothing.
  Result<MarketImport> import_list(const storage::Actor& actor, std::string_view bytes,
                                   const ListImportOptions& options, Language language);

 private:
  std::shared_ptr<const Market> market(const storage::Actor& actor);
  std::shared_ptr<const Market> market_in(storage::Transaction& transaction);
  MarketEntry show(const Market& market, std::size_t position, const Ours& ours) const;

  storage::Database& database_;
  const Catalogue& catalogue_;
  portfolio::IdeaService& ideas_;

  std::mutex mutex_;  ///< guards what follows
  std::shared_ptr<const Market> kept_;
  std::optional<Timestamp> kept_imported_at_;  ///< absent: the list that shipped
};

}  // namespace regie::market
