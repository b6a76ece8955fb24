#include "portfolio/vocabulary.h"

#include "access/store.h"
#include "portfolio/cell_text.h"

namespace regie::portfolio {

void WordList::enter(Index& index, const std::string& key, const std::string& id) {
  const auto [known, added] = index.emplace(key, id);
  if (!added && known->second != id) known->second.reset();
}

void WordList::add(const std::string& id, const std::string& shown,
                   const std::vector<std::string>& names) {
  ids_.push_back(id);
  shown_[id] = shown;
  enter(exact_, shown, id);
  for (const auto& each : {id, shown}) enter(folded_, folded(each), id);
  for (const auto& each : names) {
    enter(exact_, each, id);
    enter(folded_, folded(each), id);
  }
}

const std::string& WordList::shown(const std::string& id) const {
  const auto found = shown_.find(id);
  if (found == shown_.end() || found->second.empty()) return id;
  const auto back = exact_.find(found->second);
  const bool is_id_of_another = found->second != id && shown_.contains(found->second);
  return back != exact_.end() && back->second == id && !is_id_of_another ? found->second : id;
}

std::optional<CellFault> WordList::find(const std::string& text, std::string& id) const {
  if (shown_.contains(text)) {
    id = text;
    return std::nullopt;
  }
  const auto word = trimmed(text);
  auto found = exact_.find(text);
  if (found == exact_.end()) found = exact_.find(word);
  if (found == exact_.end()) {
    found = folded_.find(folded(word));
    if (found == folded_.end()) return CellFault{ErrorCode::not_in_catalog, {{"value", text}}};
  }
  if (!found->second) return CellFault{ErrorCode::ambiguous_name, {{"value", text}}};
  id = *found->second;
  return std::nullopt;
}

Vocabulary::Vocabulary(const content::Library& library, Language language) : language_(language) {
  const auto add = [&](const std::optional<std::string>& name) {
    if (!name || lists_.contains(*name)) return;
    auto& list = lists_[*name];
    for (const auto& term : library.list(*name))
      list.add(term.id, term.name.in(language), {term.name.nl, term.name.en});
  };
  for (const auto& field : library.fields()) {
    add(field.labels);
    for (const auto& part : field.parts) add(part.labels);
  }
}

void Vocabulary::add_organisation(storage::Transaction& transaction, const access::Caller& caller) {
  access::OrganisationStore store(transaction);
  auto& departments = lists_["departments"];
  for (const auto& department : store.departments())
    departments.add(department.id, department.name);
  const bool sees_addresses = caller.may(access::Permission::accounts_manage);
  for (const auto& account : store.accounts()) {
    address_of_[account.id] = sees_addresses ? account.email : account.id;
    account_of_[account.id] = account.id;
    if (sees_addresses) account_of_[folded(account.email)] = account.id;
  }
}

const WordList* Vocabulary::list(const std::optional<std::string>& name) const {
  if (!name) return nullptr;
  const auto found = lists_.find(*name);
  return found == lists_.end() ? nullptr : &found->second;
}

std::string Vocabulary::person(const Person& person) const {
  const auto name = cell::escape_name(person.name);
  if (!person.account_id) return name;
  const auto known = address_of_.find(*person.account_id);
  return name + " <" + (known == address_of_.end() ? *person.account_id : known->second) + ">";
}

std::optional<CellFault> Vocabulary::find_person(const std::string& text, Person& person) const {
  auto [name, address] = cell::split_person(text);
  person = {.name = std::move(name)};
  if (address.empty()) return std::nullopt;
  auto found = account_of_.find(address);
  if (found == account_of_.end()) found = account_of_.find(folded(address));
  if (found == account_of_.end()) return CellFault{ErrorCode::unknown_reference};
  person.account_id = found->second;
  return std::nullopt;
}

}  // namespace regie::portfolio
