#include "validation/input.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "base/text.h"

namespace regie::validation {
namespace {

constexpr std::size_t kPiece = 256 * 1024;

Error about(ErrorCode code, const std::string& name) {
  return {.code = code, .parameters = {{"file", name}}};
}

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) {
    if (context_ == nullptr || EVP_DigestInit_ex(context_, EVP_sha256(), nullptr) != 1)
      throw std::runtime_error("no SHA-256");
  }
  Sha256(const Sha256&) = delete;
  ~Sha256() { EVP_MD_CTX_free(context_); }
  void add(const char* bytes, std::size_t size) { EVP_DigestUpdate(context_, bytes, size); }
  std::string hexadecimal() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_, digest.data(), &size);
    return regie::hexadecimal({reinterpret_cast<const char*>(digest.data()), size});
  }

 private:
  EVP_MD_CTX* context_;
};

std::int64_t changed_at(const struct stat& status) {
  return status.st_mtim.tv_sec * 1'000'000'000 + status.st_mtim.tv_nsec;
}

/// Bytes of a descriptor as they come, with their hash.
class RawStream : public ByteStream {
 public:
  RawStream(int descriptor, std::string name, bool closes)
      : descriptor_(descriptor), name_(std::move(name)), closes_(closes) {}
  RawStream(const RawStream&) = delete;
  ~RawStream() override {
    if (closes_) ::close(descriptor_);
  }
  Result<std::size_t> read(char* into, std::size_t size) override {
    std::size_t filled = 0;
    while (filled < size) {
      const auto got = ::read(descriptor_, into + filled, size - filled);
      if (got < 0) return failure(about(ErrorCode::prediction_file_changed, name_));
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    hash_.add(into, filled);
    bytes_ += filled;
    return filled;
  }
  std::string sha256() override { return hash_.hexadecimal(); }
  std::uint64_t bytes() const override { return bytes_; }

 private:
  int descriptor_;
  std::string name_;
  bool closes_;
  Sha256 hash_;
  std::uint64_t bytes_ = 0;
};

/// What an unpacker reads from.
class Packed : public ByteStream {
 public:
  Packed(std::unique_ptr<ByteStream> raw, std::string name)
      : raw_(std::move(raw)), name_(std::move(name)), packed_(kPiece) {}
  std::string sha256() override { return raw_->sha256(); }
  std::uint64_t bytes() const override { return raw_->bytes(); }

 protected:
  /// More packed bytes; 0 at the end.
  Result<std::size_t> more() { return raw_->read(packed_.data(), packed_.size()); }
  Error damaged() const { return about(ErrorCode::prediction_file_damaged, name_); }

  std::unique_ptr<ByteStream> raw_;
  std::string name_;
  std::vector<char> packed_;
};

class GzipStream final : public Packed {
 public:
  GzipStream(std::unique_ptr<ByteStream> raw, std::string name)
      : Packed(std::move(raw), std::move(name)) {
    constexpr int kGzip = 16 + MAX_WBITS;
    if (::inflateInit2(&state_, kGzip) != Z_OK) throw std::bad_alloc();
  }
  ~GzipStream() override { ::inflateEnd(&state_); }

  Result<std::size_t> read(char* into, std::size_t size) override {
    state_.next_out = reinterpret_cast<Bytef*>(into);
    state_.avail_out = static_cast<uInt>(size);
    while (state_.avail_out > 0) {
      if (state_.avail_in == 0) {
        const auto got = TRY(more());
        if (got == 0 && !between_) return failure(damaged());
        if (got == 0) break;
        state_.next_in = reinterpret_cast<Bytef*>(packed_.data());
        state_.avail_in = static_cast<uInt>(got);
      }
      between_ = false;
      const int status = ::inflate(&state_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        between_ = true;
        ::inflateReset(&state_);
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        return failure(damaged());
      }
    }
    return size - state_.avail_out;
  }

 private:
  z_stream state_{};
  bool between_ = false;  ///< a member ended, and another may follow
};

class ZstdStream final : public Packed {
 public:
  ZstdStream(std::unique_ptr<ByteStream> raw, std::string name)
      : Packed(std::move(raw), std::move(name)), state_(::ZSTD_createDStream()) {
    if (state_ == nullptr) throw std::bad_alloc();
  }
  ~ZstdStream() override { ::ZSTD_freeDStream(state_); }

