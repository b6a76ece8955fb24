#include "governance/gate_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>

#include "assessment/instrument_library.h"
#include "base/enumeration.h"
#include "governance/facts.h"
#include "portfolio/facts.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::governance {
namespace {

const content::Library& library() {
  static const auto kLibrary = *content::Library::load(content_files());
  return kLibrary;
}

const assessment::InstrumentLibrary& instruments() {
  static const auto kInstruments = [] {
    assessment::KnownNames names;
    for (const auto& fact : portfolio::fact_descriptions(library())) names.facts.insert(fact.id);
    for (const auto& fact : fact_descriptions()) names.facts.insert(fact.id);
    for (const auto& field : library().fields()) names.fields.insert(field.pointer);
    return *assessment::InstrumentLibrary::load(content_files(), names);
  }();
  return kInstruments;
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
    EXPECT_EQ(asked.contains(dpo), !early);
  }
}

TEST(GateFile, EveryGateAsksOnFiveDimensions) {
  const auto gates = *Gates::load(content_files(), library(), {});
  for (const auto phase : portfolio::kFunnelPhases) {
    std::set<Dimension> asked;
    for (const auto& each : gates.of(phase).requirements) asked.insert(each.dimension);
    EXPECT_EQ(asked.size(), 5u) << enum_text(phase);
  }
}

TEST(GateFile, AnOutcomeOrAScoreThatAnInstrumentDoesNotHaveIsRefused) {
  GateWords words;
  for (const auto& instrument : instruments().instruments()) words.add(instrument);
  const auto refused = [&](std::string_view from, std::string_view to) {
    return reason(Altered("gates/scaling.yaml", from, to).load(words));
  };
  EXPECT_NE(refused("score: overall", "score: nothing").find("has no score nothing"),
            std::string::npos);
  EXPECT_NE(
      refused("score: overall\n    at_least: 1.5", "outcomes: [fine]").find("has no outcome fine"),
      std::string::npos);
  EXPECT_EQ(refused("checked_on: 2026", "checked_on: 2025"), "loaded");
}

/// What comes to stand in a hospital's way must be something that it can do.
TEST(GateFile, EveryAssessmentThatAGateAsksIsOfSomethingThatAGateLooksAt) {
  const auto gates = *Gates::load(content_files(), library(), {});
  for (const auto& gate : gates.all())
    for (const auto& each : gate.requirements) {
      if (!each.instrument) continue;
      const auto& all = instruments().instruments();
      const auto found = std::ranges::find(all, *each.instrument, &assessment::Instrument::id);
      ASSERT_NE(found, all.end());
      EXPECT_NE(found->subject, facts::SubjectKind::organisation) << each.id;
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
  EXPECT_TRUE(fails({.instruments = {{"another", {}}}, .facts = {}, .duties = {}},
                    "there is no instrument"));
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
