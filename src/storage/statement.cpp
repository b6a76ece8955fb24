#include "storage/statement.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <vector>

namespace regie::storage {
namespace {

constexpr std::string_view kToken = ":organisation";

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Lower-case words, `:organisation`, and single signs; quoted text is left out.
std::vector<std::string> tokens(std::string_view sql) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at;
    } else if (c == '\'') {
      at = sql.find('\'', at + 1);
      if (at == std::string_view::npos) throw std::logic_error("unterminated text in a statement");
      ++at;
    } else if (is_word(c) || (c == ':' && at + 1 < sql.size() && is_word(sql[at + 1]))) {
      std::size_t end = at + 1;
      while (end < sql.size() && is_word(sql[end])) ++end;
      std::string word(sql.substr(at, end - at));
      std::ranges::transform(word, word.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
      });
      found.push_back(std::move(word));
      at = end;
    } else {
      found.emplace_back(1, c);
      ++at;
    }
  }
  return found;
}

class ScopeCheck {
 public:
  ScopeCheck(std::string_view sql, const ScopeRules& rules, bool instance_scope)
      : sql_(sql), rules_(rules), instance_scope_(instance_scope), tokens_(tokens(sql)) {}

  void run() {
    for (std::size_t at = 0; at + 1 < tokens_.size(); ++at) {
      const auto& word = tokens_[at];
      if (word == "into")
        insertion(at + 1);
      else if (word == "update" && tokens_[at + 1] != "set")
        mention(at + 1, true);
      else if (word == "from" && at > 0 && tokens_[at - 1] == "delete")
        mention(at + 1, true);
      else if (word == "from" || word == "join")
        mention(at + 1, false);
    }
    if (instance_scope_) return;
    if (scoped_mentions_ == 0) refuse("names no table of the organisation");
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw std::logic_error("outside its scope, the statement " + why + ": " + std::string(sql_));
  }

  const std::string& at_or_empty(std::size_t at) const {
    static const std::string kEmpty;
    return at < tokens_.size() ? tokens_[at] : kEmpty;
  }

  void guard_audit(const std::string& table) const {
    if (table.starts_with("audit_")) refuse("changes the audit trail");
  }

  /// True when the table needs a tie to the organisation.
  bool needs_tie(const std::string& table) {
    if (!rules_.scoped_tables.contains(table)) return false;
    ++scoped_mentions_;
    return !instance_scope_ || !rules_.instance_may_use.contains(table);
  }

  void insertion(std::size_t at) {
    const auto& table = tokens_[at];
    guard_audit(table);
    if (!needs_tie(table)) return;
    const auto first = std::ranges::find(tokens_.begin() + static_cast<std::ptrdiff_t>(at),
                                         tokens_.end(), std::string(")"));
    const auto after = static_cast<std::size_t>(first - tokens_.begin());
    const bool column = at_or_empty(at + 1) == "(" && at_or_empty(at + 2) == "organisation_id";
    const bool from_values = at_or_empty(after + 1) == "values" && at_or_empty(after + 2) == "(" &&
                             at_or_empty(after + 3) == kToken;
    const bool from_select = at_or_empty(after + 1) == "select" && at_or_empty(after + 2) == kToken;
    if (!column || (!from_values && !from_select))
      refuse("does not put :organisation first into " + table);
  }

  void mention(std::size_t at, bool changes) {
    const auto& table = tokens_[at];
    if (changes) guard_audit(table);
    std::string alias = table;
    if (at_or_empty(at + 1) == "as") ++at;
    const auto& next = at_or_empty(at + 1);
    static const std::set<std::string, std::less<>> kNotAnAlias = {
        "where", "set",   "on",    "join",      "left",  "inner",  "group",
        "order", "limit", "union", "returning", "using", "values", "cross"};
    if (!next.empty() && is_word(next.front()) && !kNotAnAlias.contains(next)) {
      alias = next;
      ++at;
    }
    if (at_or_empty(at + 1) == ",") refuse("joins tables with a comma");
    if (needs_tie(table) && !tied(alias)) refuse("does not tie " + alias + " to :organisation");
  }

  bool tied(const std::string& alias) const {
    for (std::size_t at = 0; at + 2 < tokens_.size(); ++at) {
      if (tokens_[at] != "organisation_id" || tokens_[at + 1] != "=" || tokens_[at + 2] != kToken)
        continue;
      const bool prefixed = at >= 2 && tokens_[at - 1] == ".";
      if (prefixed ? tokens_[at - 2] == alias : single_table()) return true;
    }
    return false;
  }

  bool single_table() const {
    return std::ranges::count_if(tokens_, [](const std::string& word) {
             return word == "from" || word == "join" || word == "update" || word == "into";
           }) == 1;
  }

  std::string_view sql_;
  const ScopeRules& rules_;
  bool instance_scope_;
  std::vector<std::string> tokens_;
  std::size_t scoped_mentions_ = 0;
};

}  // namespace

Statement prepare_unchecked(std::string_view sql, char prefix) {
  Statement statement;
  for (std::size_t at = 0; at < sql.size(); ++at)
    if (sql[at] == '$' && at + 1 < sql.size() &&
        std::isdigit(static_cast<unsigned char>(sql[at + 1])))
      statement.parameters = std::max<std::size_t>(statement.parameters,
                                                   std::stoul(std::string(sql.substr(at + 1, 3))));
  for (std::size_t at = 0; at < sql.size();) {
    if (sql.substr(at).starts_with(kToken)) {
      statement.sql += prefix + std::to_string(statement.parameters + 1);
      statement.uses_organisation = true;
      at += kToken.size();
    } else {
      statement.sql += sql[at] == '$' ? prefix : sql[at];
      ++at;
    }
  }
  const auto words = tokens(sql);
  statement.writes = std::ranges::any_of(words, [](const std::string& word) {
    return word == "insert" || word == "update" || word == "delete";
  });
  return statement;
}

Statement prepare(std::string_view sql, const ScopeRules& rules, bool instance_scope, char prefix) {
  ScopeCheck(sql, rules, instance_scope).run();
  return prepare_unchecked(sql, prefix);
}

}  // namespace regie::storage
