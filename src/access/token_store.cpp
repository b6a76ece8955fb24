#include "access/store.h"
#include "base/enumeration.h"

namespace regie::access {
namespace {

using storage::values;

#define REGIE_TOKEN_COLUMNS                                                       \
  "SELECT t.organisation_id, t.id, t.name, t.account_id, a.name, t.permissions, " \
  "t.created_at, t.expires_at, t.last_used_at FROM api_token t "                  \
  "JOIN account a ON a.id = t.account_id WHERE "

constexpr std::string_view kByHash = REGIE_TOKEN_COLUMNS "t.token_hash = $1";
constexpr std::string_view kById =
    REGIE_TOKEN_COLUMNS "t.organisation_id = :organisation AND t.id = $1";
constexpr std::string_view kAll = REGIE_TOKEN_COLUMNS
    "t.organisation_id = :organisation AND ($1 = '' OR t.account_id = $1) "
    "ORDER BY t.created_at DESC, t.id DESC";
constexpr std::string_view kInsert =
    "INSERT INTO api_token (organisation_id, id, account_id, name, token_hash, permissions, "
    "created_at, expires_at) VALUES (:organisation, $1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view kRemove =
    "DELETE FROM api_token WHERE organisation_id = :organisation AND id = $1";
constexpr std::string_view kTouch =
    "UPDATE api_token SET last_used_at = $3 WHERE organisation_id = $1 AND id = $2";
constexpr std::string_view kRemoveAllOf = "DELETE FROM api_token WHERE account_id = $1";

std::vector<Permission> permissions_of(std::string_view text) {
  std::vector<Permission> permissions;
  while (!text.empty()) {
    const auto comma = text.find(',');
    // One of a newer program allows nothing here.
    if (const auto known = enum_from<Permission>(text.substr(0, comma)))
      permissions.push_back(*known);
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return permissions;
}

std::string text_of(const std::vector<Permission>& permissions) {
  std::vector<std::string> names;
  for (const auto permission : permissions) names.emplace_back(enum_text(permission));
  return joined(names, ",");
}

std::vector<StoredToken> token_rows(const storage::Rows& rows, Timestamp now) {
  std::vector<StoredToken> found;
  for (auto row : rows) {
    auto& [organisation_id, token] = found.emplace_back();
    organisation_id = row.text();
    token.id = row.text();
    token.name = row.text();
    token.account_id = row.text();
    token.account_name = row.text();
    token.permissions = permissions_of(row.text());
    token.created_at = row.moment();
    token.expires_at = row.moment();
    token.expired = token.expires_at < now;
    token.last_used_at = row.maybe_moment();
  }
  return found;
}

}  // namespace

std::optional<StoredToken> InstanceStore::token(const std::string& token_hash) {
  auto found = token_rows(transaction_.read(kByHash, values(token_hash)), transaction_.now());
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void InstanceStore::touch_token(const StoredToken& token) {
  transaction_.write_unrecorded(kTouch,
                                values(token.organisation_id, token.token.id, transaction_.now()));
}

void InstanceStore::delete_tokens_of(const Id& account_id) {
  transaction_.write(kRemoveAllOf, values(account_id));
}

std::vector<ApiToken> TokenStore::tokens(const std::optional<Id>& account_id) {
  std::vector<ApiToken> tokens;
  for (auto& each :
       token_rows(transaction_.read(kAll, values(account_id.value_or(""))), transaction_.now()))
    tokens.push_back(std::move(each.token));
  return tokens;
}

std::optional<ApiToken> TokenStore::token(const Id& id) {
  auto found = token_rows(transaction_.read(kById, values(id)), transaction_.now());
  if (found.empty()) return std::nullopt;
  return std::move(found.front().token);
}

void TokenStore::insert(const ApiToken& token, const std::string& token_hash) {
  transaction_.write(kInsert,
                     values(token.id, token.account_id, token.name, token_hash,
                            text_of(token.permissions), token.created_at, token.expires_at));
}

void TokenStore::remove(const Id& id) { transaction_.write(kRemove, values(id)); }

}  // namespace regie::access
