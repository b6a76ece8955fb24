#pragma once

#include <cstdint>
#include <string>

#include "report/html.h"
#include "sector/publication.h"
#include "sector/report_outline.h"

namespace regie::sector {

/// What every part of a report writes with.
struct ReportContext {
  report::HtmlWriter& writer;
  const ReportOutline& outline;
  const PublicationContent& content;
  std::int64_t year;

  std::string say(std::string_view id, const report::Fillings& fillings = {}) const {
    return outline.text(id, writer.language(), fillings);
  }
  std::string in(const LocalizedText& text) const { return text.in(writer.language()); }
};

/// Null when the round did not ask it.
const QuestionResult* find_question(const PublicationContent& content, std::string_view id);
/// Null when the question has no such year.
const YearResult* year_of(const QuestionResult& question, std::int64_t year);
/// The figures of everybody together; null when there are none, or they are hidden.
const ShownGroup* whole_of(const QuestionResult& question, std::int64_t year);
/// Null when it is not there.
const ShareFigure* share_of(const ShownGroup& group, std::string_view option);
std::string name_of(const ReportContext& context, const GroupTrait& trait);
/// What the report calls a question.
std::string name_of(const ReportContext& context, const Question& question);

/// Why a question has no figures in the year of the report; empty when it has.
std::string reason_for_none(const ReportContext& context, const QuestionResult& question);
/// The chart that fits the question, in the year of the report and the years before.
void write_chart(const ReportContext& context, const QuestionResult& question, bool reversed);
/// One chart for questions with the same options.
void write_together(const ReportContext& context, const ReportSection& section);
/// Every figure: of all, by type, and by ambition; then the footnotes.
void write_figures(const ReportContext& context, const QuestionResult& question);

}  // namespace regie::sector
