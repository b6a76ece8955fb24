#include "governance/material_change.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace regie::governance {
namespace {

Basis basis(std::string_view record, const LabelSet& labels = {}) {
  return basis_of(*parse_json(record), labels);
}

TEST(MaterialChange, PurposeVersionSupplierAndRiskClassReopenAGateAndWordsDoNot) {
  const auto before = basis(R"({"identity":{"intended_purpose":"Zoeken","summary":"a"},
    "data":{"versions":[{"version":"1"}]},"supply":{"supplier":"A"},"law":{"risk_class":"high"}})");
  EXPECT_TRUE(changes_between(before, basis(R"({"identity":{"intended_purpose":"Zoeken",
    "summary":"b"},"data":{"versions":[{"version":"1","change":"woorden"}]},
    "supply":{"supplier":"A"},"law":{"risk_class":"high"}})"))
                  .empty());
  const auto changes = changes_between(before, basis(R"({"identity":{"intended_purpose":"Kiezen"},
    "data":{"versions":[{"version":"1"},{"version":"2"}]},"supply":{}})"));
  ASSERT_EQ(changes.size(), 4U);
  EXPECT_EQ(changes[0].field, MaterialField::purpose);
  EXPECT_EQ(changes[1].after, "1, 2");
  EXPECT_EQ(changes[2].after, std::nullopt);
  EXPECT_EQ(changes[3].field, MaterialField::risk_class);
}

TEST(MaterialChange, ALabelThatComesOrGoesIsNamed) {
  const auto changes = changes_between(basis("{}", {"a", "b"}), basis("{}", {"b", "c"}));
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].before, "a");
  EXPECT_EQ(changes[1].after, "c");
}

}  // namespace
}  // namespace regie::governance
