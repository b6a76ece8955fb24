#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/query.h"
#include "http/router.h"

namespace {

regie::http::Router routes() {
  using regie::http::Method;
  regie::http::Router router;
  router.add(Method::get, "/", 0);
  router.add(Method::get, "/api/v1/applications", 1);
  router.add(Method::get, "/api/v1/applications/{id}", 2);
  router.add(Method::post, "/api/v1/applications/export", 3);
  router.add(Method::del, "/api/v1/{kind}/{id}/history/{entry}", 4);
  return router;
}

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto router = routes();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (const auto parameters = regie::http::parse_query(input)) {
    for (const auto& [name, value] : *parameters) {
      must(regie::is_utf8(name) && regie::is_utf8(value));
      must(name.size() + value.size() <= input.size());
    }
  }
  for (const auto method : {regie::http::Method::get, regie::http::Method::del}) {
    const auto match = router.find(method, input);
    must(match.values.size() <= 3);
    must(!match.number || match.allowed.empty());
    for (const auto& value : match.values) must(!value.empty() && !value.contains('/'));
  }
  return 0;
}
