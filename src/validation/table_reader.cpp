#include "validation/table_reader.h"

#include <algorithm>
#include <mutex>

#include "validation/csv_scan.h"
#include "validation/input.h"
#include "validation/parallel.h"
#include "validation/privacy_guard.h"

namespace regie::validation {
namespace {

constexpr std::size_t kPiece = 256 * 1024;
constexpr std::uint64_t kChunk = 8 * 1024 * 1024;
constexpr std::size_t kSample = 256 * 1024;

/// What reading one file needs to know.
struct FileSetting {
  const Plan& plan;
  const ReadOptions& options;
  const std::string& name;
  Header header;
  ColumnPlaces places;
};

/// Puts bytes into a chunk: whole rows at once, with the rest kept for the next bytes.
class Feeder {
 public:
  Feeder(const FileSetting& setting, Chunk& chunk)
      : setting_(setting),
        chunk_(chunk),
        writer_(setting.plan, setting.places, setting.header.separator, chunk) {}

  std::string& bytes() { return bytes_; }
  /// Takes the rows that end before `until`, a place after a line feed. False at a fault.
  bool feed(std::size_t until) {
    const auto before = chunk_.lines;
    const auto end = scan_rows(std::string_view(bytes_).substr(0, until), setting_.header.separator,
                               setting_.places.columns,
                               [&](const auto& cells) { return writer_.take(cells, ++row_); });
    chunk_.lines = before + end.rows;
    row_ = chunk_.lines;
    if (end.fault == ScanFault::cells_differ)
      chunk_.fault = {ErrorCode::prediction_cells_differ, chunk_.lines, "", end.found};
    else if (end.fault == ScanFault::quote_unclosed)
      chunk_.fault = {ErrorCode::prediction_quote_unclosed, chunk_.lines, ""};
    open_quote_ = !chunk_.fault && end.consumed < until;
    bytes_.erase(0, end.consumed);
    if (!chunk_.fault && bytes_.size() > kLongestLine)
      chunk_.fault = {
          open_quote_ ? ErrorCode::prediction_quote_unclosed : ErrorCode::prediction_line_too_long,
          chunk_.lines + 1, ""};
    return !chunk_.fault;
  }
  bool feed_whole_lines() {
    const auto last = bytes_.rfind('\n');
    return feed(last == std::string::npos ? 0 : last + 1);
  }
  /// The last line may have no line feed.
  bool finish() {
    if (!bytes_.empty() && bytes_.back() != '\n') bytes_ += '\n';
    if (!feed(bytes_.size())) return false;
    if (!bytes_.empty())
      chunk_.fault = {ErrorCode::prediction_quote_unclosed, chunk_.lines + 1, ""};
    return bytes_.empty();
  }
  bool open_quote() const { return open_quote_; }

 private:
  const FileSetting& setting_;
  Chunk& chunk_;
  ChunkWriter writer_;
  std::string bytes_;
  std::uint64_t row_ = 0;
  bool open_quote_ = false;
};

Error error_of(const ChunkFault& fault, const FileSetting& setting, std::uint64_t rows_before) {
  return {.code = fault.code,
          .parameters = {{"file", setting.name},
                         {"row", std::to_string(rows_before + fault.row + 1)},
                         {"column", fault.column},
                         {"found", std::to_string(fault.found)},
                         {"expected", std::to_string(setting.places.columns)},
                         {"limit", std::to_string(fault.code == ErrorCode::group_too_many_values
                                                      ? kMostGroups
                                                      : kLongestLine)}}};
}

/// A plain file, divided over threads.
class FileReader {
 public:
  FileReader(const FileSetting& setting, const PlainFile& file) : setting_(setting), file_(file) {}

  /// The hash beside the rows: it is one more piece of work for the threads.
  Result<std::vector<Chunk>> read(std::string& sha256) {
    const auto begin = setting_.header.bytes;
    const auto count = static_cast<std::size_t>((file_.size() - begin + kChunk - 1) / kChunk);
    std::vector<Chunk> chunks(count);
    std::optional<Error> lost;
    std::mutex guard;
    const auto keep = [&](const Error& error) {
      const std::scoped_lock lock(guard);
      if (!lost) lost = error;
    };
    const auto report = [&](std::uint64_t bytes) {
      const std::scoped_lock lock(guard);
      if (setting_.options.progress) setting_.options.progress(bytes, file_.size());
    };
    std::atomic<std::uint64_t> done = 0;
    std::atomic<bool> stopped = false;
    in_parallel(count + 1, setting_.options.threads, [&](std::size_t index, std::size_t) {
      if (index == 0) {
        const auto hash = file_.sha256();
        return hash ? void(sha256 = *hash) : keep(hash.error());
      }
      if (stopped) return;
      const auto from = begin + (index - 1) * kChunk;
      const auto until = std::min(from + kChunk, file_.size());
      const auto read = read_chunk(from, until, chunks[index - 1]);
      if (!read) keep(read.error());
      if (!read || chunks[index - 1].fault) stopped = true;
      report(done += until - from);
    });
    if (lost) return failure(*lost);
    if (line_break_in_quotes_) TRY(read_in_one(chunks));
    std::uint64_t rows = 0;
    for (const auto& chunk : chunks) {
      if (chunk.fault) return failure(error_of(*chunk.fault, setting_, rows));
      rows += chunk.lines;
    }
    return chunks;
  }

