#include "sector/reference.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <set>
#include <tuple>

#include "base/json_codec.h"
#include "content/library.h"
#include "sector/instrument_questions.h"

namespace regie::sector {
namespace {

constexpr std::string_view kFile = "sector/ai-monitor-reference.yaml";
constexpr std::string_view kPhases = "catalog/monitor-reference.yaml";
constexpr std::string_view kFunnelQuestion = "q12";
constexpr std::int64_t kFunnelYear = 2026;

struct QuestionPart {
  std::string id;
  QuestionKind kind;
  std::vector<PublishedBase> bases;
  std::vector<QuestionOption> options;
  std::vector<QuestionChange> changes;
  std::vector<PublishedFigure> figures;
};
BOOST_DESCRIBE_STRUCT(QuestionPart, (), (id, kind, bases, options, changes, figures))

struct ReferenceFile {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  std::string instrument;
  std::vector<PublishedRound> rounds;
  std::vector<QuestionPart> questions;
  std::vector<Footnote> footnotes;
};
BOOST_DESCRIBE_STRUCT(ReferenceFile, (),
                      (id, version, source, checked_on, instrument, rounds, questions, footnotes))

}  // namespace

/// Builds a Reference and knows where in the file each part stands.
class ReferenceLoader {
 public:
  ReferenceLoader(const content::YamlDocument& document, const InstrumentQuestions& instrument)
      : document_(document), instrument_(instrument) {}

  Result<Reference> load(ReferenceFile file, const content::MonitorReference& phases) {
    reference_.source_ = std::move(file.source);
    reference_.instrument_ = std::move(file.instrument);
    reference_.rounds_ = std::move(file.rounds);
    reference_.footnotes_ = std::move(file.footnotes);
    for (const auto& round : reference_.rounds_)
      if (!years_.insert(round.year).second) return refuse("/rounds", "a year stands here twice");
    for (std::size_t index = 0; index < file.questions.size(); ++index) {
      pointer_ = "/questions/" + std::to_string(index);
      TRY(add(std::move(file.questions[index])));
    }
    TRY(add_funnel(phases));
    TRY(check_footnotes());
    for (const auto& question : reference_.questions_) TRY(check_sums(question));
    return std::move(reference_);
  }

 private:
  std::unexpected<Error> refuse(std::string_view pointer, std::string reason) const {
    return failure(content::content_error(kFile, document_.line_of(pointer), std::move(reason)));
  }

  Result<void> add(QuestionPart part) {
    if (reference_.find(part.id) != nullptr)
      return refuse(pointer_, part.id + " stands here twice");
    const auto* asked = instrument_.find(part.id);
    if (asked == nullptr) return refuse(pointer_, "the instrument does not ask " + part.id);
    if (std::ranges::find(asked->kinds, part.kind) == asked->kinds.end())
      return refuse(pointer_, part.id + " is not answered like that");
    Question question{part.id, part.kind, asked->text, asked->options, std::move(part.changes)};
    for (auto& option : part.options) {
      if (find_option(question, option.id) != nullptr)
        return refuse(pointer_, "the option " + option.id + " is there already");
      for (const auto& each : option.of)
        if (find_option(question, each) == nullptr)
          return refuse(pointer_, "there is no option " + each);
      question.options.push_back(std::move(option));
    }
    std::set<std::tuple<std::string, std::string, FigureMeasure, std::int64_t>> seen;
    for (std::size_t index = 0; index < part.figures.size(); ++index) {
      const auto& figure = part.figures[index];
      const auto pointer = pointer_ + "/figures/" + std::to_string(index);
      TRY(check_figure(question, figure, pointer));
      if (!seen.emplace(figure.option.value_or(""), figure.type.value_or(""), figure.kind(),
                        figure.year)
               .second)
        return refuse(pointer, "this figure stands here twice");
    }
    for (const auto& base : part.bases)
      if (!years_.contains(base.year))
        return refuse(pointer_ + "/bases", "there was no such round");
    reference_.questions_.push_back(
        {std::move(question), std::move(part.bases), std::move(part.figures)});
    return {};
  }

  Result<void> check_figure(const Question& question, const PublishedFigure& figure,
                            const std::string& pointer) const {
    const auto counted =
        figure.kind() == FigureMeasure::share || figure.kind() == FigureMeasure::count;
    if (counted != has_shares(question.kind))
      return refuse(pointer, question.id + " has no such measure");
    if (counted != figure.option.has_value())
      return refuse(pointer, counted ? "the option is missing" : "there is no option here");
    if (figure.option && find_option(question, *figure.option) == nullptr)
      return refuse(pointer, "there is no option " + *figure.option);
    if (!years_.contains(figure.year)) return refuse(pointer, "there was no such round");
    if (figure.kind() != FigureMeasure::count && figure.value > 100)
      return refuse(pointer, "a value above 100");
    if ((figure.basis == FigureBasis::external) != figure.press.has_value())
      return refuse(pointer, "press is named with what is external, and only then");
    return {};
  }

