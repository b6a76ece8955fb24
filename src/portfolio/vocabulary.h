#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "access/caller.h"
#include "content/library.h"
#include "portfolio/application.h"
#include "storage/database.h"

namespace regie::portfolio {

/// What is wrong with one cell.
struct CellFault {
  ErrorCode code;
  std::map<std::string, std::string> parameters = {};
};

/// The words of one list: by id, and by what people write.
class WordList {
 public:
  /// `names` are other ways to write it than the id and `shown`.
  void add(const std::string& id, const std::string& shown,
           const std::vector<std::string>& names = {});

  /// What `find` gives the id for: its shown text, or the id itself.
  const std::string& shown(const std::string& id) const;
  /// The id for an id or a name; else for one that differs in case or accents only. Fails with
  /// ambiguous_name or not_in_catalog.
  std::optional<CellFault> find(const std::string& text, std::string& id) const;
  /// In the order of adding.
  const std::vector<std::string>& ids() const { return ids_; }

 private:
  using Index = std::unordered_map<std::string, std::optional<std::string>>;
  static void enter(Index& index, const std::string& key, const std::string& id);

  std::vector<std::string> ids_;
  std::unordered_map<std::string, std::string> shown_;
  Index exact_;
  Index folded_;
};

/// Every word that a cell may hold, for one caller and in one language.
class Vocabulary {
 public:
  Vocabulary(const content::Library& library, Language language);
  /// Adds the departments and people of the organisation.
  void add_organisation(storage::Transaction& transaction, const access::Caller& caller);

  Language language() const { return language_; }
  /// Nothing when there is no such list.
  const WordList* list(const std::optional<std::string>& name) const;

  /// `Name`, or `Name <address>` for somebody with an account. Who may not see the addresses of
  /// others gets the id of the account in its place.
  std::string person(const Person& person) const;
  bool knows_account(const std::string& id) const { return address_of_.contains(id); }
  /// Fails with unknown_reference.
  std::optional<CellFault> find_person(const std::string& text, Person& person) const;

 private:
  Language language_;
  std::map<std::string, WordList, std::less<>> lists_;
  std::unordered_map<std::string, std::string> address_of_;
  std::unordered_map<std::string, std::string> account_of_;
};

}  // namespace regie::portfolio
