#include "table/package.h"

#include <zip.h>

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace regie::table {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPiece = 65'536;
/// Parts up to this size may have any ratio: a few thousand equal rows pack very well.
constexpr std::size_t kAlwaysAllowed = 16'000'000;

std::unexpected<Error> limited(ErrorCode code, std::size_t limit) {
  return failure({.code = code, .parameters = {{"limit", std::to_string(limit)}}});
}

/// Entries of the ZIP's directory, counted by their signature: the number that it states can lie.
std::size_t directory_entries(std::string_view bytes, std::size_t enough) {
  constexpr auto kSignature = "PK\x01\x02"sv;
  std::size_t count = 0;
  for (auto at = bytes.find(kSignature); at != std::string_view::npos && count <= enough;
       at = bytes.find(kSignature, at + kSignature.size()))
    ++count;
  return count;
}

struct EntryCloser {
  void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

}  // namespace

std::unexpected<Error> broken(std::string_view part, std::string internal) {
  constexpr std::size_t kShown = 100;
  const bool presentable = !part.empty() && part.size() <= kShown && is_utf8(part);
  return failure({.code = ErrorCode::file_broken,
                  .parameters = {{"part", presentable ? std::string(part) : "ZIP"}},
                  .internal = std::move(internal)});
}

void Package::Closer::operator()(zip* archive) const { zip_discard(archive); }

std::string Package::normal(std::string_view part) {
  std::string name(part.substr(part.starts_with('/') ? 1 : 0));
  for (auto& letter : name) {
    if (letter == '\\') letter = '/';
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return name;
}

Result<Package> Package::open(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes) return limited(ErrorCode::body_too_large, limits.bytes);
  if (directory_entries(bytes, limits.parts) > limits.parts)
    return limited(ErrorCode::file_too_many_parts, limits.parts);
  zip_error_t error;
  zip_error_init(&error);
  auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  auto* archive = source == nullptr
                      ? nullptr
                      : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
  if (archive == nullptr) {
    if (source != nullptr) zip_source_free(source);
    auto failed = broken("ZIP", zip_error_strerror(&error));
    zip_error_fini(&error);
    return failed;
  }
  zip_error_fini(&error);
  Package package(std::unique_ptr<zip, Closer>(archive), bytes.size(), limits);
  TRY(package.list_parts(limits));
  return package;
}

Result<void> Package::list_parts(const Limits& limits) {
  const auto count = zip_get_num_entries(archive_.get(), 0);
  if (count < 0 || static_cast<std::size_t>(count) > limits.parts)
    return limited(ErrorCode::file_too_many_parts, limits.parts);
  for (std::uint64_t index = 0; index < static_cast<std::uint64_t>(count); ++index) {
    const char* name = zip_get_name(archive_.get(), index, ZIP_FL_ENC_GUESS);
    if (name == nullptr) return broken("ZIP", "an entry without a name");
    // Two parts of one name show one table to this reader and another to the next.
    if (!parts_.emplace(normal(name), index).second) return broken(name, "twice in the directory");
  }
  return {};
}

Result<void> Package::read(std::string_view part, const Sink& sink) {
  const auto found = parts_.find(normal(part));
  if (found == parts_.end()) return broken(part, "missing");
  zip_stat_t about;
  if (zip_stat_index(archive_.get(), found->second, 0, &about) != 0) return broken(part, "stat");
  if (about.encryption_method != ZIP_EM_NONE) return failure(ErrorCode::file_encrypted);
  if (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE)
    return broken(part, "compression method " + std::to_string(about.comp_method));
  const auto packed = std::min<std::size_t>(about.comp_size, packed_size_);

  const std::unique_ptr<zip_file_t, EntryCloser> entry(
      zip_fopen_index(archive_.get(), found->second, 0));
  if (!entry) return broken(part, zip_strerror(archive_.get()));
  std::vector<char> piece(kPiece);
  std::size_t unpacked = 0;
  while (true) {
    const auto length = zip_fread(entry.get(), piece.data(), piece.size());
    if (length < 0) return broken(part, zip_file_strerror(entry.get()));
    const auto size = static_cast<std::size_t>(length);
    unpacked += size;
    unpacked_ += size;
    if (unpacked > kAlwaysAllowed && unpacked / ratio_ > packed)
      return limited(ErrorCode::file_unpacks_too_large,
                     std::max(kAlwaysAllowed, (packed + 1) * ratio_));
    if (unpacked_ > unpacked_limit_)
      return limited(ErrorCode::file_unpacks_too_large, unpacked_limit_);
    TRY(sink({piece.data(), size}, size == 0));
    if (size == 0) return {};
  }
}

}  // namespace regie::table
