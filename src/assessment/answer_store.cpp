#include "assessment/store.h"
#include "base/json_codec.h"

namespace regie::assessment {
namespace {

using storage::values;

constexpr std::string_view kAnswers =
    "SELECT kept_from, version, content, answered_at, answered_by FROM assessment_answer "
    "WHERE organisation_id = :organisation AND assessment_id = $1 "
    "ORDER BY link_id, instance, kept_from";
constexpr std::string_view kPut =
    "INSERT INTO assessment_answer (organisation_id, assessment_id, link_id, instance, kept_from, "
    "version, content, answered_at, answered_by, answered_by_id) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (organisation_id, assessment_id, link_id, instance, kept_from) DO UPDATE SET "
    "version = excluded.version, content = excluded.content, answered_at = excluded.answered_at, "
    "answered_by = excluded.answered_by, answered_by_id = excluded.answered_by_id";
constexpr std::string_view kRemove =
    "DELETE FROM assessment_answer WHERE organisation_id = :organisation AND assessment_id = $1 "
    "AND link_id = $2 AND instance = $3 AND kept_from = ''";
constexpr std::string_view kInstances =
    "SELECT number, link_id, within FROM assessment_instance "
    "WHERE organisation_id = :organisation AND assessment_id = $1 ORDER BY number";
constexpr std::string_view kInsertInstance =
    "INSERT INTO assessment_instance (organisation_id, assessment_id, number, link_id, within) "
    "VALUES (:organisation, $1, $2, $3, $4)";
constexpr std::string_view kRemoveInstance =
    "DELETE FROM assessment_instance WHERE organisation_id = :organisation "
    "AND assessment_id = $1 AND number = $2";

/// What is kept of an answer that fits, and of one that was set aside.
struct Content {
  Answer answer;
  std::optional<LocalizedText> question;
};
BOOST_DESCRIBE_STRUCT(Content, (), (answer, question))

struct Kept {
  std::string from;
  Content content;
};

std::vector<Kept> read_answers(storage::Transaction& transaction, const Id& id) {
  const auto rows = transaction.read(kAnswers, values(id));
  std::vector<Kept> all;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = all.emplace_back();
    each.from = row.text();
    const auto version = row.integer();
    auto content = codec::decode_text<Content>(row.text());
    if (!content) throw std::runtime_error("a stored answer cannot be read");
    each.content = *std::move(content);
    auto& answer = each.content.answer;
    answer.version = version;
    answer.at = row.moment();
    answer.by = row.text();
  }
  return all;
}

}  // namespace

std::vector<Answer> AssessmentStore::answers(const Id& id) {
  std::vector<Answer> answers;
  for (auto& each : read_answers(transaction_, id))
    if (each.from.empty()) answers.push_back(std::move(each.content.answer));
  return answers;
}

std::vector<KeptAnswer> AssessmentStore::kept(const Id& id) {
  std::vector<KeptAnswer> kept;
  for (auto& each : read_answers(transaction_, id))
    if (!each.from.empty())
      kept.push_back({each.from, each.content.question.value_or(LocalizedText{}),
                      std::move(each.content.answer)});
  return kept;
}

void AssessmentStore::put(const Id& id, const Answer& answer, const std::optional<Id>& by_id) {
  transaction_.write(
      kPut, values(id, answer.link_id, answer.instance, "", answer.version,
                   codec::encode_text(Content{answer, std::nullopt}), answer.at, answer.by, by_id));
}

void AssessmentStore::keep(const Id& id, const KeptAnswer& kept) {
  const auto& answer = kept.answer;
  transaction_.write(kRemove, values(id, answer.link_id, answer.instance));
  transaction_.write(
      kPut, values(id, answer.link_id, answer.instance, kept.from_version, answer.version,
                   codec::encode_text(Content{answer, kept.question}), answer.at, answer.by,
                   std::optional<Id>()));
}

std::vector<Instance> AssessmentStore::instances(const Id& id) {
  const auto rows = transaction_.read(kInstances, values(id));
  std::vector<Instance> instances;
  for (std::size_t index = 0; index < rows.size(); ++index) {
    auto row = rows[index];
    auto& each = instances.emplace_back();
    each.number = row.integer();
    each.link_id = row.text();
    each.within = row.integer();
  }
  return instances;
}

void AssessmentStore::insert(const Id& id, const Instance& instance) {
  transaction_.write(kInsertInstance,
                     values(id, instance.number, instance.link_id, instance.within));
}

void AssessmentStore::remove(const Id& id, const Instance& instance) {
  transaction_.write(kRemoveInstance, values(id, instance.number));
}

}  // namespace regie::assessment
