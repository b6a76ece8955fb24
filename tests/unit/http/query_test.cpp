#include "http/query.h"

#include <gtest/gtest.h>

namespace regie::http {
namespace {

TEST(Query, KeepsOrderAndRepeatedNames) {
  const Parameters expected{{"phase", "idea"}, {"phase", "operation"}, {"sort", "name"}};
  EXPECT_EQ(parse_query("phase=idea&phase=operation&sort=name").value(), expected);
}

TEST(Query, ReadsPlusAsSpaceAndEscapesAsUtf8) {
  const Parameters expected{{"zoek op", "caf\u00e9 + thee"}};
  EXPECT_EQ(parse_query("zoek+op=caf%C3%A9+%2b+thee").value(), expected);
}

TEST(Query, GivesAnEmptyValueToANameWithoutOne) {
  const Parameters expected{{"a", ""}, {"b", ""}, {"", "c"}, {"d", "e=f"}};
  EXPECT_EQ(parse_query("a&b=&&=c&d=e=f&").value(), expected);
}

TEST(Query, OfNothingIsEmpty) { EXPECT_TRUE(parse_query("").value().empty()); }

TEST(Query, RefusesBrokenEscapesAndBytesThatAreNoText) {
  for (const auto* query : {"a=%", "a=%4", "a=%zz", "%=a", "a=%ff", "a=%c3", "a=%00", "a=\xff"}) {
    const auto parsed = parse_query(query);
    ASSERT_FALSE(parsed.has_value()) << query;
    EXPECT_EQ(parsed.error().code, ErrorCode::bad_request) << query;
  }
}

}  // namespace
}  // namespace regie::http
