#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/time.h"

/// What the room shows: the shapes that travel to a browser or a script.
namespace regie::evidence {

struct EvidenceFile {
  Id id;
  std::string name;
  std::int64_t size = 0;  ///< bytes
  std::string sha256;     ///< lower-case hexadecimal
  Timestamp added_at;
  std::string added_by;
  std::string link;  ///< what a record refers to it by
};
BOOST_DESCRIBE_STRUCT(EvidenceFile, (), (id, name, size, sha256, added_at, added_by, link))

struct UploadQuery {
  std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(UploadQuery, (), (name))

}  // namespace regie::evidence
