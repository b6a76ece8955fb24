#include "validation/privacy_guard.h"

#include <algorithm>
#include <array>

#include "validation/cells.h"
#include "validation/csv_scan.h"

namespace regie::validation {
namespace {

constexpr std::size_t kMostSampled = 2'000;
constexpr std::size_t kFewest = 3;

/// At least nine in ten of the values, and at least three of them.
template <class Test>
bool most(const std::vector<std::string>& values, Test test) {
  const auto passing = static_cast<std::size_t>(std::ranges::count_if(values, test));
  return passing >= kFewest && passing * 10 >= values.size() * 9;
}

bool is_mail_address(std::string_view text) {
  const auto at = text.find('@');
  return at != text.npos && at > 0 && text.find('.', at) != text.npos &&
         text.find(' ') == text.npos;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Two to five words of letters, of which the first and the last have a capital.
bool is_full_name(std::string_view text) {
  std::size_t words = 0;
  bool first = false;
  bool capital = false;
  bool begins = true;
  for (const char c : text) {
    if (c == ' ' || c == ',') {
      begins = true;
      continue;
    }
    if (!is_letter(c) && c != '.' && c != '-' && c != '\'') return false;
    if (begins) {
      capital = c >= 'A' && c <= 'Z';
      if (++words == 1) first = capital;
      begins = false;
    }
  }
  return words >= 2 && words <= 5 && first && capital;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](auto part) { return text.find(part) != text.npos; });
}

/// Dates that spread as lives do: over more than thirty years.
bool spread_over_lives(const std::vector<std::string>& values) {
  constexpr std::int64_t kYear = 10'000'000'000;
  std::int64_t first = INT64_MAX;
  std::int64_t last = INT64_MIN;
  for (const auto& value : values)
    if (const auto moment = read_moment(value); moment && moment->is_date) {
      first = std::min(first, moment->order / kYear);
      last = std::max(last, moment->order / kYear);
    }
  return first <= last && last - first > 30;
}

std::size_t distinct(std::vector<std::string> values) {
  std::ranges::sort(values);
  return static_cast<std::size_t>(std::ranges::unique(values).begin() - values.begin());
}

}  // namespace

LocalizedText name_of(PersonalData kind) {
  switch (kind) {
    case PersonalData::citizen_service_numbers:
      return {"burgerservicenummers", "citizen service numbers"};
    case PersonalData::names:
      return {"namen van personen", "names of persons"};
    case PersonalData::mail_addresses:
      return {"e-mailadressen", "e-mail addresses"};
    case PersonalData::dates_of_birth:
      return {"geboortedatums", "dates of birth"};
    case PersonalData::none:
      break;
  }
  return {"", ""};
}

bool is_citizen_service_number(std::string_view text) {
  if (text.size() != 8 && text.size() != 9) return false;
  int sum = 0;
  int weight = static_cast<int>(text.size());
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    sum += (weight == 1 ? -1 : weight) * (c - '0');
    --weight;
  }
  return sum % 11 == 0 && text.find_first_not_of('0') != text.npos;
}

PersonalData recognise(std::string_view column, const std::vector<std::string>& values) {
  const auto name = folded(column);
  const bool filled = !values.empty();
  if (most(values, [](const auto& value) { return is_citizen_service_number(value); }))
    return PersonalData::citizen_service_numbers;
  if (most(values, is_mail_address)) return PersonalData::mail_addresses;
  const auto is_date = [](const std::string& value) {
    const auto moment = read_moment(value);
    return moment && moment->is_date;
  };
  const bool dates = filled && std::ranges::all_of(values, is_date);
  if (dates && (contains_any(name, {"geboorte", "birth", "dob"}) || spread_over_lives(values)))
    return PersonalData::dates_of_birth;
  const auto is_word = [](const std::string& value) {
    return std::ranges::all_of(value, [](char c) {
      return is_letter(c) || std::string_view(" .-',").find(c) != std::string_view::npos;
    });
  };
  if (contains_any(name,
                   {"achternaam", "voornaam", "patientnaam", "surname", "lastname", "last_name",
                    "firstname", "first_name", "patient_name", "naam_patient"}) &&
      most(values, is_word))
    return PersonalData::names;
  // A few names again and again are wards or doctors' teams; many different ones are people.
  if (most(values, is_full_name) && distinct(values) * 2 > values.size() && values.size() >= 10)
    return PersonalData::names;
  return PersonalData::none;
}

Result<void> guard(const Plan& plan, const Header& header, std::string_view lines,
                   const std::string& file, Language language) {
  std::vector<std::vector<std::string>> values(header.names.size());
  std::size_t rows = 0;
  scan_rows(lines, header.separator, header.names.size(), [&](const auto& cells) {
    for (std::size_t column = 0; column < cells.size(); ++column)
      if (const auto cell = without_blanks(cells[column]); !is_missing(cell))
        values[column].emplace_back(cell);
    return ++rows < kMostSampled;
  });
  for (std::size_t column = 0; column < header.names.size(); ++column) {
    if (is_named(plan, header.names[column])) continue;
    const auto kind = recognise(header.names[column], values[column]);
    if (kind != PersonalData::none)
      return failure({.code = ErrorCode::personal_data_found,
                      .parameters = {{"file", file},
                                     {"column", header.names[column]},
                                     {"kind", name_of(kind).in(language)}}});
  }
  return {};
}

}  // namespace regie::validation
