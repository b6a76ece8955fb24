#include "portfolio/register_query.h"

#include "base/enumeration.h"
#include "base/text.h"

namespace regie::portfolio {

using storage::value;

const std::string_view kIsOverlapping =
    "(a.use_case IS NOT NULL AND a.phase_rank < 8 AND EXISTS (SELECT 1 FROM application b "
    "JOIN application_term tb ON tb.application_id = b.id "
    "JOIN application_term ta ON ta.term = tb.term "
    "WHERE b.organisation_id = :organisation AND tb.organisation_id = :organisation "
    "AND ta.organisation_id = :organisation AND ta.application_id = a.id "
    "AND ta.kind = 'process' AND tb.kind = 'process' AND b.use_case = a.use_case "
    "AND b.phase_rank < 8 AND b.id <> a.id "
    "AND (b.supplier_folded <> a.supplier_folded OR b.supplier_folded = '')))";

AttentionLimits attention_limits(const content::Catalog& catalog, Timestamp now) {
  const auto days_ago = [&](std::int64_t days) {
    return Timestamp{now.microseconds - days * kMicrosecondsPerDay};
  };
  AttentionLimits limits{
      .now = now,
      .aged_before = days_ago(catalog.aged_after_days),
      .contract_ends_until = {day_of(now).days +
                              static_cast<std::int32_t>(catalog.contract_warning_days)}};
  for (const auto& term : catalog.phases)
    if (const auto phase = enum_from<Phase>(term.id); phase && term.ageing_after_days > 0)
      limits.stuck_since[*phase] = days_ago(term.ageing_after_days);
  return limits;
}

RegisterQuery::RegisterQuery(const AttentionLimits& limits) : limits_(limits) {}

RegisterQuery::RegisterQuery(const ApplicationQuery& query, const AttentionLimits& limits)
    : limits_(limits) {
  if (query.phase.empty()) {
    if (!query.ended.value_or(false)) where_ += " AND a.phase_rank < 8";
  } else {
    one_of("a.phase", query.phase);
  }
  one_of("a.technology", query.technology);
  one_of("a.domain", query.domain);
  one_of("a.supplier", query.supplier);
  one_of("a.owner", query.owner);
  one_of("a.risk_class", query.risk_class);
  one_of("a.medical_device", query.medical_device);
  term("process", query.process);
  term("department", query.department);
  for (const auto each : query.attention) where_ += " AND " + attention(each);
  if (query.search) search(*query.search);
}

std::string RegisterQuery::bind(storage::Value each) {
  parameters_.push_back(std::move(each));
  return "$" + std::to_string(parameters_.size());
}

template <class T>
void RegisterQuery::one_of(std::string_view column, const std::vector<T>& chosen) {
  if (chosen.empty()) return;
  std::vector<std::string> places;
  for (const auto& each : chosen) {
    if constexpr (DescribedEnum<T>)
      places.push_back(bind(value(enum_text(each))));
    else
      places.push_back(bind(value(each)));
  }
  where_ += " AND " + std::string(column) + " IN (" + joined(places, ", ") + ")";
}

void RegisterQuery::term(std::string_view kind, const std::vector<std::string>& chosen) {
  if (chosen.empty()) return;
  std::vector<std::string> places;
  for (const auto& each : chosen) places.push_back(bind(value(each)));
  where_ +=
      " AND EXISTS (SELECT 1 FROM application_term t "
      "WHERE t.organisation_id = :organisation AND t.application_id = a.id AND t.kind = '" +
      std::string(kind) + "' AND t.term IN (" + joined(places, ", ") + "))";
}

/// Every word must occur, in any order.
void RegisterQuery::search(const std::string& text) {
  const auto words = folded(text);
  constexpr std::size_t kMostWords = 8;
  std::size_t used = 0;
  for (std::size_t at = 0; at < words.size() && used < kMostWords;) {
    const auto end = std::min(words.find(' ', at), words.size());
    if (end > at) {
      std::string pattern = "%";
      for (const char c : words.substr(at, end - at)) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
      }
      where_ += " AND a.search_text LIKE " + bind(value(pattern + "%")) + " ESCAPE '\\'";
      ++used;
    }
    at = end + 1;
  }
}

std::string RegisterQuery::attention(Attention attention) {
  const auto moment = [&](Timestamp each) { return "CAST(" + bind(value(each)) + " AS BIGINT)"; };
  const auto day = [&](Date each) { return "CAST(" + bind(value(each)) + " AS BIGINT)"; };
  switch (attention) {
    case Attention::unclassified:
      return "(a.risk_class = 'not_classified' OR a.medical_device = 'not_classified')";
    case Attention::no_owner:
      return "a.owner_folded = ''";
    case Attention::aged:
      return "a.confirmed_at < " + moment(limits_.aged_before);
    case Attention::contract_ending:
      return "(a.contract_ends_on IS NOT NULL AND a.contract_ends_on <= " +
             day(limits_.contract_ends_until) + ")";
    case Attention::overlapping:
      return std::string(kIsOverlapping);
    case Attention::idea_waiting:
      return "(a.phase = 'idea' AND a.submitted_at IS NOT NULL AND a.answered_at IS NULL)";
    case Attention::stuck: {
      std::string condition = "(CASE a.phase";
      for (const auto& [phase, since] : limits_.stuck_since)
        condition += " WHEN '" + std::string(enum_text(phase)) + "' THEN " + moment(since);
      return condition + " ELSE 0 END > a.phase_since)";
    }
    case Attention::incomplete:
      return "a.completeness < 100";
    case Attention::review_due:
      return "(a.next_review_on IS NOT NULL AND a.next_review_on <= " + day(day_of(limits_.now)) +
             ")";
  }
  return "1 = 0";
}

}  // namespace regie::portfolio
