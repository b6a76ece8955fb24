#include "governance/snapshot.h"

#include <sodium.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "audit/store.h"
#include "base/enumeration.h"
#include "base/json_codec.h"
#include "evidence/link.h"
#include "evidence/store.h"

namespace regie::governance {
namespace {

namespace json = boost::json;

constexpr std::int64_t kFormat = 1;

json::array history_of(storage::Transaction& transaction, const Id& application_id) {
  json::array history;
  for (const auto& event : portfolio::RegisterStore(transaction).events_of(application_id))
    history.push_back({{"kind", codec::encode(event.kind)},
                       {"at", codec::encode(event.at)},
                       {"effective_at", codec::encode(event.effective_at)},
                       {"by", event.by},
                       {"version", event.version},
                       {"from_phase", codec::encode(event.from_phase)},
                       {"to_phase", codec::encode(event.to_phase)},
                       {"reason", codec::encode(event.reason)},
                       {"changes", codec::encode(event.changes)}});
  return history;
}

/// Files that are sealed by their hash. A link to somewhere else has none.
json::array evidence_of(storage::Transaction& transaction, const Dossier& dossier) {
  std::set<std::string> links(dossier.known.links.begin(), dossier.known.links.end());
  for (const auto& each : dossier.documents) links.insert(each.link);
  evidence::Store store(transaction);
  json::array files;
  for (const auto& link : links) {
    const auto id = evidence::file_of(link);
    const auto file = id ? store.find(*id) : std::nullopt;
    if (!file) continue;
    files.push_back(
        {{"id", file->id}, {"name", file->name}, {"size", file->size}, {"sha256", file->sha256}});
  }
  return files;
}

json::array documents_of(const Dossier& dossier) {
  json::array documents;
  for (const auto& each : dossier.documents)
    documents.push_back({{"kind", each.kind},
                         {"title", each.title},
                         {"link", each.link},
                         {"added_at", codec::encode(each.at)},
                         {"added_by", each.by}});
  return documents;
}

json::array waivers_of(const Dossier& dossier) {
  json::array waivers;
  for (const auto& each : dossier.waivers)
    waivers.push_back({{"phase", codec::encode(each.phase)},
                       {"requirement", each.requirement},
                       {"reason", each.reason},
                       {"expires_on", codec::encode(each.expires_on)},
                       {"granted_at", codec::encode(each.at)},
                       {"granted_by", each.by}});
  return waivers;
}

/// What a decision says itself. How its conditions end comes later, and is not sealed.
json::object sealed(const Decision& decision) {
  json::array conditions;
  for (const auto& each : decision.conditions)
    conditions.push_back({{"number", each.number},
                          {"text", each.text},
                          {"owner", each.owner},
                          {"due_on", codec::encode(each.due_on)}});
  return {{"id", decision.id},
          {"application_id", decision.application_id},
          {"phase", codec::encode(decision.phase)},
          {"to_phase", codec::encode(decision.to_phase)},
          {"verdict", codec::encode(decision.verdict)},
          {"reason", decision.reason},
          {"conditions", conditions},
          {"supersedes", codec::encode(decision.supersedes)},
          {"decided_at", codec::encode(decision.decided_at)},
          {"decided_by", decision.decided_by}};
}

/// The hash that the audit trail holds for this decision; empty when there is no record of it.
std::string hash_in_trail(storage::Transaction& transaction, const Id& id) {
  const auto entries =
      audit::Store(transaction).entries({.action = {"decision.made"}, .subject_id = id}, 1);
  if (entries.empty()) return "";
  const auto details = parse_json(entries.front().details.value_or("{}"));
  if (!details || !details->is_object()) return "";
  const auto* hash = details->as_object().if_contains("sha256");
  return hash != nullptr && hash->is_string() ? std::string(hash->as_string()) : "";
}

void check_evidence(storage::Transaction& transaction, const json::object& document,
                    std::vector<SealFault>& faults) {
  const auto* files = document.if_contains("evidence");
  if (files == nullptr || !files->is_array()) return;
  evidence::Store store(transaction);
  for (const auto& each : files->as_array()) {
    const auto& file = each.as_object();
    const std::string hash(file.at("sha256").as_string());
    const auto present = store.find(std::string(file.at("id").as_string()));
    if (!present || present->sha256 != hash || sha256_of(store.content(hash)) != hash)
      faults.push_back({SealPart::evidence, std::string(file.at("name").as_string())});
  }
}

}  // namespace

std::string sha256_of(std::string_view bytes) {
  std::string raw(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(raw.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hexadecimal(raw);
}

std::string snapshot_of(storage::Transaction& transaction, const Dossier& dossier, const Gate& gate,
                        const std::vector<JudgedRequirement>& judged, const Decision& decision) {
  const auto& application = dossier.application;
  const json::object document{
      {"format", kFormat},
      {"decision", sealed(decision)},
      {"application",
       {{"id", application.id},
        {"code", application.code},
        {"version", application.version},
        {"phase", codec::encode(application.phase)},
        {"phase_since", codec::encode(application.phase_since)},
        {"record", dossier.record},
        {"history", history_of(transaction, application.id)}}},
      {"gate",
       {{"id", gate.id},
        {"version", gate.version},
        {"phase", codec::encode(gate.phase)},
        {"requirements", codec::encode(judged)}}},
      {"labels", codec::encode(std::vector<std::string>(dossier.known.labels.begin(),
                                                        dossier.known.labels.end()))},
      {"assessments", dossier.known.sealed_assessments},
      {"duties", dossier.known.sealed_duties},
      {"validations", dossier.known.sealed_validations},
      {"facts", codec::encode(dossier.known.facts)},
      {"documents", documents_of(dossier)},
      {"waivers", waivers_of(dossier)},
      {"evidence", evidence_of(transaction, dossier)}};
  return canonical(document);
}

std::vector<SealFault> faults_of(storage::Transaction& transaction, const Decision& decision,
                                 const std::string& snapshot) {
  std::vector<SealFault> faults;
  if (sha256_of(snapshot) != decision.sha256) faults.push_back({SealPart::snapshot, "sha256"});
  if (hash_in_trail(transaction, decision.id) != decision.sha256)
    faults.push_back({SealPart::audit_record, "sha256"});
  const auto document = parse_json(snapshot);
  const auto* object = document ? document->if_object() : nullptr;
  const auto* inside = object == nullptr ? nullptr : object->if_contains("decision");
  if (inside == nullptr || !inside->is_object()) {
    faults.push_back({SealPart::snapshot, "json"});
    return faults;
  }
  // Lists are compared as texts, so both have to be in the canonical order.
  const auto present = parse_json(canonical(sealed(decision))).value();
  for (const auto& change : json_changes(*inside, present))
    faults.push_back({SealPart::decision, change.pointer});
  // A snapshot that was tampered with need not have the shape that it was written in.
  if (sha256_of(snapshot) == decision.sha256) check_evidence(transaction, *object, faults);
  return faults;
}

}  // namespace regie::governance
