#include "table/kind.h"

#include "base/text.h"
#include "table/csv.h"
#include "table/xlsx.h"

namespace regie::table {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view start;
  const char* kind;
};

constexpr Signature kSignatures[] = {
    {"%PDF-"sv, "PDF"},
    {"\x89PNG"sv, "PNG"},
    {"\xFF\xD8\xFF"sv, "JPEG"},
    {"\x1F\x8B"sv, "GZIP"},
    {"{\\rtf"sv, "RTF"},
    {"Rar!"sv, "RAR"},
    {"7z\xBC\xAF"sv, "7Z"},
    {"GIF8"sv, "GIF"},
    {"\x09\x08\x10\x00"sv, "XLS"},
    {"SQLite format 3"sv, "SQLite"},
};

/// Text formats, known by how they begin after white space.
constexpr Signature kTextSignatures[] = {
    {"<?xml"sv, "XML"},   {"<!doctype"sv, "HTML"}, {"<html"sv, "HTML"},
    {"<table"sv, "HTML"}, {"{\""sv, "JSON"},       {"[{"sv, "JSON"},
};

/// The container of old Office files, and of new ones that have a password.
constexpr auto kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
constexpr auto kEncryptedPackage = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
constexpr std::size_t kHead = 4096;

std::unexpected<Error> unsupported(const char* kind) {
  return failure({.code = ErrorCode::file_kind_unsupported, .parameters = {{"kind", kind}}});
}

}  // namespace

Result<Kind> detect(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return Kind::xlsx;
  if (bytes.starts_with(kCompoundFile)) {
    if (bytes.contains(kEncryptedPackage)) return failure(ErrorCode::file_encrypted);
    return unsupported("XLS");
  }
  for (const auto& signature : kSignatures)
    if (bytes.starts_with(signature.start)) return unsupported(signature.kind);
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return Kind::csv;
  auto head = bytes.substr(0, kHead);
  if (head.contains('\0')) return failure(ErrorCode::file_kind_unknown);
  if (head.starts_with("\xEF\xBB\xBF"sv)) head.remove_prefix(3);
  auto start = trimmed(head).substr(0, 16);
  for (auto& letter : start)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  for (const auto& signature : kTextSignatures)
    if (start.starts_with(signature.start)) return unsupported(signature.kind);
  return Kind::csv;
}

Result<Sheet> read(std::string_view bytes, const Limits& limits) {
  return TRY(detect(bytes)) == Kind::xlsx ? read_xlsx(bytes, limits) : read_csv(bytes, limits);
}

}  // namespace regie::table
