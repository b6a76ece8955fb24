#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "content/library.h"
#include "market/entry.h"

namespace regie::market {

/// How the FDA let a device onto the market; the submission number begins with its prefix.
struct Pathway {
  std::string id;
  std::string prefix;
  LocalizedText name;
  LocalizedText explanation;
  std::string address;  ///< of a submission's page, with {id}
};
BOOST_DESCRIBE_STRUCT(Pathway, (), (id, prefix, name, explanation, address))

/// A medical field, and the panels of the FDA that it stands for.
struct MedicalField {
  std::string id;
  std::vector<std::string> panels;
  LocalizedText name;
  std::vector<std::string> specialisms;  ///< ids in content/catalog/specialisms.yaml
};
BOOST_DESCRIBE_STRUCT(MedicalField, (), (id, panels, name, specialisms))

/// What a list is and what its words mean.
struct ListDescription {
  std::string id;
  std::string version;
  content::Source source;
  Date checked_on;
  LocalizedText licence;
  std::vector<Pathway> pathways;
  std::string product_code_address;  ///< of a code's page, with {id}
  std::vector<MedicalField> fields;
};
BOOST_DESCRIBE_STRUCT(ListDescription, (),
                      (id, version, source, checked_on, licence, pathways, product_code_address,
                       fields))

/// The list of the market as it ships inside the program. Immutable once loaded.
class Catalogue {
 public:
  /// Fails with content_invalid {file, line, reason}: a word that the register does not know, or a
  /// row of the list that does not hold.
  static Result<Catalogue> load(std::span<const EmbeddedFile> files,
                                const content::Library& library);

  const ListDescription& description() const { return description_; }
  const std::vector<Entry>& entries() const { return entries_; }

  /// The field of a panel; a panel that nobody described is a field by itself.
  std::string field_of(const std::string& panel) const;
  /// Nothing for a field that is just a panel.
  const MedicalField* field(std::string_view id) const;
  /// Nothing when no pathway has this kind of number.
  const Pathway* pathway_of(std::string_view number) const;

 private:
  Result<void> check(const content::Library& library);

  ListDescription description_;
  std::vector<Entry> entries_;
  std::map<std::string, std::string, std::less<>> field_by_panel_;
};

/// An address with the entry's id or the product code in it.
std::string filled_in(std::string address, std::string_view id);

}  // namespace regie::market
