#include "content/yaml.h"

#include <yaml-cpp/yaml.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <cmath>

#include "base/json.h"
#include "base/text.h"

namespace regie::content {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostNodes = 1'000'000;
constexpr int kDeepest = 40;

struct TooLarge {
  int line;
};

/// The library takes any bytes, but what is kept as JSON with them in it could not be read again.
const std::string& text_of(const YAML::Node& node) {
  const auto& text = node.Scalar();
  if (!is_utf8(text) || text.contains('\0'))
    throw YAML::Exception(node.Mark(), "the text is not UTF-8 or holds a NUL");
  return text;
}

json::value scalar(const YAML::Node& node) {
  const auto& text = text_of(node);
  if (node.Tag() == "!") return json::value(text);  // quoted
  if (text == "null" || text == "~" || text.empty()) return nullptr;
  if (text == "true") return true;
  if (text == "false") return false;
  const char* end = text.data() + text.size();
  std::int64_t whole = 0;
  if (const auto read = std::from_chars(text.data(), end, whole);
      read.ec == std::errc{} && read.ptr == end)
    return whole;
  double number = 0;
  if (const auto read = std::from_chars(text.data(), end, number);
      read.ec == std::errc{} && read.ptr == end && std::isfinite(number))
    return number;
  return json::value(text);
}

class Reader {
 public:
  explicit Reader(YamlDocument& into) : into_(into) {}

  json::value read(const YAML::Node& node, const std::string& pointer, int depth) {
    const int line = node.Mark().line + 1;
    if (++nodes_ > kMostNodes || depth > kDeepest) throw TooLarge{line};
    into_.lines[pointer] = line;
    if (node.IsSequence()) {
      json::array array;
      for (std::size_t index = 0; index < node.size(); ++index)
        array.push_back(read(node[index], pointer + "/" + std::to_string(index), depth + 1));
      return array;
    }
    if (node.IsMap()) {
      json::object object;
      for (const auto& pair : node) {
        const auto name = text_of(pair.first);
        if (object.contains(name))
          throw YAML::Exception(pair.first.Mark(), "the key " + name + " stands here twice");
        object[name] = read(pair.second, pointer + "/" + pointer_token(name), depth + 1);
      }
      return object;
    }
    return node.IsScalar() ? scalar(node) : json::value(nullptr);
  }

 private:
  YamlDocument& into_;
  std::size_t nodes_ = 0;
};

}  // namespace

int YamlDocument::line_of(std::string_view pointer) const {
  while (true) {
    if (const auto found = lines.find(std::string(pointer)); found != lines.end())
      return found->second;
    if (pointer.empty()) return 1;
    pointer = pointer.substr(0, pointer.rfind('/'));
  }
}

Error content_error(std::string_view file, int line, std::string reason) {
  return {.code = ErrorCode::content_invalid,
          .parameters = {{"file", std::string(file)},
                         {"line", std::to_string(line)},
                         {"reason", std::move(reason)}}};
}

Result<YamlDocument> read_yaml(std::string_view text, std::string_view file) {
  try {
    YamlDocument document;
    const auto root = YAML::Load(std::string(text));
    document.value = Reader(document).read(root, "", 0);
    return document;
  } catch (const TooLarge& error) {
    return failure(content_error(file, error.line, "the document is too large or too deep"));
  } catch (const YAML::Exception& error) {
    return failure(content_error(file, error.mark.line + 1, error.msg));
  }
}

}  // namespace regie::content
