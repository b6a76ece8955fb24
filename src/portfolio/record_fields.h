#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/json.h"
#include "portfolio/application.h"

/// The fields of a record one by one, without making a document of it first.
namespace regie::portfolio {

/// One field: of a section, or a list beside the sections.
struct RecordField {
  std::string pointer;
  /// A class that is `not_classified`, an assessment that is `not_assessed`, a person without a
  /// name, and an empty text or list are not filled; false and 0 are.
  bool (*is_filled)(const ApplicationRecord&);
  bool (*is_same)(const ApplicationRecord&, const ApplicationRecord&);
  /// The differences within the field; their pointers begin below it.
  std::vector<JsonChange> (*changes)(const ApplicationRecord&, const ApplicationRecord&);
  /// Adds too_long and too_many_items, with pointers from the record on. `pointer` is that of this.
  void (*check_size)(const ApplicationRecord&, const std::string& pointer,
                     std::vector<FieldError>& errors);
};

/// All of them, in the order of the record.
const std::vector<RecordField>& record_fields();
/// Throws std::logic_error for a field that no record has.
const RecordField& record_field(std::string_view pointer);

}  // namespace regie::portfolio
