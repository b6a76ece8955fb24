#include "assessment/store.h"
#include "base/json_codec.h"

namespace regie::assessment {
namespace {

using storage::values;

constexpr std::string_view kNotes =
    "SELECT id, link_id, text, link, at, by_name FROM assessment_note "
    "WHERE organisation_id = :organisation AND assessment_id = $1 ORDER BY id";
constexpr std::string_view kInsertNote =
    "INSERT INTO assessment_note (organisation_id, id, assessment_id, link_id, text, link, at, "
    "by_name, by_id) VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8)";
constexpr std::string_view kSignatures =
    "SELECT id, round, discipline, verdict, remark, at, by_name, by_id FROM assessment_signature "
    "WHERE organisation_id = :organisation AND assessment_id = $1 ORDER BY id DESC";
constexpr std::string_view kInsertSignature =
    "INSERT INTO assessment_signature (organisation_id, id, assessment_id, round, discipline, "
    "verdict, remark, at, by_name, by_id) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view kEvents =
    "SELECT kind, at, by_name, link_id, instance, reason, content FROM assessment_event "
    "WHERE organisation_id = :organisation AND assessment_id = $1 ORDER BY id DESC";
constexpr std::string_view kAppend =
    "INSERT INTO assessment_event (organisation_id, id, assessment_id, kind, at, by_name, "
    "link_id, instance, reason, content) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view kRemoveEverything[] = {
    "DELETE FROM assessment_event WHERE organisation_id = :organisation",
    "DELETE FROM assessment_signature WHERE organisation_id = :organisation",
    "DELETE FROM assessment_note WHERE organisation_id = :organisation",
    "DELETE FROM assessment_instance WHERE organisation_id = :organisation",
    "DELETE FROM assessment_answer WHERE organisation_id = :organisation",
    "DELETE FROM assessment WHERE organisation_id = :organisation",
    "DELETE FROM instrument WHERE organisation_id = :organisation"};

}  // namespace

std::vector<AssessmentNote> AssessmentStore::notes(const Id& id) {
  const auto rows = transaction_.read(kNotes, values(id));
  std::vector<AssessmentNote> notes;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = notes.emplace_back();
    each.id = row.text();
    each.link_id = row.text();
    each.text = row.text();
    each.link = row.maybe_text();
    each.at = row.moment();
    each.by = row.text();
  }
  return notes;
}

void AssessmentStore::insert(const Id& id, const AssessmentNote& note,
                             const std::optional<Id>& by_id) {
  transaction_.write(kInsertNote, values(note.id, id, note.link_id, note.text, note.link, note.at,
                                         note.by, by_id));
}

std::vector<StoredSignature> AssessmentStore::signatures(const Id& id) {
  const auto rows = transaction_.read(kSignatures, values(id));
  std::vector<StoredSignature> signatures;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& [signature, round, by_id] = signatures.emplace_back();
    signature.id = row.text();
    round = row.integer();
    signature.discipline = enum_from<access::Discipline>(row.text()).value_or(signature.discipline);
    signature.verdict = enum_from<Verdict>(row.text()).value_or(Verdict::objected);
    signature.remark = row.maybe_text();
    signature.at = row.moment();
    signature.by = row.text();
    by_id = row.maybe_text();
  }
  return signatures;
}

void AssessmentStore::insert(const Id& id, const StoredSignature& stored) {
  const auto& each = stored.signature;
  transaction_.write(kInsertSignature,
                     values(each.id, id, stored.round, enum_text(each.discipline),
                            enum_text(each.verdict), each.remark, each.at, each.by, stored.by_id));
}

std::vector<AssessmentEvent> AssessmentStore::events(const Id& id) {
  const auto rows = transaction_.read(kEvents, values(id));
  std::vector<AssessmentEvent> events;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = events.emplace_back();
    each.kind = enum_from<AssessmentEventKind>(row.text()).value_or(each.kind);
    each.at = row.moment();
    each.by = row.text();
    each.link_id = row.maybe_text();
    each.instance = row.maybe_integer();
    each.reason = row.maybe_text();
    if (const auto content = row.maybe_text())
      if (auto answer = codec::decode_text<Answer>(*content)) each.answer = *std::move(answer);
  }
  return events;
}

void AssessmentStore::append(const Id& id, const AssessmentEvent& event) {
  const auto content =
      event.answer ? std::optional(codec::encode_text(*event.answer)) : std::nullopt;
  transaction_.write(kAppend,
                     values(new_id(event.at), id, enum_text(event.kind), event.at, event.by,
                            event.link_id, event.instance, event.reason, content));
}

void remove_everything(storage::Transaction& transaction) {
  for (const auto sql : kRemoveEverything) transaction.write(sql);
}

}  // namespace regie::assessment
