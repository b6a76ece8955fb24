#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "base/json_codec.h"
#include "content/library.h"
#include "content/yaml.h"

namespace regie::content {

/// What a document says, as a described type. Fails with content_invalid at the line of the first
/// fault.
template <class File>
Result<File> decoded(const YamlDocument& document, std::string_view path) {
  auto file = codec::decode<File>(document.value);
  if (file) return file;
  const auto& fault = file.error().fields.front();
  return failure(
      content_error(path, document.line_of(fault.pointer),
                    fault.pointer + ": " + sentence(fault.code, fault.parameters, Language::en)));
}

/// One file of content/, read, checked against its schema and decoded. Fails with content_invalid.
template <class File>
Result<File> read_described(std::span<const EmbeddedFile> files, std::string_view path,
                            std::string_view schema) {
  return decoded<File>(TRY(read_checked(files, path, schema)), path);
}

}  // namespace regie::content
