#include "evidence/link.h"

namespace regie::evidence {
namespace {

constexpr std::string_view kPath = "/api/v1/evidence/";

}  // namespace

std::string link_to(const Id& id) { return std::string(kPath) + id; }

std::optional<Id> file_of(std::string_view link) {
  if (!link.starts_with(kPath)) return std::nullopt;
  link.remove_prefix(kPath.size());
  constexpr std::size_t kLength = 36;
  if (link.size() != kLength || link.find_first_not_of("0123456789abcdef-") != link.npos)
    return std::nullopt;
  return Id(link);
}

}  // namespace regie::evidence
