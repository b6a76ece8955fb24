#pragma once

#include <gtest/gtest.h>

#include <string>

#include "assessment/instrument_file.h"
#include "assessment/instrument_library.h"
#include "content/library.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::assessment::test {

/// Reads an instrument whose questions are drawn in short, within the frame that each file has.
inline InstrumentFile read_items(const std::string& items, const std::string& rest = "") {
  std::string schema;
  for (const auto& file : content_files())
    if (file.path == "schema/instrument.schema.json") schema = file.text();
  const std::string frame =
      "id: test\nversion: \"1\"\ntitle: {nl: \"T\", en: \"T\"}\nsummary: {nl: \"S\", en: \"S\"}\n"
      "subject: organisation\nsource: {title: \"T\", publisher: \"P\"}\nchecked_on: 2026-11-24\n"
      "option_lists:\n"
      "  scale:\n"
      "    - {value: low, text: {nl: \"laag\", en: \"low\"}, weight: 0}\n"
      "    - {value: middle, text: {nl: \"midden\", en: \"middle\"}, weight: 1}\n"
      "    - {value: high, text: {nl: \"hoog\", en: \"high\"}, weight: 2}\n"
      "items:\n";
  return read_instrument(frame + items + rest, schema,
                         {.facts = {"portfolio.total"}, .fields = {"/identity/name"}});
}

/// `- {linkId: ID, ...}` with a text in both languages.
inline std::string ask(const std::string& link_id, const std::string& parts) {
  return "  - {linkId: " + link_id + ", text: {nl: \"" + link_id + "?\", en: \"" + link_id +
         "?\"}, " + parts + "}\n";
}

}  // namespace regie::assessment::test
