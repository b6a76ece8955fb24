#include "table/xlsx_book.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"
#include "table/xml.h"

namespace regie::table {
namespace {

struct Relation {
  std::string kind;  ///< the last step of its type's address, which is the same in both editions
  std::string part;
};
using Relations = std::map<std::string, Relation, std::less<>>;

constexpr std::size_t kMostRelations = 10'000;
/// Excel stops at 65,490.
constexpr std::size_t kMostStyles = 100'000;

std::string_view folder_of(std::string_view part) {
  const auto slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1);
}

/// A target as a part name: relative to a folder unless it begins with a slash. A step up from the
/// top stays at the top; what comes out is only ever looked up among the parts.
std::string resolved(std::string_view folder, std::string_view target) {
  std::string whole = target.starts_with('/') ? std::string() : std::string(folder);
  whole += target;
  std::vector<std::string> steps;
  for (std::size_t at = 0; at <= whole.size();) {
    const auto slash = std::min(whole.find('/', at), whole.size());
    const auto step = whole.substr(at, slash - at);
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (!step.empty() && step != "." && step != "..") steps.push_back(step);
    at = slash + 1;
  }
  return joined(steps, "/");
}

class RelationsHandler final : public XmlHandler {
 public:
  explicit RelationsHandler(std::string_view folder) : folder_(folder) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.get("TargetMode") == "External") return;
    if (relations_.size() == kMostRelations) return fail(broken("_rels", "too many relations"));
    const auto type = attributes.get("Type");
    relations_[std::string(attributes.get("Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                     resolved(folder_, attributes.get("Target"))};
  }

  Relations take() { return std::move(relations_); }

 private:
  std::string_view folder_;
  Relations relations_;
};

class BookHandler final : public XmlHandler {
 public:
  explicit BookHandler(const Relations& relations) : relations_(relations) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const auto date1904 = attributes.get("date1904");
      book_.since_1904 = date1904 == "1" || date1904 == "true";
    } else if (name == "sheet") {
      const auto relation = relations_.find(attributes.get("id"));
      if (relation == relations_.end() || relation->second.kind != "worksheet") return;
      if (book_.sheets.size() == kMostRelations) return fail(broken("workbook", "too many sheets"));
      const auto state = attributes.get("state");
      book_.sheets.push_back({std::string(attributes.get("name")), relation->second.part,
                              state == "hidden" || state == "veryHidden"});
    }
  }

  Book take() { return std::move(book_); }

 private:
  const Relations& relations_;
  Book book_;
};

class StringsHandler final : public XmlHandler {
 public:
  explicit StringsHandler(const Limits& limits) : limits_(limits) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") {
      if (strings_.size() == limits_.cells)
        return fail(failure({.code = ErrorCode::table_too_many_cells,
                             .parameters = {{"limit", std::to_string(limits_.cells)}}}));
      current_.clear();
    }
    if (name == "rPh") in_phonetic_ = true;
    in_text_ = name == "t" && !in_phonetic_;
  }

  void end(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") in_phonetic_ = false;
    if (name == "si") strings_.push_back(unescaped(current_));
  }

  void text(std::string_view piece) override {
    if (in_text_ && current_.size() <= limits_.cell_bytes)
      current_ += piece.substr(0, limits_.cell_bytes + 1 - current_.size());
  }

  std::vector<std::string> take() { return std::move(strings_); }

 private:
  const Limits& limits_;
  std::vector<std::string> strings_;
  std::string current_;
  bool in_text_ = false;
  bool in_phonetic_ = false;
};

std::uint32_t number_of(std::string_view text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class StylesHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cell_formats_ = true;
    if (own_.size() > kMostStyles || kinds_.size() > kMostStyles)
      return fail(broken("styles", "too many styles"));
    const auto id = number_of(attributes.get("numFmtId"));
    if (name == "numFmt") own_[id] = kind_of_format(attributes.get("formatCode"));
    if (name != "xf" || !in_cell_formats_) return;
    const auto found = own_.find(id);
    kinds_.push_back(found == own_.end() ? built_in_kind(id) : found->second);
  }

  void end(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }

  std::vector<NumberKind> take() { return std::move(kinds_); }

 private:
  std::map<std::uint32_t, NumberKind> own_;
  std::vector<NumberKind> kinds_;
  bool in_cell_formats_ = false;
};

Result<Relations> read_relations(Package& package, std::string_view owner) {
  const auto folder = folder_of(owner);
  const auto part =
      std::string(folder) + "_rels/" + std::string(owner.substr(folder.size())) + ".rels";
  RelationsHandler handler(folder);
  TRY(read_xml(package, part, handler));
  return handler.take();
}

std::string part_of_kind(const Relations& relations, std::string_view kind) {
  for (const auto& [id, relation] : relations)
    if (relation.kind == kind) return relation.part;
  return {};
}

std::unexpected<Error> another_kind(const Package& package) {
  const char* kind = package.has("mimetype")            ? "ODS"
                     : package.has("xl/workbook.bin")   ? "XLSB"
                     : package.has("word/document.xml") ? "DOCX"
                                                        : "ZIP";
  return failure({.code = ErrorCode::file_kind_unsupported, .parameters = {{"kind", kind}}});
}

}  // namespace

Result<Book> read_book(Package& package) {
  std::string part = "xl/workbook.xml";
  if (package.has("_rels/.rels")) {
    const auto stated = part_of_kind(TRY(read_relations(package, "")), "officeDocument");
    if (!stated.empty()) part = stated;
  }
  if (!package.has(part) || !part.ends_with(".xml") || package.has("word/document.xml"))
    return another_kind(package);
  const auto relations = TRY(read_relations(package, part));
  BookHandler handler(relations);
  TRY(read_xml(package, part, handler));
  auto book = handler.take();
  book.strings_part = part_of_kind(relations, "sharedStrings");
  book.styles_part = part_of_kind(relations, "styles");
  return book;
}

Result<std::vector<std::string>> read_shared_strings(Package& package, const std::string& part,
                                                     const Limits& limits) {
  StringsHandler handler(limits);
  if (!part.empty()) TRY(read_xml(package, part, handler));
  return handler.take();
}

Result<std::vector<NumberKind>> read_number_kinds(Package& package, const std::string& part) {
  StylesHandler handler;
  if (!part.empty()) TRY(read_xml(package, part, handler));
  return handler.take();
}

}  // namespace regie::table
