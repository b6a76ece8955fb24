#include "portfolio/exchange.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "base/json_codec.h"
#include "portfolio/cell_text.h"
#include "portfolio/document.h"
#include "portfolio/exchange_file.h"
#include "table/kind.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::portfolio {
namespace {

const content::Library& library() {
  static const auto kLibrary = *content::Library::load(content_files());
  return kLibrary;
}

Exchange exchange(Language language = Language::nl) {
  return {library(), Vocabulary(library(), language)};
}

/// Text with everything in it that divides, escapes or is blank.
rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::element<std::string>("a", "Ja", "\\", ";", "|", "<", ">", " ", "\n",
                                                   "\r\n", "\t", "; ", " | ", "\\n", "\\e", "=1",
                                                   "\v", "\f", "é", "骨", "'", "\"", ",", "0", "-");
  return rc::gen::map(rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(piece)),
                      [](const std::vector<std::string>& pieces) { return joined(pieces, ""); });
}

/// The same, but not blank and without white space that a cell loses at its end.
rc::Gen<std::string> any_name() {
  return rc::gen::map(any_text(), [](const std::string& text) { return text + "x"; });
}

/// Fills any value with something that a record can hold.
template <class T>
T any() {
  if constexpr (codec::OptionalOf<T>::value) {
    if (*rc::gen::arbitrary<bool>()) return std::nullopt;
    return any<typename codec::OptionalOf<T>::type>();
  } else if constexpr (codec::VectorOf<T>::value) {
    T items(*rc::gen::inRange<std::size_t>(0, 4));
    for (auto& item : items) item = any<typename codec::VectorOf<T>::type>();
    return items;
  } else if constexpr (std::is_same_v<T, Date>) {
    return Date{*rc::gen::inRange<std::int32_t>(-25'000, 80'000)};
  } else if constexpr (DescribedEnum<T>) {
    return *enum_from<T>(*rc::gen::elementOf(enum_names<T>()));
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return *rc::gen::inRange<std::int64_t>(-100, 100'000'000'000);
  } else if constexpr (std::is_same_v<T, bool>) {
    return *rc::gen::arbitrary<bool>();
  } else if constexpr (std::is_same_v<T, std::string>) {
    return *any_name();
  } else {
    T whole;
    boost::mp11::mp_for_each<codec::Members<T>>([&](auto member) {
      using Field = std::remove_cvref_t<decltype(whole.*member.pointer)>;
      whole.*member.pointer = any<Field>();
    });
    return whole;
  }
}

/// What names something outside the record names something that is there.
RegisterRow any_row() {
  auto row = any<RegisterRow>();
  auto& record = row.record;
  const auto word = [](std::string_view list) {
    return (*rc::gen::elementOf(library().list(list))).id;
  };
  if (record.identity.use_case) record.identity.use_case = word("use-cases");
  for (auto& each : record.kind.processes) each = word("processes");
  for (auto& each : record.kind.specialisms) each = word("specialisms");
  record.kind.departments.clear();
  record.deployments.clear();
  for (auto* person : {&record.people.accountable_owner, &record.people.clinical_owner,
                       &record.people.technical_owner, &record.people.oversight})
    if (*person) (*person)->account_id.reset();
  return row;
}

RegisterRow read_back(const Exchange& exchange, const RegisterRow& row, bool grouped) {
  RegisterRow back;
  for (std::size_t field = 0; field < exchange.fields().size(); ++field) {
    const auto text = exchange.cell(row, field);
    if (text.empty()) continue;
    const auto fault = exchange.read(back, field, text, grouped);
    RC_ASSERT(!fault);
  }
  return back;
}

TEST(Columns, AreEveryFieldOfARecordOnceAndNoOther) {
  std::vector<std::string> named;
  for (const auto& field : library().fields()) named.push_back(field.pointer);
  auto present = row_pointers();
  std::ranges::sort(named);
  std::ranges::sort(present);
  EXPECT_EQ(named, present);
  const auto document = codec::encode(RegisterRow{.record = {}});
  boost::json::error_code error;
  for (const auto& pointer : present)
    EXPECT_TRUE(document.find_pointer("/record" + pointer, error) != nullptr ||
                document.find_pointer(pointer, error) != nullptr)
        << pointer;
}

TEST(Columns, HaveAWordForEveryValue) {
  RegisterRow row;
  for (std::size_t field = 0; field < library().fields().size(); ++field) {
    const auto& labels = library().fields()[field].labels;
    if (!labels || *labels == "departments") continue;
    for (const auto& term : library().list(*labels))
      EXPECT_FALSE(exchange().read(row, field, term.id, true)) << *labels << " " << term.id;
  }
  const auto all_there = [&]<class T>(std::string_view list) {
    for (const auto& name : enum_names<T>()) EXPECT_NO_THROW(library().word(list, name)) << name;
  };
  all_there.operator()<Technology>("technology");
  all_there.operator()<RiskClass>("risk_class");
  all_there.operator()<MedicalDevice>("medical_device");
  all_there.operator()<ImpactAssessment>("impact_assessment");
  all_there.operator()<PersonalData>("personal_data");
  all_there.operator()<Phase>("phases");
}

TEST(Columns, AreFoundByEitherNameOrPointer) {
  const auto supplier = exchange().field("/supply/supplier");
  for (const auto* name : {"Leverancier", "supplier", " LEVERANCIÉR ", "/supply/supplier"})
    EXPECT_EQ(exchange().field_called(name), supplier) << name;
  EXPECT_FALSE(exchange().field_called("Kleur"));
}

TEST(Row, ComesBackAsItWas) {
  for (const auto language : {Language::nl, Language::en})
    for (const bool grouped : {false, true})
      EXPECT_TRUE(rc::check("a row is read as it was written", [&] {
        const auto row = any_row();
        RC_ASSERT(read_back(exchange(language), row, grouped) == row);
      }));
}

TEST(Row, ComesBackThroughBothKindsOfFile) {
  EXPECT_TRUE(rc::check("a file is read as it was written", [] {
    const auto words = exchange();
    const auto row = any_row();
    const auto xlsx = *xlsx_file(words, {row}, library(), Timestamp{});
    for (const auto& bytes : {csv_file(words, {row}), xlsx}) {
      const auto sheet = table::read(bytes);
      RC_ASSERT(sheet.has_value());
      RC_ASSERT(sheet->rows.size() == 1U);
      RegisterRow back;
      for (std::size_t field = 0; field < words.fields().size(); ++field)
        if (const auto& text = sheet->rows[0][field]; !text.empty())
          RC_ASSERT(!words.read(back, field, text, false));
      RC_ASSERT(back == row);
    }
  }));
}

TEST(Cell, KeepsWhiteSpaceWithinItsItems) {
  EXPECT_TRUE(rc::check("a list and a line are read as they were written", [] {
    const auto items = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(any_text()));
    RC_ASSERT(cell::split_list(trimmed(cell::join_list(items))) == items);
    const std::vector<std::optional<std::string>> parts(items.begin(), items.end());
    RC_ASSERT(cell::split_parts(trimmed(cell::join_parts(parts))) == parts);
    RC_ASSERT(cell::split_lines(trimmed(cell::join_parts(parts))).size() == 1U);
    RC_ASSERT(cell::split_person(trimmed(cell::escape_name(items[0]))).first == items[0]);
  }));
}

