#include "governance/gate_file.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::governance {
namespace {

const content::Library& library() {
  static const auto kLibrary = *content::Library::load(content_files());
  return kLibrary;
}

/// The shipped content with one text in one file replaced; the whole file when `from` is empty.
class Altered {
 public:
  Altered(std::string_view path, std::string_view from, std::string_view to) {
    for (const auto& file : content_files()) {
      if (file.path != path) {
        files_.push_back(file);
        continue;
      }
      text_ = file.text();
      const auto at = text_.find(from);
      EXPECT_NE(at, std::string::npos);
      text_.replace(at, from.size(), to);
      files_.push_back({path, {text_.data(), text_.size()}});
    }
  }
  Result<Gates> load(const GateWords& words = {}) const {
    return Gates::load(files_, library(), words);
  }

 private:
  std::string text_;
  std::vector<EmbeddedFile> files_;
};

std::string reason(const Result<Gates>& gates) {
  if (gates) return "loaded";
  const auto& parameters = gates.error().parameters;
  return parameters.at("file") + ":" + parameters.at("line") + " " + parameters.at("reason");
}

TEST(GateFile, EveryPhaseOfTheFunnelHasAGate) {
  const auto gates = Gates::load(content_files(), library(), {});
  ASSERT_TRUE(gates) << reason(gates);
  for (const auto phase : portfolio::kFunnelPhases) EXPECT_EQ(gates->of(phase).phase, phase);
  EXPECT_THROW(gates->of(portfolio::Phase::retired), std::logic_error);
}

TEST(GateFile, TheExpertsAreAskedFromExplorationOn) {
  const auto gates = *Gates::load(content_files(), library(), {});
  for (const auto phase : portfolio::kFunnelPhases) {
    std::set<access::Discipline> asked;
    for (const auto& each : gates.of(phase).requirements)
      if (each.discipline) asked.insert(*each.discipline);
    const bool early = phase == portfolio::Phase::idea;
    using enum access::Discipline;
    EXPECT_EQ(asked.contains(ciso), !early);
    EXPECT_EQ(asked.contains(medical_physicist), !early);
    EXPECT_EQ(asked.contains(cmio), !early);
    if (phase == portfolio::Phase::exploration) {
      EXPECT_TRUE(asked.contains(dpo));
    }
  }
}

TEST(GateFile, AWordThatNobodyKnowsIsRefusedWithFileLineAndReason) {
  const Altered field("gates/idea.yaml", "/identity/problem_owner", "/identity/nobody");
  EXPECT_EQ(reason(field.load()), "gates/idea.yaml:15 the register has no field /identity/nobody");
  const Altered document("gates/exploration.yaml", "document: value_case", "document: nothing");
  EXPECT_NE(reason(document.load()).find("there is no document nothing"), std::string::npos);
  const Altered same("gates/idea.yaml", "idea-owner", "idea-problem");
  EXPECT_NE(reason(same.load()).find("stands here twice"), std::string::npos);
  const Altered lacking("gates/exploration.yaml", "    document: value_case\n", "");
  EXPECT_NE(reason(lacking.load()).find("this kind needs document"), std::string::npos);
}

TEST(GateFile, InstrumentsFactsAndDutiesMustExist) {
  const auto fails = [](const GateWords& words, std::string_view text) {
    return reason(Gates::load(content_files(), library(), words)).find(text) != std::string::npos;
  };
  EXPECT_TRUE(
      fails({.instruments = {"another"}, .facts = {}, .duties = {}}, "there is no instrument"));
  EXPECT_TRUE(fails({.instruments = {}, .facts = {}, .duties = {"another"}}, "there is no duty"));
}

TEST(GateFile, AnUnknownMemberAndASecondGateOfAPhaseAreRefused) {
  const Altered member("gates/idea.yaml", "phase: idea", "phase: idea\nowner: nobody");
  EXPECT_NE(reason(member.load()), "loaded");
  const Altered twice("gates/idea.yaml", "phase: idea", "phase: exploration");
  EXPECT_NE(reason(twice.load()).find("has a gate already"), std::string::npos);
}

}  // namespace
}  // namespace regie::governance
