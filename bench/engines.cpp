#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cmath>
#include <ctime>
#include <future>
#include <iostream>
#include <memory>
#include <numeric>
#include <random>
#include <stdexcept>

#include "assessment/evaluation.h"
#include "assessment/instrument_file.h"
#include "base/json_codec.h"
#include "cli/house.h"
#include "content/library.h"
#include "governance/gate_file.h"
#include "law/edition.h"
#include "law/reclassification.h"
#include "market/catalogue.h"
#include "sector/publication.h"
#include "validation/words.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace {

using namespace regie;
namespace json = boost::json;

/// Milliseconds of each of so many times, in order of size.
template <class Run>
std::vector<double> times(int count, const Run& run) {
  std::vector<double> all;
  for (int index = 0; index < count; ++index) {
    const auto began = std::chrono::steady_clock::now();
    run();
    all.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
            .count());
  }
  std::ranges::sort(all);
  return all;
}

json::object spread(const std::vector<double>& sorted) {
  return {{"fastest", sorted.front()},
          {"median", sorted[sorted.size() / 2]},
          {"slowest", sorted.back()},
          {"n", sorted.size()}};
}

template <class Value>
Value need(Result<Value> result) {
  if (!result) throw std::runtime_error("the content of the program is refused");
  return std::move(*result);
}

/// Everything that is read and checked at a start, as House::open does.
void load_content() {
  auto reading_law =
      std::async(std::launch::async, [] { return law::Edition::load(content_files()); });
  const auto library = need(content::Library::load(content_files()));
  const auto catalogue = need(market::Catalogue::load(content_files(), library));
  const auto instruments =
      need(assessment::InstrumentLibrary::load(content_files(), cli::known_names(library)));
  const auto law = need(reading_law.get());
  const auto words = need(validation::Words::load(content_files()));
  governance::GateWords gate_words;
  for (const auto& each : instruments.instruments()) gate_words.add(each);
  need(governance::Gates::load(content_files(), library, gate_words));
}

/// 300 questions in ten groups; every third is asked only after an answer to the one before it.
std::unique_ptr<assessment::Form> large_form() {
  std::string text =
      "id: large\nversion: \"1\"\ntitle: {nl: T, en: T}\nsummary: {nl: S, en: S}\n"
      "subject: organisation\nsource: {title: T, publisher: P}\nchecked_on: 2026-11-24\nitems:\n";
  std::string of;
  for (int group = 0; group < 10; ++group) {
    text += "  - linkId: g" + std::to_string(group) +
            "\n    type: group\n    text: {nl: G, en: G}\n    items:\n";
    for (int place = 0; place < 30; ++place) {
      const int number = group * 30 + place;
      text += "      - {linkId: q" + std::to_string(number) +
              ", type: integer, required: true, text: {nl: V, en: Q}";
      if (place % 3 == 2)
        text += ", enableWhen: [{question: q" + std::to_string(number - 1) +
                ", operator: '>', answer: 3}]";
      text += "}\n";
      of += (of.empty() ? "q" : ", q") + std::to_string(number);
    }
  }
  text += "scores:\n  - {id: all, title: {nl: A, en: A}, mean: {of: [" + of + "]}}\n";
  std::string schema;
  for (const auto& file : content_files())
    if (file.path == "schema/instrument.schema.json") schema = file.text();
  auto file = assessment::read_instrument(text, schema, {});
  if (!file.instrument)
    throw std::runtime_error(file.faults.front().pointer + ": " + file.faults.front().reason.en);
  return std::make_unique<assessment::Form>(std::move(*file.instrument));
}

json::object measure_instrument() {
  const auto form = large_form();
  std::vector<assessment::Given> given;
  for (int number = 0; number < 300; ++number) {
    assessment::Given each;
    each.link_id = "q" + std::to_string(number);
    each.values = {json::value(number % 7)};
    given.push_back(std::move(each));
  }
  std::int64_t asked = 0;
  auto result = spread(times(500, [&] { asked = form->evaluate(given, {}).questions; }));
  result["asked"] = asked;
  return result;
}