 private:
  /// The rows that begin in [from, until). A place that is not the start of the rows may lie within
  /// a row, which then belongs to the chunk before.
  Result<void> read_chunk(std::uint64_t from, std::uint64_t until, Chunk& into) {
    Feeder feeder(setting_, into);
    auto& bytes = feeder.bytes();
    bool skipping = from > setting_.header.bytes;
    auto offset = skipping ? from - 1 : from;
    while (true) {
      const auto had = bytes.size();
      bytes.resize(had + kPiece);
      const auto got = TRY(file_.read(offset, bytes.data() + had, kPiece));
      bytes.resize(had + got);
      offset += got;
      if (skipping) {
        const auto line_end = bytes.find('\n');
        if (line_end == std::string::npos && got > 0 && offset < until) {
          bytes.clear();
          continue;
        }
        if (line_end == std::string::npos || offset - bytes.size() + line_end + 1 >= until)
          return {};
        bytes.erase(0, line_end + 1);
        skipping = false;
      }
      if (offset >= until) {
        const auto first = offset - bytes.size();  // where the bytes kept stand in the file
        const auto line_end = bytes.find('\n', first < until ? until - 1 - first : 0);
        if (first >= until) return {};
        if (line_end != std::string::npos) {
          feeder.feed(line_end + 1);
          if (feeder.open_quote()) line_break_in_quotes_ = true;
          return {};
        }
        if (got == 0) return feeder.finish(), Result<void>{};
        if (bytes.size() <= kLongestLine) continue;
      }
      if (!feeder.feed_whole_lines()) return {};
    }
  }

  /// A line break between quotation marks at the end of a chunk: only reading from the start tells
  /// where rows begin.
  Result<void> read_in_one(std::vector<Chunk>& chunks) {
    chunks.clear();
    Feeder feeder(setting_, chunks.emplace_back());
    for (std::uint64_t offset = setting_.header.bytes; offset < file_.size();) {
      auto& bytes = feeder.bytes();
      const auto had = bytes.size();
      bytes.resize(had + kPiece);
      const auto got = TRY(file_.read(offset, bytes.data() + had, kPiece));
      bytes.resize(had + got);
      offset += got;
      if (!feeder.feed_whole_lines()) return {};
    }
    feeder.finish();
    return {};
  }

  const FileSetting& setting_;
  const PlainFile& file_;
  std::atomic<bool> line_break_in_quotes_ = false;
};

/// A stream, of which the first bytes were read already to see the header.
Result<std::vector<Chunk>> read_stream(const FileSetting& setting, ByteStream& stream,
                                       std::string_view first) {
  std::vector<Chunk> chunks(1);
  Feeder feeder(setting, chunks[0]);
  feeder.bytes() = first.substr(setting.header.bytes);
  bool sound = feeder.feed_whole_lines();
  while (sound) {
    auto& bytes = feeder.bytes();
    const auto had = bytes.size();
    bytes.resize(had + kPiece);
    const auto got = TRY(stream.read(bytes.data() + had, kPiece));
    bytes.resize(had + got);
    if (setting.options.progress) setting.options.progress(stream.bytes(), 0);
    sound = got == kPiece ? feeder.feed_whole_lines() : feeder.finish();
    if (got < kPiece) break;
  }
  if (chunks[0].fault) return failure(error_of(*chunks[0].fault, setting, 0));
  return chunks;
}

/// Header, guard, then rows.
Result<void> read_one(const Plan& plan, const std::string& path, const ReadOptions& options,
                      Table& table) {
  const auto input = TRY(open_input(path));
  std::string first(std::max(kSample, kLongestLine + 1), '\0');
  first.resize(input.file ? TRY(input.file->read(0, first.data(), first.size()))
                          : TRY(input.stream->read(first.data(), first.size())));
  const bool whole = first.size() <= kLongestLine;
  if (whole && !first.empty() && first.back() != '\n') first += '\n';
  auto header = TRY(read_header(first, input.name));
  if (!header && whole)
    return failure(
        {.code = ErrorCode::prediction_file_empty, .parameters = {{"file", input.name}}});
  FileSetting setting{plan, options, input.name, {}, {}};
  if (!header) return failure(error_of({ErrorCode::prediction_line_too_long, 0, ""}, setting, 0));
  setting.header = std::move(*header);
  setting.places = TRY(place_columns(plan, setting.header, input.name));
  const auto lines = std::string_view(first).substr(setting.header.bytes);
  TRY(guard(plan, setting.header, lines.substr(0, lines.rfind('\n') + 1), input.name,
            options.language));
  SourceFile source{.name = input.name};
  std::vector<Chunk> chunks;
  if (input.file) {
    chunks = TRY(FileReader(setting, *input.file).read(source.sha256));
    TRY(input.file->check_unchanged());
    source.bytes = static_cast<std::int64_t>(input.file->size());
  } else {
    chunks = TRY(read_stream(setting, *input.stream, first));
    source.sha256 = input.stream->sha256();
    source.bytes = static_cast<std::int64_t>(input.stream->bytes());
  }
  for (auto& chunk : chunks) {
    source.rows += static_cast<std::int64_t>(chunk.lines);
    table.chunks.push_back(std::move(chunk));
  }
  table.files.push_back(std::move(source));
  return {};
}

}  // namespace

Result<Table> read_tables(const Plan& plan, const std::vector<std::string>& paths,
                          const ReadOptions& options) {
  Table table;
  for (const auto& path : paths) TRY(read_one(plan, path, options, table));
  return table;
}

}  // namespace regie::validation
