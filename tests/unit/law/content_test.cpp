#include <cctype>
#include <chrono>

#include "law/tree_check.h"
#include "tests/unit/law/fixture.h"

namespace regie::law {
namespace {

using test::ChangedFiles;
using test::edition;

TEST(ShippedLaw, LoadsWhole) {
  const auto loaded = Edition::load(content_files());
  ASSERT_TRUE(loaded) << loaded.error().parameters.at("file") << ":"
                      << loaded.error().parameters.at("line") << " "
                      << loaded.error().parameters.at("reason");
  EXPECT_EQ(loaded->trees().size(), 3U);
  EXPECT_GE(loaded->duties().size(), 80U);
}

TEST(ShippedLaw, HasNoFaultOnAnyPathOfAnyTree) {
  for (const auto& tree : edition().trees()) {
    const auto walk = walk_all(tree, edition().read_labels());
    for (const auto& fault : walk.faults)
      ADD_FAILURE() << tree.id << " " << fault.pointer << ": " << fault.reason;
    EXPECT_GT(walk.paths, 50U) << tree.id;
    EXPECT_GE(walk.longest, 4U) << tree.id;
  }
}

TEST(ShippedLaw, HasADutyForEveryArticleThatAHospitalMeets) {
  std::set<std::string> articles;
  for (const auto& [act, duty] : edition().duties()) articles.insert(act->id + ":" + duty->article);
  for (const char* article :
       {"ai-act:4",  "ai-act:5",       "ai-act:6",  "ai-act:9",  "ai-act:10",  "ai-act:11",
        "ai-act:12", "ai-act:13",      "ai-act:14", "ai-act:15", "ai-act:16",  "ai-act:25",
        "ai-act:26", "ai-act:27",      "ai-act:49", "ai-act:50", "ai-act:72",  "ai-act:73",
        "ai-act:86", "mdr:annex-viii", "mdr:5-5",   "mdr:87",    "gdpr:5",     "gdpr:9",
        "gdpr:13",   "gdpr:14",        "gdpr:22",   "gdpr:28",   "gdpr:30",    "gdpr:35",
        "gdpr:36",   "nen:7510",       "nen:7512",  "nen:7513",  "wabvpz:15d", "wabvpz:15e",
        "wgbo:448",  "wgbo:454"})
    EXPECT_TRUE(articles.contains(article)) << article;
}

std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<std::string> sentences(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    sentences.back() += text[at];
    const bool ends = text[at] == '.' || text[at] == '?' || text[at] == '!' || text[at] == ':';
    if (ends && at + 1 < text.size() && text[at + 1] == ' ') sentences.emplace_back();
  }
  return sentences;
}

int words_of(const std::string& sentence) {
  int words = 0;
  bool inside = false;
  for (const char c : sentence) {
    if (c != ' ' && !inside) ++words;
    inside = c != ' ';
  }
  return words;
}

void expect_plain(const LocalizedText& text) {
  for (const auto& sentence : sentences_of(text.nl)) EXPECT_LE(words_of(sentence), 15) << sentence;
}

TEST(ShippedLaw, IsWrittenInSentencesOfAtMostFifteenWords) {
  for (const auto& tree : edition().trees()) {
    for (const auto& node : tree.nodes) {
      expect_plain(node.question);
      if (node.explanation) expect_plain(*node.explanation);
      for (const auto& answer : node.answers) expect_plain(answer.text);
    }
    for (const auto& outcome : tree.outcomes) expect_plain(outcome.text);
  }
  for (const auto& [act, duty] : edition().duties()) {
    expect_plain(duty->title);
    expect_plain(duty->text);
    if (duty->unsure) expect_plain(*duty->unsure);
  }
}

TEST(ShippedLaw, SaysWhatIsNotSettled) {
  const auto cybersecurity = edition().duty("cybersecurity-21-care");
  EXPECT_FALSE(cybersecurity.duty->starts({}));
  EXPECT_TRUE(cybersecurity.act->unsure);
  EXPECT_TRUE(edition().duty("ai-act-27-rights").duty->unsure);
}

TEST(ShippedLaw, GivesOlderSystemsUntilDecemberToMarkWhatTheyMake) {
  const auto marking = edition().duty("ai-act-50-marking");
  EXPECT_EQ(marking.duty->starts({"makes_content"}), parse_date("2026-08-02"));
  EXPECT_EQ(marking.duty->starts({"makes_content", "older_system"}), parse_date("2026-12-02"));
}

constexpr std::string_view kTree = "trees/ai-act.yaml";
constexpr std::string_view kAct = "law/ai-act.yaml";

TEST(LawFiles, AreRefusedWithFileLineAndReason) {
  const auto refusal = [](std::string_view path, std::string_view from, std::string_view to) {
    return ChangedFiles(path, from, to).refusal();
  };
  EXPECT_NE(refusal(kTree, "{answers: [fixed_rules], to: not_ai}",
                    "{answers: [fixed_rules], to: nowhere}")
                .find("there is no question or outcome nowhere"),
            std::string::npos);
  EXPECT_NE(refusal(kTree, "{answers: [unknown], to: infers}",
                    "{answers: [unknown], labels: [provider], to: infers}")
                .find("a dead end after unknown"),
            std::string::npos);
  EXPECT_NE(refusal(kTree, "{answers: [ai_system], to: exempt}",
                    "{answers: [ai_system, model], to: exempt}")
                .find("both hold after model"),
            std::string::npos);
  EXPECT_NE(refusal(kTree, "{answers: [\"no\"], to: not_ai}", "{answers: [\"no\"], to: kind}")
                .find("this leads back to kind"),
            std::string::npos);
  EXPECT_NE(refusal(kTree, "labels: [ai_act_not_applicable, risk_none]",
                    "labels: [ai_act_not_applicable, ai_act_applies]")
                .find("contradict"),
            std::string::npos);
  EXPECT_NE(refusal(kTree, "labels: [ai_act_applies, not_high_risk]\n    articles: [\"ai-act:4\"]",
                    "labels: [ai_act_applies]\n    articles: [\"ai-act:4\"]")
                .find("no label of the group risk"),
            std::string::npos);
  EXPECT_NE(refusal(kTree, "labels: [identification_at_distance], text", "labels: [no_such], text")
                .find("there is no label no_such"),
            std::string::npos);
  EXPECT_NE(refusal(kAct, "article: \"4\"", "article: \"400\"").find("there is no article 400"),
            std::string::npos);
  EXPECT_NE(refusal(kAct, "when: {labels: [exempted_6_3]}", "when: {labels: [exempted_7]}")
                .find("there is no label exempted_7"),
            std::string::npos);
  EXPECT_NE(refusal(kAct, "days: 15", "days: 15, months: 1").find("one of hours, days and months"),
            std::string::npos);
  EXPECT_NE(refusal(kAct, "en: \"See that staff know enough of AI\"", "fr: \"x\""), "");
  const auto unread = ChangedFiles("law/gdpr.yaml", "labels: [personal_data, outside_europe]",
                                   "labels: [personal_data]")
                          .refusal();
  EXPECT_EQ(unread, "") << "labels of the register need no reader";
}

TEST(LawFiles, NameTheLineOfAFault) {
  const auto refusal = ChangedFiles(kTree, "id: infers\n", "id: deduces\n").refusal();
  EXPECT_EQ(refusal.substr(0, 18), "trees/ai-act.yaml:") << refusal;
  EXPECT_GT(std::atoi(refusal.c_str() + 18), 50) << refusal;
}

TEST(LawFiles, LoadQuickly) {
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_TRUE(Edition::load(content_files()));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  RecordProperty("milliseconds", std::to_string(took.count() * 1000));
  EXPECT_LT(took.count(), 5.0) << "on a machine that does other things too";
}

TEST(LawFiles, ComeBackFromWhatWasPacked) {
  const auto again = Edition::unpack(edition().packed(), content_files());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id(), edition().id());
  EXPECT_EQ(again->duties().size(), edition().duties().size());
}

}  // namespace
}  // namespace regie::law
