#pragma once

#include <map>
#include <string>

#include "access/caller.h"
#include "portfolio/store.h"
#include "storage/database.h"

namespace regie::governance {

/// The people and applications of the example hospital, by what its files call them.
struct ExampleCast {
  Id organisation;                               ///< empty: there is no example
  std::map<std::string, access::Caller> people;  ///< by address
  std::map<std::string, portfolio::StoredApplication> applications = {};  ///< by code
};

/// As whom the program itself acts for the example.
storage::Actor example_actor();

/// Of the example organisation that has a register: another one of them is empty on purpose.
ExampleCast example_cast(storage::Database& database);

}  // namespace regie::governance
