#pragma once

#include <cmath>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include "sector/survey.h"

namespace regie::sector {

inline Members set_of(std::size_t organisations, std::initializer_list<std::size_t> places) {
  Members members(organisations);
  for (const auto place : places) members.add(place);
  return members;
}

inline Members range(std::size_t organisations, std::size_t from, std::size_t to) {
  Members members(organisations);
  for (auto place = from; place < to; ++place) members.add(place);
  return members;
}

inline constexpr auto kNoAnswer = std::numeric_limits<double>::quiet_NaN();

}  // namespace regie::sector
