#include "table/sheet.h"

#include <algorithm>

namespace regie::table {

std::string column_name(std::size_t index) {
  std::string name;
  for (++index; index > 0; index = (index - 1) / 26)
    name += static_cast<char>('A' + static_cast<int>((index - 1) % 26));
  std::ranges::reverse(name);
  return name;
}

}  // namespace regie::table
