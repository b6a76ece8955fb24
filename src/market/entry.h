#pragma once

#include <algorithm>
#include <string>

#include "base/time.h"

namespace regie::market {

/// One device of the list, as the FDA writes it.
struct Entry {
  std::string number;  ///< of the submission: K252054, DEN240012, P140011/S008
  std::string device;
  std::string company;
  std::string panel;         ///< the FDA's lead panel
  std::string product_code;  ///< three letters that name a type of device
  Date decided_on;

  bool operator==(const Entry&) const = default;
};

/// The number without its slash: how an address names the entry, here and at the FDA.
inline std::string entry_id(std::string number) {
  std::erase(number, '/');
  return number;
}

}  // namespace regie::market
