#pragma once

#include <set>
#include <string>
#include <string_view>

/// Whether a product on the market looks like one that the hospital has.
///
/// The rule: the supplier is the same and the product is the same or one name contains the other.
///
/// - Supplier: folded (case and accents), without punctuation and without legal forms at the end
///   (Inc., B.V., GmbH, Co. Ltd), then exactly equal.
/// - Product: folded words, without the words of the supplier's own name. Equal as a set; or every
///   word of the shorter name is in the longer, and one of those words says something: it has three
///   characters or more, a letter, and is no general word such as `system` or `software`.
///
/// Its limits, on purpose, because a wrong hint costs more attention than a missing one:
///
/// - A supplier under another name is not found: a daughter company (Siemens Healthineers beside
///   Siemens Medical Solutions USA), a take-over, a reseller, a slip of the pen.
/// - A product with another name in Europe is not found; nor one with a version in both names
///   (MammoScreen 3 beside MammoScreen 4).
/// - A product of one or two letters (Quantib ND) is found by its whole name only.
/// - The name of a family (AI-Rad Companion) finds all its members, whichever the hospital has.
/// - It says nothing about what the product does. For that, compare use case and process.
namespace regie::market {

/// The supplier's name as it is compared. Folding it again changes nothing.
std::string supplier_key(std::string_view company);

/// A product's name as it is compared, among products of one supplier.
class ProductName {
 public:
  ProductName(std::string_view name, std::string_view supplier_key);

  bool resembles(const ProductName& other) const;

 private:
  std::set<std::string, std::less<>> words_;
};

}  // namespace regie::market
