#include "audit/service.h"

#include <exception>

#include "audit/store.h"
#include "table/csv.h"

namespace regie::audit {
namespace {

constexpr std::int64_t kDefaultPage = 100;
constexpr std::int64_t kLargestPage = 500;
constexpr std::int64_t kLargestExport = 100'000;
constexpr std::int64_t kVerifyBatch = 2'000;

storage::ChainEntry link_of(const Id& organisation_id, const AuditEntry& entry) {
  return {.organisation_id = organisation_id,
          .sequence = entry.sequence,
          .at = entry.at,
          .actor = {entry.actor, entry.actor_id, entry.origin},
          .happening = {.action = entry.action,
                        .subject = entry.subject,
                        .subject_id = entry.subject_id,
                        .subject_label = entry.subject_label,
                        .details = entry.details}};
}

}  // namespace

Result<AuditPage> Service::entries(const access::Caller& caller, const AuditQuery& query) {
  const auto limit = query.limit.value_or(kDefaultPage);
  if (limit < 1 || limit > kLargestPage)
    return failure({.code = ErrorCode::invalid_request,
                    .fields = {{"/limit",
                                ErrorCode::out_of_range,
                                {{"minimum", "1"}, {"maximum", std::to_string(kLargestPage)}}}}});
  auto transaction = database_.view(caller.scope());
  Store store(transaction);
  AuditPage page;
  page.items = store.entries(query, limit + 1);
  if (static_cast<std::int64_t>(page.items.size()) > limit) {
    page.items.pop_back();
    page.next_before = page.items.back().sequence;
  }
  page.actions = store.actions();
  return page;
}

Result<std::string> Service::export_csv(const access::Caller& caller, const AuditQuery& query) {
  auto transaction = database_.begin(caller.scope());
  const auto entries = Store(transaction).entries(query, kLargestExport);
  table::Sheet sheet{.header = {"sequence", "at", "actor", "actor_id", "action", "subject",
                                "subject_id", "subject_label", "origin", "details", "hash"}};
  for (const auto& entry : entries)
    sheet.rows.push_back({std::to_string(entry.sequence), to_text(entry.at), entry.actor,
                          entry.actor_id.value_or(""), entry.action, entry.subject,
                          entry.subject_id.value_or(""), entry.subject_label.value_or(""),
                          entry.origin, entry.details.value_or(""), entry.hash});
  transaction.record({.action = "audit.exported",
                      .subject = "audit",
                      .details = "{\"entries\":" + std::to_string(entries.size()) + "}"});
  transaction.commit();
  return table::write_csv(sheet, {.byte_order_mark = false});
}

ChainReport Service::verify(const access::Caller& caller) {
  auto report = verify_chain(caller.scope());
  try {
    auto transaction = database_.begin(caller.scope());
    transaction.record({.action = "audit.verified",
                        .subject = "audit",
                        .details = report.intact ? "{\"intact\":true}" : "{\"intact\":false}"});
    transaction.commit();
  } catch (const std::exception&) {
    // A chain that somebody added to takes no more links; who asks must hear that it is broken.
    if (report.intact) throw;
  }
  return report;
}

ChainReport Service::verify_chain(const storage::Scope& scope) {
  auto transaction = database_.view(scope);
  Store store(transaction);
  ChainReport report{.checked_at = transaction.now()};
  const auto broken = [&](std::int64_t sequence, std::string reason) {
    report.first_broken = sequence;
    report.reason = std::move(reason);
    return report;
  };
  const auto& key = database_.audit_key();
  const auto& organisation_id = scope.organisation_id();
  std::string hash;
  while (true) {
    const auto links = store.links_after(report.entries, kVerifyBatch);
    for (const auto& link : links) {
      if (link.sequence != report.entries + 1)
        return broken(report.entries + 1, "the entry is missing");
      hash = storage::link_hash(key, hash, link_of(organisation_id, link));
      if (hash != link.hash) return broken(link.sequence, "the entry was changed");
      ++report.entries;
    }
    if (static_cast<std::int64_t>(links.size()) < kVerifyBatch) break;
  }
  const auto head = store.head();
  if (!head) return broken(1, "the chain has no head");
  if (head->seal != storage::head_seal(key, organisation_id, head->sequence, head->hash))
    return broken(head->sequence, "the head was changed");
  if (head->sequence != report.entries || head->hash != hash)
    return broken(report.entries + 1, "entries at the end are missing");
  report.intact = true;
  return report;
}

}  // namespace regie::audit
