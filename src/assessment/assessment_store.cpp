#include "assessment/store.h"
#include "base/json_codec.h"

namespace regie::assessment {
namespace {

using storage::values;

#define REGIE_ASSESSMENT_QUERY                                                            \
  "SELECT id, version, instrument_id, instrument_version, subject_kind, subject_id, "     \
  "subject_version, subject_name, title, status, round, last_instance, outcome, scores, " \
  "asked, answered, created_at, created_by, updated_at, updated_by, completed_at, "       \
  "completed_by FROM assessment WHERE organisation_id = :organisation "

constexpr std::string_view kFind = REGIE_ASSESSMENT_QUERY "AND id = $1";
constexpr std::string_view kList = REGIE_ASSESSMENT_QUERY
    "AND ($1 = '' OR instrument_id = $1) AND ($2 = '' OR subject_kind = $2) "
    "AND ($3 = '' OR subject_id = $3) AND ($4 = '' OR status = $4) ORDER BY id DESC";
constexpr std::string_view kNewest = REGIE_ASSESSMENT_QUERY
    "AND instrument_id = $1 AND subject_kind = $2 AND COALESCE(subject_id, '') = $3 "
    "AND COALESCE(subject_version, '') = $4 AND id <> $5 ORDER BY id DESC LIMIT 1";
constexpr std::string_view kInsert =
    "INSERT INTO assessment (organisation_id, id, instrument_id, instrument_version, "
    "subject_kind, subject_id, subject_version, subject_name, title, status, scores, asked, "
    "answered, created_at, created_by, updated_at, updated_by) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, $11, $12, $11, $12)";
constexpr std::string_view kUpdate =
    "UPDATE assessment SET version = version + $2, instrument_version = $3, title = $4, "
    "status = $5, round = $6, last_instance = $7, outcome = $8, scores = $9, asked = $10, "
    "answered = $11, updated_at = $12, updated_by = $13, completed_at = $14, completed_by = $15 "
    "WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kLock =
    "UPDATE assessment SET updated_at = updated_at WHERE organisation_id = :organisation "
    "AND id = $1";

AssessmentSubject subject_of(storage::Row& row) {
  AssessmentSubject subject;
  subject.kind = enum_from<facts::SubjectKind>(row.text()).value_or(subject.kind);
  subject.id = row.maybe_text();
  subject.version = row.maybe_text();
  subject.name = row.text();
  return subject;
}

template <class T>
T decoded(const std::string& text) {
  auto value = codec::decode_text<T>(text);
  if (!value) throw std::runtime_error("a stored part of an assessment cannot be read");
  return *std::move(value);
}

StoredAssessment assessment_of(storage::Row row) {
  StoredAssessment stored;
  auto& summary = stored.summary;
  summary.id = row.text();
  summary.version = row.integer();
  summary.instrument_id = row.text();
  summary.instrument_version = row.text();
  summary.subject = subject_of(row);
  summary.title = row.text();
  summary.status = enum_from<AssessmentStatus>(row.text()).value_or(AssessmentStatus::open);
  stored.round = row.integer();
  stored.last_instance = row.integer();
  if (const auto outcome = row.maybe_text()) summary.outcome = decoded<OutcomeResult>(*outcome);
  summary.scores = decoded<std::vector<ScoreResult>>(row.text());
  summary.questions = row.integer();
  summary.answered = row.integer();
  summary.created_at = row.moment();
  summary.created_by = row.text();
  summary.updated_at = row.moment();
  summary.updated_by = row.text();
  summary.completed_at = row.maybe_moment();
  summary.completed_by = row.maybe_text();
  return stored;
}

std::vector<StoredAssessment> assessments_of(const storage::Rows& rows) {
  std::vector<StoredAssessment> found;
  for (std::size_t index = 0; index < rows.size(); ++index)
    found.push_back(assessment_of(rows[index]));
  return found;
}

}  // namespace

void AssessmentStore::insert(const StoredAssessment& assessment) {
  const auto& each = assessment.summary;
  transaction_.write(kInsert,
                     values(each.id, each.instrument_id, each.instrument_version,
                            enum_text(each.subject.kind), each.subject.id, each.subject.version,
                            each.subject.name, each.title, enum_text(each.status),
                            codec::encode_text(each.scores), each.created_at, each.created_by));
}

void AssessmentStore::update(const StoredAssessment& assessment, bool new_version) {
  const auto& each = assessment.summary;
  const auto outcome =
      each.outcome ? std::optional(codec::encode_text(*each.outcome)) : std::nullopt;
  transaction_.write(
      kUpdate, values(each.id, std::int64_t{new_version}, each.instrument_version, each.title,
                      enum_text(each.status), assessment.round, assessment.last_instance, outcome,
                      codec::encode_text(each.scores), each.questions, each.answered,
                      each.updated_at, each.updated_by, each.completed_at, each.completed_by));
}

bool AssessmentStore::lock(const Id& id) {
  return transaction_.write_unrecorded(kLock, values(id)).changed == 1;
}

std::optional<StoredAssessment> AssessmentStore::find(const Id& id) {
  const auto rows = transaction_.read(kFind, values(id));
  if (rows.empty()) return std::nullopt;
  return assessment_of(rows[0]);
}

std::vector<StoredAssessment> AssessmentStore::list(const AssessmentQuery& query) {
  return assessments_of(transaction_.read(
      kList, values(query.instrument.value_or(""),
                    query.subject_kind ? enum_text(*query.subject_kind) : std::string_view(),
                    query.subject_id.value_or(""),
                    query.status ? enum_text(*query.status) : std::string_view())));
}

std::optional<StoredAssessment> AssessmentStore::newest(const std::string& instrument,
                                                        const facts::Subject& subject,
                                                        const Id& except) {
  const auto rows = transaction_.read(
      kNewest, values(instrument, enum_text(subject.kind), subject.id.value_or(""),
                      subject.version.value_or(""), except));
  if (rows.empty()) return std::nullopt;
  return assessment_of(rows[0]);
}

}  // namespace regie::assessment
