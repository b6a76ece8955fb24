#include "validation/table_reader.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "validation/csv_scan.h"
#include "validation/input.h"
#include "validation/parallel.h"
#include "validation/privacy_guard.h"

namespace regie::validation {
namespace {

constexpr std::size_t kPiece = 256 * 1024;
constexpr std::uint64_t kChunk = 4 * 1024 * 1024;
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

  std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }
  /// Room for `size` bytes more, of which `got` come.
  template <class Read>
  Result<std::size_t> add(std::size_t size, Read read) {
    const auto had = bytes_.size();
    bytes_.resize(had + size);
    const Result<std::size_t> got = read(bytes_.data() + had);
    bytes_.resize(had + (got ? *got : 0));
    return got;
  }
  void drop(std::size_t size) {
    bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(size));
  }
  /// Takes the rows that end before `until`, a place after a line feed. False at a fault.
  bool feed(std::size_t until) {
    const auto before = chunk_.lines;
    const auto end =
        scan_rows(bytes().substr(0, until), setting_.header.separator, setting_.places.columns,
                  [&](const auto& cells) { return writer_.take(cells, ++row_); });
    chunk_.lines = before + end.rows;
    row_ = chunk_.lines;
    if (end.fault == ScanFault::cells_differ)
      chunk_.fault = {ErrorCode::prediction_cells_differ, chunk_.lines, "", end.found};
    else if (end.fault == ScanFault::quote_unclosed)
      chunk_.fault = {ErrorCode::prediction_quote_unclosed, chunk_.lines, ""};
    open_quote_ = !chunk_.fault && end.consumed < until;
    if (!chunk_.fault && chunk_.size() > setting_.options.most_rows)
      chunk_.fault = {ErrorCode::prediction_too_many_rows, chunk_.lines, ""};
    drop(end.consumed);
    if (!chunk_.fault && bytes_.size() > kLongestLine)
      chunk_.fault = {
          open_quote_ ? ErrorCode::prediction_quote_unclosed : ErrorCode::prediction_line_too_long,
          chunk_.lines + 1, ""};
    return !chunk_.fault;
  }
  bool feed_whole_lines() {
    const auto last = bytes().rfind('\n');
    return feed(last == std::string_view::npos ? 0 : last + 1);
  }
  /// The last line may have no line feed.
  bool finish() {
    if (!bytes_.empty() && bytes_.back() != '\n') bytes_.push_back('\n');
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
  Column<char> bytes_;
  std::uint64_t row_ = 0;
  bool open_quote_ = false;
};

std::uint64_t limit_of(ErrorCode code, const FileSetting& setting) {
  if (code == ErrorCode::prediction_too_many_rows) return setting.options.most_rows;
  return code == ErrorCode::group_too_many_values ? kMostGroups : kLongestLine;
}

Error error_of(const ChunkFault& fault, const FileSetting& setting, std::uint64_t rows_before) {
  return {.code = fault.code,
          .parameters = {{"file", setting.name},
                         {"row", std::to_string(rows_before + fault.row + 1)},
                         {"column", fault.column},
                         {"found", std::to_string(fault.found)},
                         {"expected", std::to_string(setting.places.columns)},
                         {"limit", std::to_string(limit_of(fault.code, setting))}}};
}

/// Puts the pieces of a file behind one another in the order of the file, from several threads.
class Joiner {
 public:
  Joiner(const FileSetting& setting, std::size_t pieces) : setting_(setting), pieces_(pieces) {}

  /// A chunk without rows, to be filled.
  std::unique_ptr<Chunk> begin() {
    const std::scoped_lock lock(guard_);
    if (spare_.empty()) return std::make_unique<Chunk>();
    auto chunk = std::move(spare_.back());
    spare_.pop_back();
    return chunk;
  }
  /// False from the first fault on.
  bool hand_in(std::size_t index, std::unique_ptr<Chunk> chunk) {
    const std::scoped_lock lock(guard_);
    waiting_.emplace(index, std::move(chunk));
    while (!fault_ && !waiting_.empty() && waiting_.begin()->first == next_) {
      auto piece = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      append(*piece);
      spare_.push_back(std::move(piece));
    }
    return !fault_;
  }
  Result<Chunk> rows() {
    if (fault_) return failure(*fault_);
    return std::move(rows_);
  }

 private:
  void append(Chunk& piece) {
    const auto before = rows_.lines;
    if (!piece.fault && rows_.size() + piece.size() > setting_.options.most_rows)
      piece.fault = {ErrorCode::prediction_too_many_rows, piece.lines, ""};
    if (!piece.fault) rows_.append(piece, setting_.plan);
    if (piece.fault) fault_ = error_of(*piece.fault, setting_, before);
    // The first piece tells how many rows there will be, or nearly.
    if (next_++ == 0) rows_.reserve((rows_.size() + 1) * pieces_ + rows_.size() * pieces_ / 16);
  }

  const FileSetting& setting_;
  std::size_t pieces_;
  std::mutex guard_;
  std::size_t next_ = 0;
  std::map<std::size_t, std::unique_ptr<Chunk>> waiting_;
  std::vector<std::unique_ptr<Chunk>> spare_;
  Chunk rows_;
  std::optional<Error> fault_;
};