  /// The means per phase, which the catalogue has for the picture of the funnel.
  Result<void> add_funnel(const content::MonitorReference& phases) {
    const auto* asked = instrument_.find(kFunnelQuestion);
    if (asked == nullptr) return refuse("", "the instrument does not ask about the funnel");
    Question question{
        std::string(kFunnelQuestion), QuestionKind::funnel, asked->text, asked->options, {}};
    std::vector<PublishedFigure> figures;
    for (const auto& phase : phases.phases) {
      if (find_option(question, phase.id) == nullptr)
        return refuse("", "the instrument does not ask about the phase " + phase.id);
      figures.push_back({.option = phase.id,
                         .measure = FigureMeasure::mean,
                         .year = kFunnelYear,
                         .value = phase.mean,
                         .basis = FigureBasis::stated});
    }
    reference_.questions_.push_back(
        {std::move(question), {{kFunnelYear, phases.base}}, std::move(figures)});
    return {};
  }

  Result<void> check_footnotes() const {
    std::set<std::string> ids;
    for (std::size_t index = 0; index < reference_.footnotes_.size(); ++index) {
      const auto& footnote = reference_.footnotes_[index];
      const auto pointer = "/footnotes/" + std::to_string(index);
      if (!ids.insert(footnote.id).second)
        return refuse(pointer, footnote.id + " stands here twice");
      for (const auto& question : footnote.questions)
        if (reference_.find(question) == nullptr)
          return refuse(pointer, "there is no question " + question);
    }
    return {};
  }

  /// Where every option of a single choice was published, rounding moves each by half at most.
  Result<void> check_sums(const ReferenceQuestion& asked) const {
    if (asked.question.kind != QuestionKind::single) return {};
    for (const auto year : years_) {
      double sum = 0;
      std::size_t parts = 0;
      std::size_t options = 0;
      for (const auto& option : asked.question.options) {
        if (!option.of.empty()) continue;
        ++options;
        for (const auto& figure : asked.figures)
          if (figure.year == year && figure.option == option.id &&
              figure.kind() == FigureMeasure::share)
            sum += figure.value, ++parts;
      }
      if (parts < options || std::abs(sum - 100) <= static_cast<double>(parts) / 2) continue;
      const auto notes = reference_.footnotes_of(asked.question.id);
      if (std::ranges::none_of(notes, [](const auto* note) { return note->kind == "sum"; }))
        return refuse("/questions", "the parts of " + asked.question.id + " of " +
                                        std::to_string(year) +
                                        " do not add up, and no footnote says so");
    }
    return {};
  }

  const content::YamlDocument& document_;
  const InstrumentQuestions& instrument_;
  Reference reference_;
  std::set<std::int64_t> years_;
  std::string pointer_;
};

std::optional<std::int64_t> ReferenceQuestion::base(std::int64_t year) const {
  const auto found = std::ranges::find(bases, year, &PublishedBase::year);
  return found == bases.end() ? std::nullopt : std::optional(found->n);
}

Result<Reference> Reference::load(std::span<const EmbeddedFile> files) {
  const auto document = TRY(content::read_checked(files, kFile, "sector-reference"));
  auto file = codec::decode<ReferenceFile>(document.value);
  if (!file) {
    const auto& fault = file.error().fields.front();
    return failure(content::content_error(kFile, document.line_of(fault.pointer),
                                          sentence(fault.code, fault.parameters, Language::en)));
  }
  const auto instrument = TRY(InstrumentQuestions::load(files, file->instrument));
  const auto catalog = TRY(content::read_checked(files, kPhases, "monitor-reference"));
  const auto phases =
      TRY(codec::decode<content::MonitorReference>(catalog.value.as_object().at("monitor")));
  return ReferenceLoader(document, instrument).load(std::move(*file), phases);
}

const ReferenceQuestion* Reference::find(std::string_view question) const {
  const auto found = std::ranges::find_if(
      questions_, [&](const ReferenceQuestion& each) { return each.question.id == question; });
  return found == questions_.end() ? nullptr : &*found;
}

std::vector<const Footnote*> Reference::footnotes_of(std::string_view question) const {
  std::vector<const Footnote*> found;
  for (const auto& footnote : footnotes_)
    if (std::ranges::find(footnote.questions, question) != footnote.questions.end())
      found.push_back(&footnote);
  return found;
}

}  // namespace regie::sector