  Result<std::size_t> read(char* into, std::size_t size) override {
    ZSTD_outBuffer out{into, size, 0};
    while (out.pos < out.size) {
      if (in_.pos == in_.size) {
        in_ = {packed_.data(), TRY(more()), 0};
        if (in_.size == 0 && wanted_ != 0) return failure(damaged());
        if (in_.size == 0) break;
      }
      wanted_ = ::ZSTD_decompressStream(state_, &out, &in_);
      if (::ZSTD_isError(wanted_) != 0) return failure(damaged());
    }
    return out.pos;
  }

 private:
  ZSTD_DStream* state_;
  ZSTD_inBuffer in_{};
  std::size_t wanted_ = 0;
};

enum class Packing { none, gzip, zstd };

Packing packing_of(const unsigned char* first, std::size_t size) {
  if (size >= 2 && first[0] == 0x1f && first[1] == 0x8b) return Packing::gzip;
  if (size >= 4 && first[0] == 0x28 && first[1] == 0xb5 && first[2] == 0x2f && first[3] == 0xfd)
    return Packing::zstd;
  return Packing::none;
}

std::unique_ptr<ByteStream> unpacked(std::unique_ptr<ByteStream> raw, Packing packing,
                                     const std::string& name) {
  if (packing == Packing::gzip) return std::make_unique<GzipStream>(std::move(raw), name);
  if (packing == Packing::zstd) return std::make_unique<ZstdStream>(std::move(raw), name);
  return raw;
}

}  // namespace

PlainFile::PlainFile(int descriptor, std::string name, std::uint64_t size)
    : descriptor_(descriptor), name_(std::move(name)), size_(size), changed_at_(0) {
  struct stat status{};
  if (::fstat(descriptor_, &status) == 0) changed_at_ = changed_at(status);
}

PlainFile::~PlainFile() { ::close(descriptor_); }

Result<std::size_t> PlainFile::read(std::uint64_t offset, char* into, std::size_t size) const {
  if (offset >= size_) return std::size_t{0};
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, size_ - offset));
  std::size_t filled = 0;
  while (filled < wanted) {
    const auto got =
        ::pread(descriptor_, into + filled, wanted - filled, static_cast<off_t>(offset + filled));
    if (got <= 0) return failure(about(ErrorCode::prediction_file_changed, name_));
    filled += static_cast<std::size_t>(got);
  }
  return filled;
}

Result<void> PlainFile::check_unchanged() const {
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0 || static_cast<std::uint64_t>(status.st_size) != size_ ||
      changed_at(status) != changed_at_)
    return failure(about(ErrorCode::prediction_file_changed, name_));
  return {};
}

Result<std::string> PlainFile::sha256() const {
  Sha256 hash;
  std::vector<char> piece(kPiece);
  for (std::uint64_t offset = 0; offset < size_;) {
    const auto got = TRY(read(offset, piece.data(), piece.size()));
    hash.add(piece.data(), got);
    offset += got;
  }
  return hash.hexadecimal();
}

Result<Input> open_input(const std::string& path, const std::string& shown) {
  Input input;
  if (path == "-") {
    input.name = path;
    input.stream = std::make_unique<RawStream>(STDIN_FILENO, path, false);
    return input;
  }
  input.name = shown.empty() ? std::filesystem::path(path).filename().string() : shown;
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status{};
  if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || S_ISDIR(status.st_mode)) {
    if (descriptor >= 0) ::close(descriptor);
    return failure(about(ErrorCode::file_unusable, path));
  }
  unsigned char first[4] = {};
  const auto got = S_ISREG(status.st_mode) ? ::pread(descriptor, first, sizeof(first), 0) : 0;
  const auto packing = packing_of(first, got > 0 ? static_cast<std::size_t>(got) : 0);
  if (S_ISREG(status.st_mode) && packing == Packing::none) {
    input.file = std::make_unique<PlainFile>(descriptor, input.name,
                                             static_cast<std::uint64_t>(status.st_size));
    return input;
  }
  input.stream =
      unpacked(std::make_unique<RawStream>(descriptor, input.name, true), packing, input.name);
  return input;
}

}  // namespace regie::validation
