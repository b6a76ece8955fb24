#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"

namespace regie::evidence {

/// The address by which a record refers to a file: `/api/v1/evidence/{id}`.
std::string link_to(const Id& id);

/// The file that such an address names; nothing for any other text.
std::optional<Id> file_of(std::string_view link);

}  // namespace regie::evidence
