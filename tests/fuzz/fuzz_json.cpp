#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/embedded.h"
#include "base/json_codec.h"
#include "portfolio/document.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace {

using regie::portfolio::ApplicationRecord;

void must(bool holds) {
  if (!holds) std::abort();
}

/// The same, but for the last digits of a number: Boost.JSON reads one of more than fifteen digits
/// to within a few units in the last place.
bool is_same(const boost::json::value& a, const boost::json::value& b) {
  if (a.is_double() && b.is_double())
    return std::fabs(a.get_double() - b.get_double()) <= 1e-14 * std::fabs(a.get_double());
  if (a.is_array() && b.is_array()) {
    const auto& left = a.get_array();
    const auto& right = b.get_array();
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), is_same);
  }
  if (a.is_object() && b.is_object()) {
    const auto& left = a.get_object();
    const auto& right = b.get_object();
    return left.size() == right.size() &&
           std::all_of(left.begin(), left.end(), [&](const auto& each) {
             const auto* found = right.if_contains(each.key());
             return found != nullptr && is_same(each.value(), *found);
           });
  }
  return a == b;
}

/// What every request with a body goes through: JSON, the strict codec, and the record's own rules.
void decode_record(const boost::json::value& json) {
  static const auto library = *regie::content::Library::load(regie::content_files());
  const auto record = regie::codec::decode<ApplicationRecord>(json);
  if (!record) {
    must(!record.error().fields.empty());
    for (const auto& field : record.error().fields)
      must(field.pointer.empty() || field.pointer.starts_with('/'));
    return;
  }
  const auto again = regie::codec::decode<ApplicationRecord>(regie::codec::encode(*record));
  must(again.has_value() && *again == *record);
  must(regie::portfolio::from_document(regie::portfolio::to_document(*record)) == *record);
  must(regie::portfolio::changes_between(*record, *again).empty());
  (void)regie::portfolio::check(*record, library, "/record");
  must(regie::is_utf8(regie::portfolio::search_text("APP-0001", *record, library)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto json = regie::parse_json(text);
  if (!json) return 0;
  const auto again = regie::parse_json(regie::to_text(*json));
  must(again.has_value() && is_same(*json, *again));
  decode_record(*json);
  return 0;
}
