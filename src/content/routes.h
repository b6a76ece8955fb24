#pragma once

#include "access/api.h"
#include "content/library.h"

namespace regie::content {

/// The room's part of the route table. The library must outlive the table.
void add_routes(access::Api& api, const Library& library);

}  // namespace regie::content
