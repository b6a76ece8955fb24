#include "assessment/instrument_service.h"

#include <algorithm>
#include <map>

#include "assessment/questionnaire_reader.h"
#include "base/json_codec.h"

namespace regie::assessment {
namespace {

using access::Caller;

InstrumentSummary summary_of(const Instrument& instrument, std::vector<std::string> versions,
                             bool own) {
  std::int64_t questions = 0;
  for_each_item(instrument, [&](const Item& item, const Item*, const std::string&) {
    if (is_question(item)) ++questions;
  });
  return {.id = instrument.id,
          .version = instrument.version,
          .versions = std::move(versions),
          .title = instrument.title,
          .summary = instrument.summary,
          .subject = instrument.subject,
          .layout = instrument.layout,
          .source = instrument.source,
          .checked_on = instrument.checked_on,
          .signoffs = instrument.signoffs,
          .own = own,
          .questions = questions};
}

}  // namespace

InstrumentList InstrumentService::list(const Caller& caller) {
  auto transaction = room_.database.view(caller.scope());
  Desk desk(room_, transaction, caller);
  InstrumentList list;
  for (const auto& shipped : room_.library.instruments())
    list.items.push_back(summary_of(shipped, {shipped.version}, false));
  std::map<std::string, std::vector<std::string>> own;
  for (const auto& each : InstrumentStore(transaction).own()) own[each.id].push_back(each.version);
  for (auto& [id, versions] : own) {
    std::ranges::sort(versions,
                      [](const auto& a, const auto& b) { return compare_versions(a, b) > 0; });
    const auto& newest = desk.form(id, versions.front())->instrument();
    list.items.push_back(summary_of(newest, versions, true));
  }
  std::ranges::sort(list.items, {}, &InstrumentSummary::id);
  return list;
}

Result<Instrument> InstrumentService::get(const Caller& caller, const std::string& id,
                                          const InstrumentQuery& query) {
  auto transaction = room_.database.view(caller.scope());
  Desk desk(room_, transaction, caller);
  const auto newest = desk.newest_version(id);
  if (!newest) return failure(ErrorCode::not_found);
  const auto version = query.version.value_or(*newest);
  const auto form = desk.find_form(id, version);
  if (!form) return failure(ErrorCode::not_found);
  return form->instrument();
}

InstrumentPreview InstrumentService::preview(const std::string& bytes) const {
  InstrumentPreview preview;
  InstrumentFile file;
  if (looks_like_fhir(bytes)) {
    auto read =
        read_questionnaire(bytes, room_.library.known(), day_of(room_.database.clock().now()));
    preview.format = InstrumentFormat::fhir;
    preview.notices = std::move(read.notices);
    file = std::move(read.file);
  } else {
    file = room_.library.read(bytes);
  }
  preview.instrument = std::move(file.instrument);
  for (auto& [line, pointer, reason] : file.faults)
    preview.faults.push_back({line, std::move(pointer), std::move(reason)});
  return preview;
}

Result<Instrument> InstrumentService::add(const Caller& caller, const std::string& bytes) {
  auto read = preview(bytes);
  if (!read.instrument) {
    Error error{.code = ErrorCode::instrument_invalid};
    for (const auto& [line, pointer, reason] : read.faults)
      error.fields.push_back({pointer,
                              ErrorCode::instrument_fault,
                              {{"line", std::to_string(line)}, {"reason", reason.nl}}});
    return failure(std::move(error));
  }
  auto& instrument = *read.instrument;
  if (room_.library.find(instrument.id) != nullptr)
    return failure({.code = ErrorCode::instrument_shipped, .parameters = {{"id", instrument.id}}});
  auto transaction = room_.database.begin(caller.scope());
  const StoredInstrument stored{.id = instrument.id,
                                .version = instrument.version,
                                .own = true,
                                .added_at = transaction.now(),
                                .added_by = caller.name};
  if (!InstrumentStore(transaction).insert(stored, to_document(instrument), bytes))
    return failure({.code = ErrorCode::already_exists,
                    .parameters = {{"value", instrument.id + " " + instrument.version}}});
  transaction.record(
      {.action = "instrument.added",
       .subject = "instrument",
       .subject_id = instrument.id,
       .subject_label = instrument.title.nl,
       .details = "{\"version\":" + to_text(boost::json::value(instrument.version)) + "}"});
  transaction.commit();
  return std::move(instrument);
}

}  // namespace regie::assessment
