#include "law/editions.h"

#include <algorithm>
#include <charconv>

namespace regie::law {
namespace {

using storage::Scope;

std::vector<int> numbers_of(std::string_view version) {
  std::vector<int> numbers;
  while (!version.empty()) {
    const auto end = std::min(version.find('.'), version.size());
    int number = 0;
    std::from_chars(version.data(), version.data() + end, number);
    numbers.push_back(number);
    version.remove_prefix(std::min(end + 1, version.size()));
  }
  return numbers;
}

}  // namespace

bool is_newer(std::string_view version, std::string_view than) {
  return numbers_of(version) > numbers_of(than);
}

Edition Editions::kept(storage::Transaction& transaction, const std::string& id) {
  if (id == shipped_.id()) return shipped_;
  const std::scoped_lock lock(mutex_);
  if (const auto found = kept_.find(id); found != kept_.end()) return found->second;
  const auto files = EditionStore(transaction).files(id);
  // An edition of a much older program may no longer fit: then there is nothing to compare with.
  auto edition = files ? Edition::unpack(*files, files_) : Result<Edition>(Edition());
  return kept_[id] = edition ? std::move(*edition) : Edition();
}

Edition Editions::newest(const storage::Actor& actor) {
  auto transaction = database_.view(Scope::instance(actor));
  const auto imported = EditionStore(transaction).imported();
  if (!imported) return shipped_;
  auto edition = kept(transaction, *imported);
  return is_newer(edition.version(), shipped_.version()) ? edition : shipped_;
}

Edition Editions::of(const access::Caller& caller) {
  const auto setting = [&] {
    auto transaction = database_.view(caller.scope());
    return LawStore(transaction).setting();
  }();
  if (setting.version == 0) return newest(caller.actor());
  if (setting.edition_id == shipped_.id()) return shipped_;
  auto transaction = database_.view(Scope::instance(caller.actor()));
  return kept(transaction, setting.edition_id);
}

void Editions::keep(const storage::Actor& actor, const Edition& edition, bool imported) {
  {
    auto transaction = database_.view(Scope::instance(actor));
    if (EditionStore(transaction).files(edition.id())) return;
  }
  auto transaction = database_.begin(Scope::instance(actor));
  if (!EditionStore(transaction).insert(edition, imported)) return;
  transaction.record({.action = "law.edition_added",
                      .subject = "law",
                      .subject_id = edition.id(),
                      .subject_label = edition.version()});
  transaction.commit();
}

Result<Edition> Editions::read_newer(const storage::Actor& actor,
                                     std::span<const EmbeddedFile> files) {
  std::vector<EmbeddedFile> all(files.begin(), files.end());
  std::erase_if(all, [](const EmbeddedFile& file) { return file.path.starts_with("schema/"); });
  for (const auto& file : files_)
    if (file.path.starts_with("schema/")) all.push_back(file);
  auto edition = TRY(Edition::load(all));
  const auto known = newest(actor);
  if (edition.id() != known.id() && !is_newer(edition.version(), known.version()))
    return failure({.code = ErrorCode::edition_older,
                    .parameters = {{"version", edition.version()}, {"known", known.version()}}});
  return edition;
}

}  // namespace regie::law
