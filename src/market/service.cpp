#include "market/service.h"

#include "base/text.h"
#include "market/list_file.h"
#include "market/selection.h"
#include "market/store.h"
#include "portfolio/register_service.h"

namespace regie::market {
namespace {

using access::Caller;
using storage::Scope;

constexpr std::int64_t kDefaultPage = 50;
constexpr std::int64_t kLargestPage = 200;
constexpr std::size_t kLongestSearch = 200;
/// When so large a part of the list is gone, the file was cut short rather than the market.
constexpr std::size_t kGoneOneIn = 10;

Result<void> check(const MarketFilter& filter) {
  std::vector<FieldError> errors;
  if (filter.search && code_points(*filter.search) > kLongestSearch)
    errors.push_back({"/search", ErrorCode::too_long, {{"limit", std::to_string(kLongestSearch)}}});
  return portfolio::refuse_if(std::move(errors));
}

Result<void> check_page(const MarketQuery& query) {
  std::vector<FieldError> errors;
  const auto range = [&](const char* pointer, std::int64_t value, std::int64_t least,
                         std::int64_t most) {
    if (value < least || value > most)
      errors.push_back({pointer,
                        ErrorCode::out_of_range,
                        {{"minimum", std::to_string(least)}, {"maximum", std::to_string(most)}}});
  };
  range("/limit", query.limit.value_or(kDefaultPage), 1, kLargestPage);
  range("/offset", query.offset.value_or(0), 0, 10'000'000);
  return portfolio::refuse_if(std::move(errors));
}

std::vector<MarketLine> lines_of(const std::vector<Entry>& entries) {
  std::vector<MarketLine> lines;
  for (const auto& entry : entries) lines.push_back({entry.number, entry.device, entry.company});
  return lines;
}

std::vector<MarketFault> faults_of(const ListFile& file, Language language) {
  std::vector<MarketFault> faults;
  for (const auto& fault : file.faults)
    faults.push_back({.row = static_cast<std::int64_t>(fault.row),
                      .column = fault.column.empty() ? std::nullopt : std::optional(fault.column),
                      .code = std::string(entry(fault.code).id),
                      .detail = sentence(fault.code, fault.parameters, language)});
  return faults;
}

std::string counts_json(const MarketImport& report) {
  return "{\"entries\":" + std::to_string(report.rows) + ",\"until\":\"" + to_text(report.until) +
         "\",\"added\":" + std::to_string(report.added.size()) +
         ",\"changed\":" + std::to_string(report.changed.size()) +
         ",\"gone\":" + std::to_string(report.gone.size()) + "}";
}

OurIdea idea_of(const portfolio::StoredApplication& stored) {
  const auto& identity = stored.record.identity;
  return {.id = stored.id,
          .code = stored.code,
          .name = identity.name,
          .phase = stored.phase,
          .problem_missing = trimmed(identity.problem.value_or("")).empty()};
}

}  // namespace

std::shared_ptr<const Market> MarketService::market_in(storage::Transaction& transaction) {
  const auto& list_id = catalogue_.description().id;
  MarketStore store(transaction);
  const auto shipped_until = period_of(catalogue_.entries()).until;
  auto stored = store.list(list_id);
  // A newer program may ship a newer list than the one that was once brought in.
  if (stored && stored->covers_until < shipped_until) stored.reset();
  const auto imported_at = stored ? std::optional(stored->imported_at) : std::nullopt;
  const std::scoped_lock lock(mutex_);
  if (kept_ && kept_imported_at_ == imported_at) return kept_;
  kept_ = stored ? std::make_shared<const Market>(catalogue_, store.entries(list_id), imported_at)
                 : std::make_shared<const Market>(catalogue_, catalogue_.entries(), std::nullopt);
  kept_imported_at_ = imported_at;
  return kept_;
}

std::shared_ptr<const Market> MarketService::market(const storage::Actor& actor) {
  auto transaction = database_.view(Scope::instance(actor));
  return market_in(transaction);
}

MarketEntry MarketService::show(const Market& market, std::size_t position,
                                const Ours& ours) const {
  const auto& item = market.items()[position];
  const auto& entry = item.entry;
  MarketEntry shown{.id = entry_id(entry.number),
                    .number = entry.number,
                    .device = entry.device,
                    .company = entry.company,
                    .company_id = item.company_id,
                    .field = item.field,
                    .panel = entry.panel,
                    .product_code = entry.product_code,
                    .decided_on = entry.decided_on};
  if (const auto* pathway = catalogue_.pathway_of(entry.number)) {
    shown.pathway = pathway->id;
    shown.address = filled_in(pathway->address, shown.id);
  }
  shown.product_code_address =
      filled_in(catalogue_.description().product_code_address, entry.product_code);
  if (const auto idea = ours.ideas.find(entry.number); idea != ours.ideas.end())
    shown.idea = idea_of(idea->second);
  if (const auto found = ours.resembling.find(position); found != ours.resembling.end())
    shown.resembles = found->second;
  return shown;
}

Result<MarketPage> MarketService::list(const Caller& caller, const MarketQuery& query) {
  TRY(check(query));
  TRY(check_page(query));
  const auto present = market(caller.actor());
  const auto ours = [&] {
    auto transaction = database_.view(caller.scope());
    return ours_in(*present, catalogue_.description().id, transaction);
  }();
  auto positions = select(*present, ours, query);
  sort(positions, *present, query);
  MarketPage page{.total = static_cast<std::int64_t>(positions.size()),
                  .offset = query.offset.value_or(0)};
  const auto first = std::min(static_cast<std::size_t>(page.offset), positions.size());
  const auto wanted = static_cast<std::size_t>(query.limit.value_or(kDefaultPage));
  const auto last = std::min(first + wanted, positions.size());
  for (auto at = first; at < last; ++at) page.items.push_back(show(*present, positions[at], ours));
  return page;
}

Result<MarketFigures> MarketService::figures(const Caller& caller, const MarketFilter& filter) {
  TRY(check(filter));
  const auto present = market(caller.actor());
  auto transaction = database_.view(caller.scope());
  const auto ours = ours_in(*present, catalogue_.description().id, transaction);
  return figures_of(*present, ours, filter);
}

Result<MarketList> MarketService::about(const Caller& caller) {
  return market(caller.actor())->about();
}

Result<MarketEntry> MarketService::get(const Caller& caller, const std::string& id) {
  const auto present = market(caller.actor());
  const auto* item = present->find(id);
  if (item == nullptr) return failure(ErrorCode::not_found);
  auto transaction = database_.view(caller.scope());
  const auto ours = ours_in(*present, catalogue_.description().id, transaction);
  return show(*present, static_cast<std::size_t>(item - present->items().data()), ours);
}

Result<portfolio::IdeaStatus> MarketService::make_idea(const Caller& caller,
                                                       const std::string& id) {
  const auto present = market(caller.actor());
  const auto* item = present->find(id);
  if (item == nullptr) return failure(ErrorCode::not_found);
  const auto& entry = item->entry;
  const auto* pathway = catalogue_.pathway_of(entry.number);
  const auto* field = catalogue_.field(item->field);
  const auto& source = catalogue_.description().source;
  portfolio::ProductIdea idea{
      .name = entry.device,
      .supplier = entry.company,
      .product = entry.device,
      .specialisms = {},
      .evidence = {.title = "FDA " + entry.number,
                   .link = pathway != nullptr ? filled_in(pathway->address, id)
                                              : source.address.value_or("")},
      .list_id = catalogue_.description().id,
      .reference = entry.number};
  // Where a panel covers several specialisms, people choose.
  if (field != nullptr && field->specialisms.size() == 1) idea.specialisms = field->specialisms;
  return ideas_.propose(caller, idea);
}

Result<MarketImport> MarketService::import_list(const storage::Actor& actor, std::string_view bytes,
                                                const ListImportOptions& options,
                                                Language language) {
  const auto file = TRY(read_list(bytes, latest_day_of(database_.clock().now())));
  const auto& list_id = catalogue_.description().id;
  auto transaction = options.preview ? database_.view(Scope::instance(actor))
                                     : database_.begin(Scope::instance(actor));
  const auto present = market_in(transaction);
  MarketImport report{.rows = static_cast<std::int64_t>(file.entries.size()),
                      .until = {},
                      .known_until = present->period().until,
                      .errors = faults_of(file, language)};
  if (file.entries.empty()) return report;
  report.until = period_of(file.entries).until;
  if (!report.errors.empty()) return report;
  if (report.until < report.known_until)
    return failure(
        {.code = ErrorCode::list_older,
         .parameters = {{"until", to_text(report.until)}, {"known", to_text(report.known_until)}}});
  const auto changes = compare(present->entries(), file.entries);
  report.unchanged = changes.unchanged;
  report.added = lines_of(changes.added);
  report.changed = lines_of(changes.changed);
  report.gone = lines_of(changes.gone);
  if (options.preview || changes.empty()) return report;
  if (!options.accept_gone && changes.gone.size() * kGoneOneIn > present->items().size())
    return failure({.code = ErrorCode::list_shrunk,
                    .parameters = {{"gone", std::to_string(changes.gone.size())},
                                   {"present", std::to_string(present->items().size())}}});
  MarketStore(transaction).replace(list_id, report.until, file.entries);
  report.applied = true;
  transaction.record({.action = "market.imported",
                      .subject = "market",
                      .subject_id = list_id,
                      .details = counts_json(report)});
  transaction.commit();
  return report;
}

}  // namespace regie::market
