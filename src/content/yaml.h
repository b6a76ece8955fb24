#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace regie::content {

/// A YAML document as JSON, with the line on which each value stands.
struct YamlDocument {
  boost::json::value value;
  std::map<std::string, int> lines;  ///< by JSON pointer, from 1

  /// The line of the value, or of the nearest value around it.
  int line_of(std::string_view pointer) const;
};

/// Reads one YAML document. Quoted scalars are texts; plain ones are null, true, false, whole or
/// decimal numbers, or else texts. Fails with content_invalid {file, line, reason}; at most
/// 1,000,000 nodes, so that aliases cannot blow it up.
Result<YamlDocument> read_yaml(std::string_view text, std::string_view file);

/// Checks against a JSON Schema (draft 7). Fails with content_invalid at the line of the first
/// fault.
Result<void> check_schema(const YamlDocument& document, std::string_view schema_text,
                          std::string_view file);

/// One place where a document does not fit its schema.
struct SchemaFault {
  int line;
  std::string pointer;
  std::string reason;
};

/// Every place where it does not fit; none when it fits. Where it could be one of several forms,
/// the place is the whole. Throws std::logic_error when the schema cannot be read.
std::vector<SchemaFault> schema_faults(const YamlDocument& document, std::string_view schema_text);

/// content_invalid for a place in a document.
Error content_error(std::string_view file, int line, std::string reason);

}  // namespace regie::content
