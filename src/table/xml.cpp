#include "table/xml.h"

#include <expat.h>

#include <cstring>
#include <memory>

namespace regie::table {
namespace {

constexpr std::size_t kDeepest = 100;
/// Expat starts a tag anew with every piece of it, so an endless one would take quadratic time.
constexpr std::size_t kLongestTag = 2'000'000;

std::string_view local(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

struct ParserFree {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

struct Reading {
  XML_Parser parser;
  XmlHandler& handler;
  std::size_t depth = 0;
  bool too_deep = false;
  bool document_type = false;
};

void stop(const Reading& reading) { XML_StopParser(reading.parser, XML_FALSE); }

void XMLCALL on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
  auto& reading = *static_cast<Reading*>(data);
  if (++reading.depth > kDeepest) {
    reading.too_deep = true;
    return stop(reading);
  }
  reading.handler.start(local(name), XmlAttributes(attributes));
  if (reading.handler.has_failed()) stop(reading);
}

void XMLCALL on_end(void* data, const XML_Char* name) {
  auto& reading = *static_cast<Reading*>(data);
  --reading.depth;
  // Expat still closes an empty element that its own start stopped at.
  if (reading.handler.has_failed() || reading.too_deep) return;
  reading.handler.end(local(name));
  if (reading.handler.has_failed()) stop(reading);
}

void XMLCALL on_text(void* data, const XML_Char* text, int length) {
  auto& reading = *static_cast<Reading*>(data);
  reading.handler.text({text, static_cast<std::size_t>(length)});
  if (reading.handler.has_failed()) stop(reading);
}

void XMLCALL on_document_type(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  auto& reading = *static_cast<Reading*>(data);
  reading.document_type = true;
  stop(reading);
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2)
    if (local(pair[0]) == name) return pair[1];
  return std::nullopt;
}

Result<void> read_xml(Package& package, const std::string& part, XmlHandler& handler) {
  const std::unique_ptr<XML_ParserStruct, ParserFree> parser(XML_ParserCreate(nullptr));
  if (!parser) throw std::bad_alloc();
  Reading reading{parser.get(), handler};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_document_type);

  std::size_t fed = 0;
  return package.read(part, [&](std::string_view piece, bool last) -> Result<void> {
    fed += piece.size();
    const auto status =
        XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
    if (handler.has_failed()) return failure(*handler.failed());
    if (reading.document_type)
      return failure({.code = ErrorCode::file_document_type, .parameters = {{"part", part}}});
    if (reading.too_deep) return broken(part, "elements too deep");
    if (status != XML_STATUS_OK)
      return broken(part, XML_ErrorString(XML_GetErrorCode(parser.get())));
    const auto read = XML_GetCurrentByteIndex(parser.get());
    if (!last && read >= 0 && fed - static_cast<std::size_t>(read) > kLongestTag)
      return broken(part, "a tag without end");
    return {};
  });
}

}  // namespace regie::table
