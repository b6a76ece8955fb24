#include "assessment/instrument_library.h"

#include <map>

#include "portfolio/document.h"
#include "tests/unit/assessment/assessment_test.h"

namespace regie::assessment {
namespace {

using Texts = std::map<std::string, std::string>;

/// An instrument of which the first question stands on line 9.
std::string instrument(const std::string& id, const std::string& items) {
  return "id: " + id +
         "\nversion: \"1\"\ntitle: {nl: T, en: T}\nsummary: {nl: S, en: S}\n"
         "subject: organisation\nsource: {title: T, publisher: P}\nchecked_on: 2026-11-24\n"
         "items:\n" +
         items;
}

const std::string kRight = test::ask("a", "type: boolean");

/// The files of a content folder with these instruments.
Result<InstrumentLibrary> load(const Texts& instruments, const std::string& without = "",
                               const KnownNames& known = {}) {
  std::vector<EmbeddedFile> files;
  for (const auto& file : content_files())
    if (file.path.starts_with("schema/") && file.path != without) files.push_back(file);
  for (const auto& [path, text] : instruments) files.push_back({path, text});
  return InstrumentLibrary::load(files, known);
}

void stops(const Result<InstrumentLibrary>& library, const std::string& file,
           const std::string& line, const std::string& reason) {
  ASSERT_FALSE(library) << "with " << library->instruments().size() << " instruments";
  EXPECT_EQ(library.error().code, ErrorCode::content_invalid);
  const auto& told = library.error().parameters;
  EXPECT_EQ(told.at("file"), file);
  EXPECT_EQ(told.at("line"), line) << told.at("reason");
  EXPECT_NE(told.at("reason").find(reason), std::string::npos) << told.at("reason");
}

TEST(InstrumentLibrary, HasEveryInstrumentByItsIdAndNoOther) {
  const auto library = load({{"instruments/two.yaml", instrument("two", kRight)},
                             {"instruments/one.yaml", instrument("one", kRight)},
                             {"instruments/README.md", "no instrument"},
                             {"trees/one.yaml", "no instrument either"}});
  ASSERT_TRUE(library) << library.error().parameters.at("reason");
  ASSERT_EQ(library->instruments().size(), 2u);
  EXPECT_EQ(library->instruments()[0].id, "one");
  EXPECT_EQ(library->find("two"), &library->instruments()[1]);
  EXPECT_EQ(library->find("three"), nullptr);
}

TEST(InstrumentLibrary, StopsAtABrokenInstrumentWithFileLineAndReason) {
  const auto broken = [](const std::string& text) {
    return load({{"instruments/a.yaml", instrument("a", kRight)},
                 {"instruments/b.yaml", text},
                 {"instruments/c.yaml", instrument("c", kRight)}});
  };
  stops(broken(instrument("b", "  - {linkId: a, type: [\n")), "instruments/b.yaml", "10", "");
  stops(broken(instrument("b", kRight + test::ask("b", "type: colour"))), "instruments/b.yaml",
        "10", "/items/1/type");
  stops(broken(instrument("b", kRight + test::ask("b",
                                                  "type: string, enableWhen: [{question: x, "
                                                  "operator: exists, answer: true}]"))),
        "instruments/b.yaml", "10", "Question x does not exist");
  stops(broken(
            instrument("b", "  - {linkId: a, type: boolean, text: {nl: \"Alleen Nederlands\"}}\n")),
        "instruments/b.yaml", "9", "en");
  stops(broken(instrument("other", kRight)), "instruments/b.yaml", "1", "name of the file");
  stops(broken(""), "instruments/b.yaml", "1", "");
  stops(load({}, "schema/instrument.schema.json"), "schema/instrument.schema.json", "1", "missing");
}

TEST(InstrumentLibrary, NamesTheLineOfAnAnswerThatComesFromNowhere) {
  const auto filled_in_from = [](const std::string& source) {
    return load(
        {{"instruments/from.yaml",
          instrument("from",
                     "  - linkId: group\n    type: group\n    text: {nl: G, en: G}\n"
                     "    items:\n      - {linkId: deep, type: boolean, text: {nl: D, en: D}}\n")},
         {"instruments/to.yaml",
          instrument(
              "to", kRight +
                        "  - linkId: b\n    type: boolean\n    text: {nl: B, en: B}\n"
                        "    prefill:\n      - {instrument: from, item: deep}\n"
                        "      - {" +
                        source + "}\n" +
                        test::ask("c", "type: boolean, prefill: [{instrument: gone, item: c}]"))}});
  };
  const std::string reason = "question b is filled in from ";
  stops(filled_in_from("instrument: from, item: gone"), "instruments/to.yaml", "15",
        reason + "from/gone");
  stops(filled_in_from("instrument: from, item: group"), "instruments/to.yaml", "15",
        reason + "from/group");
  stops(filled_in_from("instrument: gone, item: deep"), "instruments/to.yaml", "15",
        reason + "gone/deep");
  stops(load({{"instruments/to.yaml",
               instrument("to", test::ask("b",
                                          "type: choice, options: [{value: few, text: {nl: F, en: "
                                          "F}}], prefill: [{choose: [{value: few, instrument: "
                                          "gone, item: c, answers: [true]}]}]"))}}),
        "instruments/to.yaml", "9", reason + "gone/c");
}

TEST(InstrumentLibrary, RefusesAnOutcomeThatTheRegisterCannotTake) {
  const KnownNames known{.facts = {},
                         .fields = {"/law/dpia", "/data/personal_data"},
                         .takes = [](const boost::json::value& fields) {
                           return portfolio::laid_over({}, fields).has_value();
                         }};
  const auto with = [&](const std::string& entry, const std::string& subject = "application") {
    auto text =
        instrument("a", kRight + "outcomes:\n  - {id: one, text: {nl: T, en: T}, register: [{" +
                            entry + "}]}\n");
    text.replace(text.find("organisation"), 12, subject);
    return load({{"instruments/a.yaml", text}}, "", known);
  };
  EXPECT_TRUE(with("pointer: /law/dpia, value: completed"));
  stops(with("pointer: /law/dpia, value: done"), "instruments/a.yaml", "11",
        "Field /law/dpia cannot be done");
  stops(with("pointer: /data/personal_data, value: health"), "instruments/a.yaml", "11",
        "cannot be health");
  stops(with("pointer: /law/colour, value: blue"), "instruments/a.yaml", "11",
        "no field /law/colour");
  stops(with("pointer: /law/dpia, value: completed", "department"), "instruments/a.yaml", "11",
        "Only of an application");
}

}  // namespace
}  // namespace regie::assessment
