#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "table/package.h"

namespace regie::table {

/// The attributes of one element, by their name without prefix. Valid during the call only.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}

  /// The value, or nothing when the element has no such attribute.
  std::optional<std::string_view> find(std::string_view name) const;
  /// The value, empty when the element has no such attribute.
  std::string_view get(std::string_view name) const { return find(name).value_or(""); }

 private:
  const char** pairs_;
};

/// What happens at each element and text, in the order of the document. Names come without prefix.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view) {}
  virtual void text(std::string_view) {}

  bool has_failed() const { return failed_.has_value(); }
  const std::optional<Error>& failed() const { return failed_; }

 protected:
  /// Ends the reading after this call; the first failure is the one that counts.
  void fail(std::unexpected<Error> error) {
    if (!failed_) failed_ = std::move(error).error();
  }

 private:
  std::optional<Error> failed_;
};

/// Reads one XML part, with bounded depth and length of a tag. Fails with the errors of the package
/// and of the handler, with file_broken {part} for what is not well formed, and with
/// file_document_type {part} as soon as a DTD begins, so no entity is ever declared.
Result<void> read_xml(Package& package, const std::string& part, XmlHandler& handler);

}  // namespace regie::table
