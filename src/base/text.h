#pragma once

#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace regie {

enum class Language { nl, en };
BOOST_DESCRIBE_ENUM(Language, nl, en)

/// Text that the product shows, always in both languages.
struct LocalizedText {
  std::string nl;
  std::string en;

  const std::string& in(Language language) const { return language == Language::nl ? nl : en; }
  bool operator==(const LocalizedText&) const = default;
};
BOOST_DESCRIBE_STRUCT(LocalizedText, (), (nl, en))

/// The language that an Accept-Language header asks for; Dutch when it names neither of ours.
Language preferred_language(std::string_view accept_language);

/// Case and accents removed (Unicode NFKD, marks stripped, case folded), for searching and sorting.
/// Invalid UTF-8 is returned unchanged.
std::string folded(std::string_view utf8);

/// True when the bytes are well-formed UTF-8.
bool is_utf8(std::string_view bytes);

/// Number of code points; bytes that are not UTF-8 count one each.
std::size_t code_points(std::string_view utf8);

/// Without white space at either end.
std::string trimmed(std::string_view text);

/// `a, b, c`.
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

/// Lower-case hexadecimal of raw bytes.
std::string hexadecimal(std::string_view bytes);

}  // namespace regie
