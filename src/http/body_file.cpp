#include "http/body_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace regie::http {

std::shared_ptr<BodyFile> BodyFile::create(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0) return std::make_shared<BodyFile>(descriptor);
  // Not every file system makes files without a name.
  auto name = folder + "/regie-upload-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named < 0) return nullptr;
  ::unlink(name.c_str());
  return std::make_shared<BodyFile>(named);
}

BodyFile::~BodyFile() { ::close(descriptor_); }

bool BodyFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    size_ += written;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string BodyFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

}  // namespace regie::http
