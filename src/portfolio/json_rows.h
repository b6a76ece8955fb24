#pragma once

#include <boost/json/array.hpp>

#include "content/library.h"
#include "portfolio/import_source.h"

namespace regie::portfolio {

/// Whether a file begins as JSON does, and no table.
bool looks_like_json(std::string_view bytes);

/// The elements of a JSON export. A member that is absent leaves a field as it is; null empties it.
class JsonRows final : public ImportSource {
 public:
  /// Both outlive this. Fails with malformed_json, wrong_type, or table_too_many_rows beyond
  /// `most`.
  static Result<JsonRows> read(const Exchange& exchange, const content::Library& library,
                               std::string_view bytes, std::size_t most);

  std::size_t size() const override { return elements_.size(); }
  std::size_t number(std::size_t row) const override { return row + 1; }
  std::string text(std::size_t row, std::string_view pointer) const override;
  std::vector<RowFault> fill(std::size_t row, RegisterRow& into) const override;
  RowFault place(std::string_view pointer, CellFault fault) const override;
  std::vector<MappedColumn> mapping() const override { return {}; }
  std::vector<ImportFault> notices() const override { return {}; }
  RejectedFile rejected(const std::vector<RejectedRow>& rows) const override;

 private:
  JsonRows(const Exchange& exchange, const content::Library& library)
      : exchange_(exchange), library_(library) {}
  void resolve(ApplicationRecord& record, std::vector<RowFault>& faults) const;

  const Exchange& exchange_;
  const content::Library& library_;
  boost::json::array elements_;
};

}  // namespace regie::portfolio
