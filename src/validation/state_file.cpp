#include <openssl/sha.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

#include "base/text.h"
#include "validation/state.h"

namespace regie::validation {
namespace {

constexpr std::string_view kMagic = "REGIE-STATE";
constexpr std::uint64_t kMostTexts = 1'000'000;

class Writer {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) bytes_ += static_cast<char>((value & 0x7fU) | 0x80U);
    bytes_ += static_cast<char>(value);
  }
  void text(std::string_view text) {
    number(text.size());
    bytes_ += text;
  }
  void texts(const std::vector<std::string>& list) {
    number(list.size());
    for (const auto& each : list) text(each);
  }
  /// Least significant byte first, on every machine.
  void score(double score) {
    auto bits = std::bit_cast<std::uint64_t>(score);
    for (int byte = 0; byte < 8; ++byte, bits >>= 8U) bytes_ += static_cast<char>(bits & 0xffU);
  }
  std::string& bytes() { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what Writer wrote; after the first thing that is not there, everything is empty.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if ((byte & 0x80U) == 0) return value;
    }
    return fail(), 0;
  }
  /// A number of things of at least `size` bytes each, which must all be there.
  std::uint64_t count(std::uint64_t size) {
    const auto value = number();
    if (value > bytes_.size() / size) return fail(), 0;
    return value;
  }
  std::uint32_t small() {
    const auto value = number();
    if (value > 0xffffffff) fail();
    return static_cast<std::uint32_t>(value);
  }
  std::string text() {
    const auto size = count(1);
    std::string text(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
    if (!is_utf8(text)) fail();
    return text;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list(std::min(count(1), kMostTexts));
    for (auto& each : list) each = text();
    return list;
  }
  double score() {
    if (bytes_.size() < 8) return fail(), 0;
    std::uint64_t bits = 0;
    for (unsigned byte = 0; byte < 8; ++byte)
      bits |= std::uint64_t{static_cast<unsigned char>(bytes_[byte])} << (8 * byte);
    bytes_.remove_prefix(8);
    return std::bit_cast<double>(bits);
  }
  void fail() {
    sound_ = false;
    bytes_ = {};
  }
  bool sound() const { return sound_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool sound_ = true;
};

std::string digest(std::string_view bytes) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  ::SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash);
  return {reinterpret_cast<const char*>(hash), sizeof(hash)};
}

void write_model(Writer& writer, const StateModel& model) {
  writer.text(model.name);
  writer.number(model.scores.size());
  for (const double score : model.scores) writer.score(score);
  writer.number(model.groups.size());
  for (const auto& group : model.groups) {
    writer.number(static_cast<std::uint64_t>(group.label.kind));
    writer.texts(group.label.columns);
    writer.texts(group.label.values);
    writer.number(group.persons);
    writer.number(group.counts.size());
    std::uint32_t last = 0;
    for (const auto& count : group.counts) {
      writer.number(count.position - last);
      writer.number(count.events);
      writer.number(count.non_events);
      last = count.position;
    }
  }
}

std::vector<statistics::ScoreCount> read_counts(Reader& reader, std::size_t scores) {
  std::vector<statistics::ScoreCount> counts(reader.count(3));
  std::uint64_t position = 0;
  for (std::size_t at = 0; at < counts.size(); ++at) {
    const auto step = reader.number();
    position += step;
    counts[at] = {static_cast<std::uint32_t>(position), reader.small(), reader.small()};
    if (step > scores || position >= scores || (at > 0 && step == 0) ||
        (counts[at].events == 0 && counts[at].non_events == 0))
      return reader.fail(), std::vector<statistics::ScoreCount>();
  }
  return counts;
}

