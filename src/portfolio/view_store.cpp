#include <algorithm>

#include "base/text.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

using storage::values;

#define REGIE_VIEW_QUERY                                                          \
  "SELECT id, version, name, query, columns, shared, account_id FROM saved_view " \
  "WHERE organisation_id = :organisation "

constexpr std::string_view kVisible =
    REGIE_VIEW_QUERY "AND (account_id = $1 OR shared = 1) ORDER BY id";
constexpr std::string_view kFind =
    REGIE_VIEW_QUERY "AND id = $2 AND (account_id = $1 OR shared = 1)";
constexpr std::string_view kInsert =
    "INSERT INTO saved_view (organisation_id, id, account_id, name, query, columns, shared) "
    "VALUES (:organisation, $1, $2, $3, $4, $5, $6)";
constexpr std::string_view kUpdate =
    "UPDATE saved_view SET name = $3, query = $4, columns = $5, shared = $6, version = version + 1 "
    "WHERE organisation_id = :organisation AND id = $1 AND version = $2";
constexpr std::string_view kRemove =
    "DELETE FROM saved_view WHERE organisation_id = :organisation AND id = $1";

std::vector<SavedView> views_of(const storage::Rows& rows, const Id& account_id) {
  std::vector<SavedView> views;
  for (auto row : rows) {
    auto& view = views.emplace_back();
    view.id = row.text();
    view.version = row.integer();
    view.name = row.text();
    view.query = row.text();
    const auto columns = row.text();
    for (std::size_t at = 0; at < columns.size();) {
      const auto end = std::min(columns.find(',', at), columns.size());
      view.columns.push_back(columns.substr(at, end - at));
      at = end + 1;
    }
    view.shared = row.truth();
    view.mine = row.text() == account_id;
  }
  return views;
}

}  // namespace

std::vector<SavedView> ViewStore::visible_to(const Id& account_id) {
  auto views = views_of(transaction_.read(kVisible, values(account_id)), account_id);
  // Here, for databases differ in how they sort texts.
  std::ranges::stable_sort(views, {}, [](const SavedView& view) { return folded(view.name); });
  return views;
}

std::optional<SavedView> ViewStore::find(const Id& id, const Id& account_id) {
  auto found = views_of(transaction_.read(kFind, values(account_id, id)), account_id);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void ViewStore::insert(const SavedView& view, const Id& account_id) {
  transaction_.write(kInsert, values(view.id, account_id, view.name, view.query,
                                     joined(view.columns, ","), view.shared));
}

bool ViewStore::update(const SavedView& view, std::int64_t seen_version) {
  return transaction_
             .write(kUpdate, values(view.id, seen_version, view.name, view.query,
                                    joined(view.columns, ","), view.shared))
             .changed == 1;
}

void ViewStore::remove(const Id& id) { transaction_.write(kRemove, values(id)); }

}  // namespace regie::portfolio