TEST(Cell, AcceptsWhatPeopleWrite) {
  const auto words = exchange();
  RegisterRow row;
  const auto read = [&](std::string_view pointer, const std::string& text) {
    return !words.read(row, *words.field(pointer), text, true);
  };
  EXPECT_TRUE(read("/law/risk_class", "hoog RISICO"));
  EXPECT_EQ(row.record.law.risk_class, RiskClass::high);
  EXPECT_TRUE(read("/law/risk_class", "Minimal risk"));
  EXPECT_EQ(row.record.law.risk_class, RiskClass::minimal);
  EXPECT_TRUE(read("/openness/is_public", "nee"));
  EXPECT_EQ(row.record.openness.is_public, false);
  EXPECT_TRUE(read("/supply/contract_ends_on", "1-3-2027"));
  EXPECT_EQ(row.record.supply.contract_ends_on, make_date(2027, 3, 1));
  EXPECT_TRUE(read("/care/labels", "a;b ;\n c"));
  EXPECT_EQ(row.record.care.labels, (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(read("/people/intended_users", "Arts | 34\nRadioloog"));
  EXPECT_EQ(row.record.people.intended_users,
            (std::vector<UserGroup>{{"Arts", 34}, {"Radioloog", std::nullopt}}));
}

TEST(Cell, SaysWhatIsWrong) {
  const auto words = exchange();
  const auto fault = [&](std::string_view pointer, const std::string& text) {
    RegisterRow row;
    const auto found = words.read(row, *words.field(pointer), text, true);
    return found ? std::optional(found->code) : std::nullopt;
  };
  EXPECT_EQ(fault("/law/risk_class", "Rood"), ErrorCode::not_in_catalog);
  EXPECT_EQ(fault("/openness/is_public", "misschien"), ErrorCode::not_in_catalog);
  EXPECT_EQ(fault("/supply/contract_ends_on", "31-02-2027"), ErrorCode::not_a_date);
  EXPECT_EQ(fault("/supply/contract_ends_on", "03/04/2027"), ErrorCode::not_a_date);
  EXPECT_EQ(fault("/supply/yearly_cost_cents", "12,345,6"), ErrorCode::not_an_amount);
  EXPECT_EQ(fault("/supply/notice_months", "3,5"), ErrorCode::not_a_number);
  EXPECT_EQ(fault("/people/intended_users", "Arts | 3 | 4"), ErrorCode::too_many_parts);
  EXPECT_EQ(fault("/people/intended_users", "Arts | veel"), ErrorCode::not_a_number);
  EXPECT_EQ(fault("/people/accountable_owner", "Jan <jan@elders.example>"),
            ErrorCode::unknown_reference);
  EXPECT_EQ(fault("/kind/departments", "Tuin"), ErrorCode::not_in_catalog);
  EXPECT_EQ(fault("/phase", "Klaar"), ErrorCode::not_in_catalog);
}

TEST(Amount, IsReadInEitherNotationAndNeverRounded) {
  const std::pair<const char*, std::int64_t> good[] = {{"0", 0},
                                                       {"12", 1200},
                                                       {"12,5", 1250},
                                                       {"12.50", 1250},
                                                       {"1.250,50", 125050},
                                                       {"1,250.50", 125050},
                                                       {"1.250", 125000},
                                                       {"50.000.001,23", 5000000123},
                                                       {"€ 9,99", 999},
                                                       {"-1,00", -100},
                                                       {"1 250,50", 125050},
                                                       {"0.29", 29}};
  for (const auto& [text, cents] : good) EXPECT_EQ(cell::parse_amount(text, true), cents) << text;
  for (const auto* text :
       {"", "x", "1,2,3", "1.25.0", "12.3456", "1e3", ",5", "0.123", "1.2345,00"})
    EXPECT_FALSE(cell::parse_amount(text, true)) << text;
  for (const auto* text : {"1.250", "1.250,50"})
    EXPECT_FALSE(cell::parse_amount(text, false)) << text;
}

TEST(Words, ThatTwoThingsShareAreWrittenByTheirId) {
  WordList words;
  words.add("1", "Poli");
  words.add("2", "Poli");
  words.add("3", "Café");
  words.add("4", "Cafe");
  std::string id;
  EXPECT_EQ(words.shown("1"), "1");
  EXPECT_EQ(words.find("Poli", id)->code, ErrorCode::ambiguous_name);
  EXPECT_FALSE(words.find("Cafe", id));
  EXPECT_EQ(id, "4");
  EXPECT_EQ(words.find("CAFE", id)->code, ErrorCode::ambiguous_name);
}

}  // namespace
}  // namespace regie::portfolio
