#include "assessment/instrument_library.h"

#include <algorithm>

#include "content/yaml.h"

namespace regie::assessment {
namespace {

constexpr std::string_view kFolder = "instruments/";
constexpr std::string_view kSchema = "schema/instrument.schema.json";
constexpr std::size_t kMostForms = 200;

/// An item that another instrument is filled in from must be there, and be a question.
Result<void> check_prefill(const std::vector<Instrument>& instruments,
                           std::span<const EmbeddedFile> files) {
  const auto is_there = [&](const std::string& id, const std::string& link_id) {
    const auto other = std::ranges::find(instruments, id, &Instrument::id);
    const auto* item = other == instruments.end() ? nullptr : find_item(*other, link_id);
    return item != nullptr && is_question(*item);
  };
  for (const auto& instrument : instruments) {
    std::string place;
    std::string fault;
    for_each_item(instrument, [&](const Item& item, const Item*, const std::string& pointer) {
      const auto check = [&](const auto& source, const std::string& at) {
        if (!source.instrument || !fault.empty()) return;
        const auto link_id = source.item.value_or("");
        if (is_there(*source.instrument, link_id)) return;
        place = at;
        fault = "question " + item.link_id + " is filled in from " + *source.instrument + "/" +
                link_id + ", which is no question";
      };
      for (std::size_t index = 0; index < item.prefill.size(); ++index) {
        const auto at = pointer + "/prefill/" + std::to_string(index);
        check(item.prefill[index], at);
        for (const auto& rule : item.prefill[index].choose) check(rule, at);
      }
    });
    if (fault.empty()) continue;
    const auto path = std::string(kFolder) + instrument.id + ".yaml";
    const auto document =
        TRY(content::read_yaml(std::ranges::find(files, path, &EmbeddedFile::path)->text(), path));
    return failure(content::content_error(path, document.line_of(place), fault));
  }
  return {};
}

}  // namespace

Result<InstrumentLibrary> InstrumentLibrary::load(std::span<const EmbeddedFile> files,
                                                  KnownNames known) {
  InstrumentLibrary library;
  library.known_ = std::move(known);
  const auto schema = std::ranges::find(files, kSchema, &EmbeddedFile::path);
  if (schema == files.end())
    return failure(content::content_error(kSchema, 1, "the file is missing or empty"));
  library.schema_ = schema->text();
  for (const auto& file : files) {
    if (!file.path.starts_with(kFolder) || !file.path.ends_with(".yaml")) continue;
    auto read = library.read(file.text());
    if (!read.faults.empty()) {
      const auto& [line, pointer, reason] = read.faults.front();
      return failure(content::content_error(file.path, line,
                                            (pointer.empty() ? "" : pointer + ": ") + reason.en));
    }
    if (file.path != std::string(kFolder) + read.instrument->id + ".yaml")
      return failure(content::content_error(file.path, 1, "the id is not the name of the file"));
    library.instruments_.push_back(*std::move(read.instrument));
  }
  std::ranges::sort(library.instruments_, {}, &Instrument::id);
  TRY(check_prefill(library.instruments_, files));
  return library;
}

const Instrument* InstrumentLibrary::find(std::string_view id) const {
  const auto found = std::ranges::find(instruments_, id, &Instrument::id);
  return found == instruments_.end() ? nullptr : &*found;
}

InstrumentFile InstrumentLibrary::read(std::string_view text) const {
  return read_instrument(text, schema_, known_);
}

std::shared_ptr<const Form> FormShelf::find(const Key& key) {
  const std::scoped_lock lock(mutex_);
  const auto found = forms_.find(key);
  return found == forms_.end() ? nullptr : found->second;
}

std::shared_ptr<const Form> FormShelf::keep(const Key& key, std::shared_ptr<const Form> form) {
  const std::scoped_lock lock(mutex_);
  if (forms_.size() >= kMostForms) forms_.clear();
  return forms_.emplace(key, std::move(form)).first->second;
}

}  // namespace regie::assessment
