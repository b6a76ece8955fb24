#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace regie::http {

/// A request's body in a file without a name: nobody else can open it, and it is gone when the last
/// who holds it lets go, also when the program is killed.
class BodyFile {
 public:
  /// Nothing when the folder takes no files.
  static std::shared_ptr<BodyFile> create(const std::string& folder);

  explicit BodyFile(int descriptor) : descriptor_(descriptor) {}
  ~BodyFile();
  BodyFile(const BodyFile&) = delete;
  BodyFile& operator=(const BodyFile&) = delete;

  /// False when it cannot be kept whole: the disk is full.
  bool append(std::string_view bytes);

  /// A path by which this process can open it for reading, as often as it likes.
  std::string path() const;
  std::int64_t size() const { return size_; }

 private:
  int descriptor_;
  std::int64_t size_ = 0;
};

}  // namespace regie::http
