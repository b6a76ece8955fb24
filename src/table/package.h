#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "table/sheet.h"

struct zip;

namespace regie::table {

/// The parts inside an XLSX (a ZIP), read in pieces from memory. The unpacked size of all that is
/// read is bounded, and so is how much more it is than what was packed. Names are only ever looked
/// up, in lower case.
class Package {
 public:
  /// Fails with body_too_large, file_broken, file_too_many_parts or file_encrypted.
  static Result<Package> open(std::string_view bytes, const Limits& limits);

  bool has(std::string_view part) const { return parts_.contains(normal(part)); }

  /// Gives a part to `sink` piece by piece; the last call has `last` set. Stops at the first
  /// failure of the sink. Fails with file_broken, file_encrypted or file_unpacks_too_large.
  using Sink = std::function<Result<void>(std::string_view piece, bool last)>;
  Result<void> read(std::string_view part, const Sink& sink);

 private:
  struct Closer {
    void operator()(zip* archive) const;
  };

  Package(std::unique_ptr<zip, Closer> archive, std::size_t packed_size, const Limits& limits)
      : archive_(std::move(archive)),
        packed_size_(packed_size),
        unpacked_limit_(limits.unpacked_bytes),
        ratio_(limits.ratio) {}

  Result<void> list_parts(const Limits& limits);
  static std::string normal(std::string_view part);

  std::unique_ptr<zip, Closer> archive_;
  std::map<std::string, std::uint64_t, std::less<>> parts_;
  std::size_t packed_size_;
  std::size_t unpacked_limit_;
  std::size_t ratio_;
  std::size_t unpacked_ = 0;
};

/// file_broken at a part whose name may be anything.
std::unexpected<Error> broken(std::string_view part, std::string internal = {});

}  // namespace regie::table
