#pragma once

#include <string>

namespace regie::access {

/// An answer that is not JSON.
struct Download {
  std::string content_type;
  std::string file_name;
  std::string bytes;
};

}  // namespace regie::access