/// The shipped law beside itself with one day moved, for applications that are high risk.
json::object measure_law(int applications) {
  const auto before = need(law::Edition::load(content_files()));
  std::vector<EmbeddedFile> files(content_files().begin(), content_files().end());
  std::string changed;
  for (auto& file : files) {
    if (file.path != "law/ai-act.yaml") continue;
    changed = file.text();
    const std::string_view day = "day: 2027-12-02";
    for (auto at = changed.find(day); at != std::string::npos; at = changed.find(day, at + 1))
      changed.replace(at, day.size(), "day: 2028-12-02");
    file.bytes = changed;
  }
  const auto after = need(law::Edition::load(files));
  const law::Reclassification reclassification(before, after);
  const std::vector<law::Answered> answers{
      {"kind", {"ai_system"}}, {"exempt", {"none"}},  {"role", {"uses"}},
      {"practices", {"none"}}, {"product", {"none"}}, {"sensitive_use", {"emergency"}},
      {"profiling", {"yes"}},  {"openness", {"none"}}};
  const auto walk = need(law::walk(*before.tree("ai-act"), answers));
  if (walk.outcome == nullptr) throw std::runtime_error("the answers lead to no outcome");
  std::vector<law::AnsweredApplication> all;
  for (int number = 0; number < applications; ++number) {
    law::AnsweredApplication each;
    each.application.id = "application-" + std::to_string(number);
    each.application.record = json::object{
        {"phase", "operation"},
        {"kind", json::object{{"technology", "machine_learning"}, {"domain", "medical"}}},
        {"law", json::object{{"medical_device", "no"}, {"risk_class", "high"}}},
        {"data", json::object{{"personal_data", json::array{"health"}}}}};
    law::StoredClassification classification;
    classification.tree_id = "ai-act";
    classification.tree_version = before.tree("ai-act")->version;
    classification.outcome = walk.outcome->id;
    classification.labels = walk.labels;
    classification.answers = answers;
    each.answered.push_back(std::move(classification));
    all.push_back(std::move(each));
  }
  std::int64_t changes = 0;
  auto result = spread(times(5, [&] {
    changes = 0;
    for (const auto& each : all)
      changes += static_cast<std::int64_t>(reclassification.changes(each, false).size());
  }));
  result["applications"] = applications;
  result["changes"] = changes;
  return result;
}

/// 10,000 organisations, five rounds, 60 questions of which ten are a scale; every tenth question
/// is asked of three in four.
sector::Survey large_survey() {
  constexpr std::size_t kOrganisations = 10'000;
  std::mt19937 random(1);
  sector::Survey survey{.organisations = kOrganisations,
                        .dimensions = {{"type", {"a", "b", "c", "d"}},
                                       {"ambition", {"a", "b", "c"}},
                                       {"region", {"a", "b", "c", "d", "e", "f"}},
                                       {"size", {"a", "b", "c", "d"}}}};
  for (int index = 0; index < 60; ++index) {
    sector::Question question{.id = "question-" + std::to_string(index)};
    if (index % 6 == 5) question.kind = sector::QuestionKind::scale;
    for (int option = 0; option < 8 && index % 6 != 5; ++option)
      question.options.push_back({std::to_string(option), {}});
    survey.questions.push_back(std::move(question));
  }
  for (int year = 2022; year < 2027; ++year) {
    sector::SurveyRound round{.year = year};
    // What an organisation is seldom changes from year to year.
    if (!survey.rounds.empty()) round.traits = survey.rounds.front().traits;
    for (std::size_t index = round.traits.size(); index < survey.dimensions.size(); ++index) {
      auto& values = round.traits.emplace_back();
      for (std::size_t each = 0; each < kOrganisations; ++each)
        values.push_back(
            static_cast<std::uint8_t>(random() % survey.dimensions[index].values.size()));
    }
    for (int index = 0; index < 60; ++index) {
      auto& answers = round.answers.emplace_back(sector::Answers{sector::Members(kOrganisations)});
      const auto options = survey.questions[static_cast<std::size_t>(index)].options.size();
      answers.chosen.assign(options, sector::Members(kOrganisations));
      if (options == 0) answers.numbers.emplace_back(kOrganisations, std::nan(""));
      for (std::size_t each = 0; each < kOrganisations; ++each) {
        if (index % 10 == 0 && random() % 4 == 0) continue;
        answers.answered.add(each);
        if (options == 0)
          answers.numbers[0][each] = static_cast<double>(random() % 101);
        else
          answers.chosen[random() % options].add(each);
      }
    }
    survey.rounds.push_back(std::move(round));
  }
  return survey;
}

/// Milliseconds of processor time, which other work on the machine does not lengthen.
template <class Run>
double processor_time(const Run& run) {
  const auto began = std::clock();
  run();
  return 1000.0 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
}

/// The figures of the sector: all of them with every crossing of two dimensions; which of them may
/// be shown; and one question of a publication as a page has it.
json::object measure_sector() {
  const auto survey = large_survey();
  const sector::Tables crossed{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
  sector::Benchmark figures;
  std::vector<double> all;
  for (int time = 0; time < 5; ++time)
    all.push_back(processor_time([&] { figures = sector::benchmark(survey, crossed); }));
  std::ranges::sort(all);
  auto result = spread(all);
  result["figures"] = figures.figures.size();
  sector::Suppressed suppressed;
  result["suppression"] =
      processor_time([&] { suppressed = sector::suppress(survey, figures, {}); });
  result["shown"] = std::ranges::count(suppressed.visible, true, &sector::Visible::figures);
  const auto published = sector::publish(survey, need(sector::Reference::load(content_files())), {},
                                         {.crossed = {{"type", "ambition"}}});
  std::size_t size = 0;
  result["page"] = processor_time([&] {
    size = json::serialize(codec::encode(published.publication.content().questions.front())).size();
  });
  result["page_bytes"] = size;
  return result;
}

}  // namespace

/// Prints milliseconds as JSON: the content at start, a large instrument, a change of law, the
/// figures of a sector.
int main() {
  json::object all;
  all["content"] = spread(times(20, load_content));
  all["instrument"] = measure_instrument();
  all["law"] = measure_law(10'000);
  all["sector"] = measure_sector();
  std::cout << json::serialize(all) << "\n";
}
