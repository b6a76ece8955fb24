#include "market/catalogue.h"

#include <algorithm>

#include "content/decoded.h"
#include "market/list_file.h"

namespace regie::market {
namespace {

constexpr std::string_view kDescription = "market/fda-ai-devices.yaml";
constexpr std::string_view kList = "market/fda-ai-devices.csv";

Result<std::vector<Entry>> shipped_entries(std::span<const EmbeddedFile> files, Date latest) {
  const auto found = std::ranges::find(files, kList, &EmbeddedFile::path);
  if (found == files.end()) return failure(content::content_error(kList, 1, "the file is missing"));
  auto read = read_list(found->text(), latest);
  if (!read)
    return failure(content::content_error(
        kList, 1, sentence(read.error().code, read.error().parameters, Language::en)));
  if (read->faults.empty()) return std::move(read->entries);
  const auto& fault = read->faults.front();
  return failure(content::content_error(
      kList, static_cast<int>(fault.row),
      fault.column + ": " + sentence(fault.code, fault.parameters, Language::en)));
}

}  // namespace

Result<Catalogue> Catalogue::load(std::span<const EmbeddedFile> files,
                                  const content::Library& library) {
  Catalogue catalogue;
  catalogue.description_ =
      TRY(content::read_described<ListDescription>(files, kDescription, "market"));
  TRY(catalogue.check(library));
  catalogue.entries_ = TRY(shipped_entries(files, catalogue.description_.checked_on));
  return catalogue;
}

Result<void> Catalogue::check(const content::Library& library) {
  const auto refuse = [](const std::string& reason) {
    return failure(content::content_error(kDescription, 1, reason));
  };
  std::set<std::string> ids;
  for (const auto& field : description_.fields) {
    if (!ids.insert(field.id).second) return refuse("the id " + field.id + " stands here twice");
    for (const auto& specialism : field.specialisms)
      if (!library.knows_specialism(specialism))
        return refuse("there is no specialism " + specialism);
    for (const auto& panel : field.panels)
      if (!field_by_panel_.emplace(folded(panel), field.id).second)
        return refuse("the panel " + panel + " stands here twice");
  }
  std::set<std::string> prefixes;
  for (const auto& pathway : description_.pathways)
    if (!prefixes.insert(pathway.prefix).second)
      return refuse("the prefix " + pathway.prefix + " stands here twice");
  return {};
}

std::string Catalogue::field_of(const std::string& panel) const {
  const auto found = field_by_panel_.find(folded(panel));
  return found == field_by_panel_.end() ? panel : found->second;
}

const MedicalField* Catalogue::field(std::string_view id) const {
  const auto found = std::ranges::find(description_.fields, id, &MedicalField::id);
  return found == description_.fields.end() ? nullptr : &*found;
}

const Pathway* Catalogue::pathway_of(std::string_view number) const {
  const auto letters = number.substr(0, number.find_first_of("0123456789"));
  const auto found = std::ranges::find(description_.pathways, letters, &Pathway::prefix);
  return found == description_.pathways.end() ? nullptr : &*found;
}

std::string filled_in(std::string address, std::string_view id) {
  constexpr std::string_view kPlace = "{id}";
  if (const auto at = address.find(kPlace); at != std::string::npos)
    address.replace(at, kPlace.size(), id);
  return address;
}

}  // namespace regie::market
