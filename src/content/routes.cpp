#include "content/routes.h"

#include "access/route.h"

namespace regie::content {

void add_routes(access::Api& api, const Library& library) {
  access::route<access::Nothing, access::Nothing, Catalog>(
      api,
      {http::Method::get, "/api/v1/catalog", access::Permission::signed_in, "getCatalog",
       "Every list of words that the register uses."},
      [&library](const auto&) -> Result<Catalog> { return library.catalog(); });
  access::route<access::Nothing, access::Nothing, FieldList>(
      api,
      {http::Method::get, "/api/v1/catalog/fields", access::Permission::signed_in,
       "listRegisterFields", "The columns of the register in a spreadsheet, explained."},
      [&library](const auto&) -> Result<FieldList> { return FieldList{library.fields()}; });
}

}  // namespace regie::content
