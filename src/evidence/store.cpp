#include "evidence/store.h"

#include "evidence/link.h"

namespace regie::evidence {
namespace {

using storage::values;

constexpr std::string_view kInsertContent =
    "INSERT INTO evidence_content (organisation_id, sha256, content) "
    "VALUES (:organisation, $1, $2) ON CONFLICT (organisation_id, sha256) DO NOTHING";
constexpr std::string_view kInsertFile =
    "INSERT INTO evidence_file (organisation_id, id, name, size, sha256, added_at, added_by) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6)";
constexpr std::string_view kFile =
    "SELECT id, name, size, sha256, added_at, added_by FROM evidence_file "
    "WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kContent =
    "SELECT content FROM evidence_content WHERE organisation_id = :organisation AND sha256 = $1";
constexpr std::string_view kRemoveEverything[] = {
    "DELETE FROM evidence_file WHERE organisation_id = :organisation",
    "DELETE FROM evidence_content WHERE organisation_id = :organisation"};

}  // namespace

void Store::insert(const EvidenceFile& file, std::string content) {
  transaction_.write(kInsertContent, values(file.sha256, storage::Bytes{std::move(content)}));
  transaction_.write(kInsertFile, values(file.id, file.name, file.size, file.sha256, file.added_at,
                                         file.added_by));
}

std::optional<EvidenceFile> Store::find(const Id& id) {
  const auto rows = transaction_.read(kFile, values(id));
  if (rows.empty()) return std::nullopt;
  auto row = rows[0];
  EvidenceFile file;
  file.id = row.text();
  file.name = row.text();
  file.size = row.integer();
  file.sha256 = row.text();
  file.added_at = row.moment();
  file.added_by = row.text();
  file.link = link_to(file.id);
  return file;
}

std::string Store::content(const std::string& sha256) {
  return transaction_.read(kContent, values(sha256))[0].bytes();
}

void Store::remove_everything() {
  for (const auto sql : kRemoveEverything) transaction_.write(sql);
}

}  // namespace regie::evidence
