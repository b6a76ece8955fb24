#include "evidence/file_kind.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"

namespace regie::evidence {
namespace {

using namespace std::string_view_literals;

bool is_pdf(std::string_view content) {
  // A reader finds the mark when some bytes of a mail gateway stand before it.
  return content.substr(0, 1024).contains("%PDF-");
}
bool is_png(std::string_view content) { return content.starts_with("\x89PNG\r\n\x1A\n"sv); }
bool is_jpeg(std::string_view content) { return content.starts_with("\xFF\xD8\xFF"sv); }
/// A zip file with the parts of a document, and without a program of its own.
bool is_office(std::string_view content) {
  return content.starts_with("PK\x03\x04"sv) && content.contains("[Content_Types].xml") &&
         !content.contains("vbaProject.bin");
}
bool is_open_document(std::string_view content) {
  return content.starts_with("PK\x03\x04"sv) &&
         content.substr(0, 256).contains("mimetypeapplication/vnd.oasis.opendocument.");
}
/// Word, Excel, PowerPoint and Outlook before 2007. The folder of macros of the first two has this
/// name, in UTF-16.
bool is_compound(std::string_view content) {
  return content.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv) &&
         !content.contains("_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"sv);
}
/// Also in an older encoding: what a text never holds is a NUL.
bool is_text(std::string_view content) {
  return !content.contains('\0') || content.starts_with("\xFF\xFE"sv) ||
         content.starts_with("\xFE\xFF"sv);
}

struct Kind {
  std::string_view ending;
  bool (*begins_right)(std::string_view content);
};

constexpr std::array kKinds{
    Kind{"pdf", is_pdf},           Kind{"png", is_png},           Kind{"jpg", is_jpeg},
    Kind{"jpeg", is_jpeg},         Kind{"docx", is_office},       Kind{"xlsx", is_office},
    Kind{"pptx", is_office},       Kind{"odt", is_open_document}, Kind{"ods", is_open_document},
    Kind{"odp", is_open_document}, Kind{"doc", is_compound},      Kind{"xls", is_compound},
    Kind{"ppt", is_compound},      Kind{"msg", is_compound},      Kind{"eml", is_text},
    Kind{"txt", is_text},          Kind{"md", is_text},           Kind{"csv", is_text},
    Kind{"json", is_text},         Kind{"xml", is_text},          Kind{"yaml", is_text},
    Kind{"html", is_text},
};

}  // namespace

FileCheck check_kind(std::string_view name, std::string_view content) {
  const auto dot = name.rfind('.');
  if (dot == name.npos) return FileCheck::unknown_kind;
  const auto ending = folded(name.substr(dot + 1));
  const auto kind = std::ranges::find(kKinds, ending, &Kind::ending);
  if (kind == kKinds.end()) return FileCheck::unknown_kind;
  return kind->begins_right(content) ? FileCheck::right : FileCheck::not_what_it_is_named;
}

}  // namespace regie::evidence