bool labels_are_sound(const StateModel& model) {
  std::set<std::pair<std::vector<std::string>, std::vector<std::string>>> seen;
  std::set<std::pair<std::vector<std::string>, std::vector<std::string>>> singles;
  for (const auto& group : model.groups) {
    const auto& [kind, columns, values] = group.label;
    const bool first = &group == &model.groups.front();
    if (first != (kind == GroupKind::all) || columns.size() != values.size()) return false;
    if (kind == GroupKind::all ? !columns.empty() : columns.empty() || columns.size() > 2)
      return false;
    if (kind == GroupKind::period && columns.size() != 1) return false;
    if (!seen.insert({columns, values}).second || group.counts.empty()) return false;
    if (columns.size() == 1) singles.insert({columns, values});
  }
  for (const auto& group : model.groups)
    if (group.label.columns.size() == 2)
      for (std::size_t at = 0; at < 2; ++at)
        if (!singles.contains({{group.label.columns[at]}, {group.label.values[at]}})) return false;
  return !model.groups.empty();
}

/// Every group's counts must be among those of all rows.
bool counts_are_sound(const StateModel& model) {
  std::vector<statistics::ScoreCount> all(model.scores.size());
  for (const auto& count : model.groups.front().counts) all[count.position] = count;
  return std::ranges::all_of(model.groups, [&](const auto& group) {
    return std::ranges::all_of(group.counts, [&](const auto& count) {
      return count.events <= all[count.position].events &&
             count.non_events <= all[count.position].non_events;
    });
  });
}

StateModel read_model(Reader& reader) {
  StateModel model{.name = reader.text()};
  model.scores.resize(reader.count(8));
  double last = -1;
  for (auto& score : model.scores) {
    score = reader.score();
    if (!(score > last && score <= 1) || std::signbit(score)) reader.fail();
    last = score;
  }
  model.groups.resize(reader.count(6));
  for (auto& group : model.groups) {
    const auto kind = reader.number();
    if (kind > static_cast<std::uint64_t>(GroupKind::period)) reader.fail();
    group.label.kind = static_cast<GroupKind>(kind);
    group.label.columns = reader.texts();
    group.label.values = reader.texts();
    group.persons = reader.number();
    group.counts = read_counts(reader, model.scores.size());
    if (!reader.sound()) return {};
  }
  if (reader.sound() && (!labels_are_sound(model) || !counts_are_sound(model))) reader.fail();
  return model;
}

}  // namespace

std::string write_state(const State& state) {
  Writer writer;
  writer.bytes() = kMagic;
  writer.number(kStateVersion);
  writer.text(state.outcome);
  writer.text(state.event_value);
  writer.text(state.repeats);
  for (const auto each :
       {std::uint64_t{state.by_person}, state.rows, state.rows_without_outcome,
        state.rows_without_score, state.rows_beside_first, state.persons_repeated})
    writer.number(each);
  writer.number(state.models.size());
  for (const auto& model : state.models) write_model(writer, model);
  writer.bytes() += digest(writer.bytes());
  return std::move(writer.bytes());
}

Result<State> read_state(std::string_view bytes, const std::string& file) {
  const auto damaged = failure({.code = ErrorCode::state_damaged, .parameters = {{"file", file}}});
  if (!bytes.starts_with(kMagic)) return damaged;
  Reader start(bytes.substr(kMagic.size()));
  if (start.number() > kStateVersion && start.sound())
    return failure({.code = ErrorCode::state_newer, .parameters = {{"file", file}}});
  if (bytes.size() < kMagic.size() + SHA256_DIGEST_LENGTH) return damaged;
  const auto content = bytes.substr(0, bytes.size() - SHA256_DIGEST_LENGTH);
  if (digest(content) != bytes.substr(content.size())) return damaged;
  Reader reader(content.substr(kMagic.size()));
  (void)reader.number();
  State state{.outcome = reader.text(), .event_value = reader.text()};
  state.repeats = reader.text();
  state.by_person = reader.number() != 0;
  for (auto* each : {&state.rows, &state.rows_without_outcome, &state.rows_without_score,
                     &state.rows_beside_first, &state.persons_repeated})
    *each = reader.number();
  state.models.resize(reader.count(3));
  for (auto& model : state.models) model = read_model(reader);
  if (!reader.sound() || !reader.at_end() || state.models.empty()) return damaged;
  return state;
}

}  // namespace regie::validation
