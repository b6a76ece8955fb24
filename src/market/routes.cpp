#include "market/routes.h"

#include "access/route.h"

namespace regie::market {

using access::Api;
using access::Nothing;
using access::Permission;
using access::route;
using http::Method;

void add_routes(Api& api, MarketService& market) {
  route<MarketQuery, Nothing, MarketPage>(
      api,
      {Method::get, "/api/v1/market", Permission::register_read, "listMarket",
       "What exists outside the hospital: searched, filtered, sorted, one page at a time."},
      [&market](const auto& call) -> Result<MarketPage> {
        return market.list(call.caller(), call.query);
      });
  route<MarketFilter, Nothing, MarketFigures>(
      api,
      {Method::get, "/api/v1/market/figures", Permission::register_read, "getMarketFigures",
       "How what the filter finds grew by year, and how it is spread over medical fields."},
      [&market](const auto& call) -> Result<MarketFigures> {
        return market.figures(call.caller(), call.query);
      });
  route<Nothing, Nothing, MarketList>(
      api,
      {Method::get, "/api/v1/market/list", Permission::register_read, "getMarketList",
       "What list this is, its source and date, and the words to filter it by."},
      [&market](const auto& call) -> Result<MarketList> { return market.about(call.caller()); });
  route<Nothing, Nothing, MarketEntry>(api,
                                       {Method::get,
                                        "/api/v1/market/{id}",
                                        Permission::register_read,
                                        "getMarketEntry",
                                        "One entry, by its submission number without a slash.",
                                        200,
                                        false,
                                        {ErrorCode::not_found}},
                                       [&market](const auto& call) -> Result<MarketEntry> {
                                         return market.get(call.caller(), call.id());
                                       });
  route<Nothing, Nothing, portfolio::IdeaStatus>(
      api,
      {Method::post,
       "/api/v1/market/{id}/idea",
       Permission::idea_submit,
       "createMarketIdea",
       "Makes an idea of an entry; its problem is still to be stated.",
       201,
       false,
       {ErrorCode::not_found, ErrorCode::already_exists}},
      [&market](const auto& call) -> Result<portfolio::IdeaStatus> {
        return market.make_idea(call.caller(), call.id());
      });
}

}  // namespace regie::market
