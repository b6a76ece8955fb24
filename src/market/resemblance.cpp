#include "market/resemblance.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"

namespace regie::market {
namespace {

using Words = std::set<std::string, std::less<>>;

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80u || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/// Folding would make letters of a trade mark: Quantib™ would become quantibtm.
std::string without_marks(std::string_view text) {
  std::string plain(text);
  for (const std::string_view mark : {"™", "®", "©", "℠"})
    for (auto at = plain.find(mark); at != std::string::npos; at = plain.find(mark, at))
      plain.replace(at, mark.size(), " ");
  return plain;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  for (const char c : folded(without_marks(text))) {
    if (is_word_byte(c))
      word += c;
    else
      flush();
  }
  flush();
  return words;
}

/// B.V. and S.p.A. fall apart into letters; here they become one word again.
std::vector<std::string> with_initials_joined(const std::vector<std::string>& words) {
  std::vector<std::string> joined;
  bool after_initial = false;
  for (const auto& word : words) {
    const bool initial = word.size() == 1;
    if (initial && after_initial)
      joined.back() += word;
    else
      joined.push_back(word);
    after_initial = initial;
  }
  return joined;
}

bool is_legal_form(const std::string& word) {
  static const Words kForms = {
      "ab",      "ad",   "ag",          "aps",  "as",  "asa",     "bv",  "bvba", "co",
      "company", "corp", "corporation", "doo",  "ehf", "gmbh",    "hf",  "inc",  "incorporated",
      "kft",     "kg",   "kgaa",        "kk",   "l3c", "limited", "llc", "llp",  "lp",
      "ltd",     "mbh",  "nv",          "oy",   "oyj", "plc",     "pte", "pty",  "publ",
      "sa",      "sarl", "sas",         "sasu", "sca", "scs",     "se",  "sl",   "slu",
      "spa",     "srl",  "sro",         "uab",  "ug",  "ulc",     "vof", "zrt"};
  return kForms.contains(word);
}

bool is_connector(const std::string& word) {
  return word == "and" || word == "und" || word == "en" || word == "et";
}

bool says_something(const std::string& word) {
  static const Words kGeneral = {"analysis", "and",     "application", "device",   "diagnostic",
                                 "for",      "image",   "imaging",     "medical",  "module",
                                 "platform", "product", "software",    "solution", "station",
                                 "suite",    "system",  "systems",     "the",      "tool",
                                 "van",      "version", "voor",        "with"};
  const bool has_letter =
      std::ranges::any_of(word, [](char c) { return is_word_byte(c) && (c < '0' || c > '9'); });
  return has_letter && code_points(word) >= 3 && !kGeneral.contains(word);
}

}  // namespace

std::string supplier_key(std::string_view company) {
  auto words = with_initials_joined(words_of(company));
  bool stripped = false;
  while (words.size() > 1 &&
         (is_legal_form(words.back()) || (stripped && is_connector(words.back())))) {
    words.pop_back();
    stripped = true;
  }
  return joined(words, " ");
}

ProductName::ProductName(std::string_view name, std::string_view supplier_key) {
  const auto words = words_of(name);
  const auto own = words_of(supplier_key);
  const Words supplier(own.begin(), own.end());
  for (const auto& word : words)
    if (!supplier.contains(word)) words_.insert(word);
  // A product that is called as its supplier is: only equal names are the same.
  if (words_.empty()) words_ = Words(words.begin(), words.end());
}

bool ProductName::resembles(const ProductName& other) const {
  if (words_.empty() || other.words_.empty()) return false;
  if (words_ == other.words_) return true;
  const bool mine = words_.size() < other.words_.size();
  const auto& fewer = mine ? words_ : other.words_;
  const auto& more = mine ? other.words_ : words_;
  return std::ranges::includes(more, fewer) && std::ranges::any_of(fewer, says_something);
}

}  // namespace regie::market