/// A plain file, divided over threads.
class FileReader {
 public:
  FileReader(const FileSetting& setting, const PlainFile& file) : setting_(setting), file_(file) {}

  /// The hash beside the rows: it is one more piece of work for the threads.
  Result<Chunk> read(std::string& sha256) {
    const auto begin = setting_.header.bytes;
    const auto count = static_cast<std::size_t>((file_.size() - begin + kChunk - 1) / kChunk);
    Joiner joiner(setting_, count);
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
      auto chunk = joiner.begin();
      const auto read = read_chunk(from, until, *chunk);
      if (!read) keep(read.error());
      if (!joiner.hand_in(index - 1, std::move(chunk)) || !read || line_break_in_quotes_)
        stopped = true;
      report(done += until - from);
    });
    if (lost) return failure(*lost);
    if (line_break_in_quotes_) return read_in_one();
    return joiner.rows();
  }

 private:
  /// The rows that begin in [from, until). A place that is not the start of the rows may lie within
  /// a row, which then belongs to the chunk before.
  Result<void> read_chunk(std::uint64_t from, std::uint64_t until, Chunk& into) {
    Feeder feeder(setting_, into);
    bool skipping = from > setting_.header.bytes;
    auto offset = skipping ? from - 1 : from;
    while (true) {
      const auto wanted =
          offset < until ? std::min<std::uint64_t>(kPiece, until - offset) : std::uint64_t{kPiece};
      const auto got =
          TRY(feeder.add(wanted, [&](char* room) { return file_.read(offset, room, wanted); }));
      offset += got;
      const auto bytes = feeder.bytes();
      if (skipping) {
        const auto line_end = bytes.find('\n');
        if (line_end == bytes.npos && got > 0 && offset < until) {
          feeder.drop(bytes.size());
          continue;
        }
        if (line_end == bytes.npos || offset - bytes.size() + line_end + 1 >= until) return {};
        feeder.drop(line_end + 1);
        skipping = false;
      }
      if (offset >= until) {
        const auto rest = feeder.bytes();
        const auto first = offset - rest.size();  // where the bytes kept stand in the file
        if (first >= until) return {};
        const auto line_end = rest.find('\n', until - 1 - first);
        if (line_end != rest.npos) {
          feeder.feed(line_end + 1);
          if (feeder.open_quote()) line_break_in_quotes_ = true;
          return {};
        }
        if (got == 0) return feeder.finish(), Result<void>{};
        if (rest.size() <= kLongestLine) continue;
      }
      if (!feeder.feed_whole_lines()) return {};
    }
  }

  /// A line break between quotation marks at the end of a chunk: only reading from the start tells
  /// where rows begin.
  Result<Chunk> read_in_one() {
    Chunk rows;
    Feeder feeder(setting_, rows);
    bool sound = true;
    for (std::uint64_t offset = setting_.header.bytes; sound && offset < file_.size();) {
      offset +=
          TRY(feeder.add(kPiece, [&](char* room) { return file_.read(offset, room, kPiece); }));
      sound = feeder.feed_whole_lines();
    }
    if (sound) feeder.finish();
    if (rows.fault) return failure(error_of(*rows.fault, setting_, 0));
    return rows;
  }

  const FileSetting& setting_;
  const PlainFile& file_;
  std::atomic<bool> line_break_in_quotes_ = false;
};

/// A stream, of which the first bytes were read already to see the header.
Result<Chunk> read_stream(const FileSetting& setting, ByteStream& stream, std::string_view first) {
  Chunk rows;
  Feeder feeder(setting, rows);
  const auto kept = first.substr(setting.header.bytes);
  TRY(feeder.add(kept.size(), [&](char* room) -> Result<std::size_t> {
    std::ranges::copy(kept, room);
    return kept.size();
  }));
  bool sound = feeder.feed_whole_lines();
  while (sound) {
    const auto got = TRY(feeder.add(kPiece, [&](char* room) { return stream.read(room, kPiece); }));
    if (setting.options.progress) setting.options.progress(stream.bytes(), 0);
    sound = got == kPiece ? feeder.feed_whole_lines() : feeder.finish();
    if (got < kPiece) break;
  }
  if (rows.fault) return failure(error_of(*rows.fault, setting, 0));
  return rows;
}

/// Header, guard, then rows.
Result<void> read_one(const Plan& plan, const std::string& path, const ReadOptions& options,
                      Table& table) {
  const auto place = table.files.size();
  const auto input =
      TRY(open_input(path, place < options.names.size() ? options.names[place] : std::string()));
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
  Chunk rows;
  if (input.file) {
    rows = TRY(FileReader(setting, *input.file).read(source.sha256));
    TRY(input.file->check_unchanged());
    source.bytes = static_cast<std::int64_t>(input.file->size());
  } else {
    rows = TRY(read_stream(setting, *input.stream, first));
    source.sha256 = input.stream->sha256();
    source.bytes = static_cast<std::int64_t>(input.stream->bytes());
  }
  source.rows = static_cast<std::int64_t>(rows.lines);
  if (table.files.empty())
    table.rows = std::move(rows);
  else
    table.rows.append(rows, plan);
  if (rows.fault) return failure(error_of(*rows.fault, setting, 0));
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
