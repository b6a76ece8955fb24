#include "storage/value.h"

namespace regie::storage {

// PostgreSQL gives sums and counts as NUMERIC text now and then; both readings are exact here.
std::int64_t Row::integer() {
  const auto& column = next();
  if (const auto* text = std::get_if<std::string>(&column)) return std::stoll(*text);
  return std::get<std::int64_t>(column);
}

double Row::number() {
  const auto& column = next();
  if (const auto* whole = std::get_if<std::int64_t>(&column)) return static_cast<double>(*whole);
  return std::get<double>(column);
}

}  // namespace regie::storage
