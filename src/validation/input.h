#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

/// Where the bytes of predictions come from.
namespace regie::validation {

/// A file that is read piece by piece, at any place and from several threads. It is not mapped into
/// memory: a file that shrinks while it is read is then an error and not the end of the program.
class PlainFile {
 public:
  PlainFile(int descriptor, std::string name, std::uint64_t size);
  PlainFile(const PlainFile&) = delete;
  ~PlainFile();

  const std::string& name() const { return name_; }
  std::uint64_t size() const { return size_; }
  /// Reads `size` bytes from `offset`, fewer only at the end. Fails with prediction_file_changed.
  Result<std::size_t> read(std::uint64_t offset, char* into, std::size_t size) const;
  /// Fails with prediction_file_changed when the file is no longer as it was opened.
  Result<void> check_unchanged() const;
  /// SHA-256 of all bytes, hexadecimal.
  Result<std::string> sha256() const;

 private:
  int descriptor_;
  std::string name_;
  std::uint64_t size_;
  std::int64_t changed_at_;
};

/// Bytes one after another: standard input, or what gzip or zstd holds.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Fills `into` as far as there are bytes; less than `size` at the end alone. Fails with
  /// prediction_file_damaged {file} or prediction_file_changed {file}.
  virtual Result<std::size_t> read(char* into, std::size_t size) = 0;
  /// Of the bytes as they came, before unpacking; at the end.
  virtual std::string sha256() = 0;
  virtual std::uint64_t bytes() const = 0;
};

/// Either a plain file or a stream.
struct Input {
  std::string name;  ///< without folders; `-` for standard input
  std::unique_ptr<PlainFile> file;
  std::unique_ptr<ByteStream> stream;
};

/// Opens a file, or standard input for `-`. The first bytes tell gzip and zstd. Fails with
/// file_unusable {file}. `shown` is the name in results and refusals, where the path has another.
Result<Input> open_input(const std::string& path, const std::string& shown = {});

}  // namespace regie::validation
