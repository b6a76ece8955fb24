#include "market/resemblance.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace regie::market {
namespace {

TEST(SupplierKey, LeavesOutLegalFormsCaseAccentsAndPunctuation) {
  const std::pair<const char*, const char*> same[] = {
      {"Quantib BV", "QUANTIB B.V."},
      {"Ligence, UAB", "Ligence"},
      {"iSchemaView, Inc.", "iSchemaView Inc."},
      {"Shanghai United Imaging Healthcare Co., Ltd.",
       "Shanghai United Imaging Healthcare Co.,Ltd."},
      {"RaySearch Laboratories AB (publ)", "RaySearch Laboratories"},
      {"Viz.ai, Inc.", "Viz AI"},
      {"Esaote S.p.A.", "ESAOTE SPA"},
      {"Koning Corporation", "koning corp"},
      {"Radiologie Médicale S.A.S.", "Radiologie Medicale"},
      {"Carl Zeiss Meditec AG", "Carl Zeiss Meditec, A.G."},
      {"Drägerwerk AG & Co. KGaA", "Dragerwerk"},
      {"KARL STORZ GmbH and Co. KG", "Karl Storz"},
      {"Ambu A/S", "Ambu"}};
  for (const auto& [one, other] : same) EXPECT_EQ(supplier_key(one), supplier_key(other)) << one;
  EXPECT_EQ(supplier_key("Quantib BV"), "quantib");
}

TEST(SupplierKey, KeepsDifferentSuppliersApart) {
  const std::pair<const char*, const char*> different[] = {
      {"Siemens Healthcare GmbH", "Siemens Medical Solutions USA, Inc."},
      {"GE Medical Systems SCS", "GE Medical Systems Ultrasound and Primary Care Diagnostics"},
      {"Brainlab AG", "Brainomix Limited"},
      {"Co-Diagnostics", "Diagnostics"},
      {"Pearl Inc.", "Pearl Medical Inc."},
      {"", "Inc."}};
  for (const auto& [one, other] : different)
    EXPECT_NE(supplier_key(one), supplier_key(other)) << one;
  EXPECT_EQ(supplier_key("Limited"), "limited") << "a name is never stripped to nothing";
}

TEST(SupplierKey, StaysAsItIsWhenFoldedAgain) {
  for (const char* name : {"Quantib BV", "Viz.ai, Inc.", "S.A.S. Médicale", "A. B. Clinic Ltd"})
    EXPECT_EQ(supplier_key(folded(name)), supplier_key(name)) << name;
}

bool alike(const char* supplier, const char* one, const char* other) {
  const auto key = supplier_key(supplier);
  const ProductName first(one, key);
  const ProductName second(other, key);
  EXPECT_EQ(first.resembles(second), second.resembles(first)) << one << " / " << other;
  return first.resembles(second);
}

TEST(ProductName, ResemblesTheSameNameAndTheNameWithMoreWords) {
  EXPECT_TRUE(alike("Quantib BV", "Quantib® Prostate", "quantib prostate"));
  EXPECT_TRUE(alike("Quantib BV", "Quantib™ ND", "Quantib ND"));
  EXPECT_TRUE(alike("Aidoc Medical, Ltd.", "BriefCase-Triage", "Briefcase"));
  EXPECT_TRUE(alike("Aidoc Medical, Ltd.", "Triage met BriefCase", "BriefCase-Triage"));
  EXPECT_TRUE(alike("Hyperfine, Inc.", "Swoop® Portable MR Imaging® System (V2)", "Swoop"));
  EXPECT_TRUE(alike("Icometrix NV", "icobrain", "icobrain aria, icobrain"));
  EXPECT_TRUE(alike("ContourCo", "Contour ProtégéAI+", "Contour Protegeai"));
}

TEST(ProductName, DoesNotResembleAnotherProductOfTheSameSupplier) {
  EXPECT_FALSE(alike("Quantib BV", "Quantib Prostate", "Quantib Brain"));
  EXPECT_FALSE(alike("Quantib BV", "Quantib", "Quantib Brain"))
      << "the supplier's own name is no product";
  EXPECT_FALSE(alike("HeartFlow, Inc.", "Heart", "HeartFlow FFRct Analysis"))
      << "half a word is no word";
  EXPECT_FALSE(alike("Siemens Healthcare GmbH", "AI-Rad Companion (Cardiovascular)",
                     "AI-Rad Companion Chest CT"));
  EXPECT_FALSE(alike("Therapixel", "MammoScreen® (3)", "MammoScreen® (4)"));
}

TEST(ProductName, DoesNotFindByGeneralWordsAlone) {
  EXPECT_FALSE(alike("United", "System", "uMR Omega System"));
  EXPECT_FALSE(alike("United", "AI software", "AI software for chest X-ray"));
  EXPECT_FALSE(alike("United", "2.0", "uCT 2.0"));
  EXPECT_FALSE(alike("United", "ND", "ND 1.5")) << "two letters say too little";
  EXPECT_FALSE(alike("United", "", "uCT"));
  EXPECT_FALSE(alike("United", "", ""));
  EXPECT_TRUE(alike("United", "Software", "SOFTWARE")) << "equal names are equal";
}

}  // namespace
}  // namespace regie::market
