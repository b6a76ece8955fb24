#include "content/yaml.h"

#include <yaml.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <cmath>
#include <memory>
#include <new>

#include "base/json.h"
#include "base/text.h"

namespace regie::content {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostNodes = 1'000'000;
constexpr int kDeepest = 40;

struct Fault {
  int line;
  std::string reason;
};

/// A YAML document as the library reads it: aliases lead to the node that they stand for.
class Document {
 public:
  explicit Document(std::string_view text) {
    yaml_parser_t parser;
    if (yaml_parser_initialize(&parser) == 0) throw std::bad_alloc();
    const std::unique_ptr<yaml_parser_t, void (*)(yaml_parser_t*)> release(&parser,
                                                                           yaml_parser_delete);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    if (yaml_parser_load(&parser, &document_) != 0) return;
    const auto& mark = parser.error == YAML_READER_ERROR ? parser.mark : parser.problem_mark;
    throw Fault{static_cast<int>(mark.line) + 1,
                parser.problem == nullptr ? "this is no YAML" : parser.problem};
  }
  ~Document() { yaml_document_delete(&document_); }
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// Null when the document is empty.
  const yaml_node_t* root() { return yaml_document_get_root_node(&document_); }
  const yaml_node_t& node(yaml_node_item_t index) {
    return *yaml_document_get_node(&document_, index);
  }

 private:
  yaml_document_t document_;
};

int line_of_node(const yaml_node_t& node) { return static_cast<int>(node.start_mark.line) + 1; }

/// What is kept as JSON with a NUL in it could not be read again.
std::string_view text_of(const yaml_node_t& node) {
  if (node.type != YAML_SCALAR_NODE) throw Fault{line_of_node(node), "a key is no text"};
  const auto& scalar = node.data.scalar;
  const std::string_view text(reinterpret_cast<const char*>(scalar.value), scalar.length);
  if (!is_utf8(text) || text.contains('\0'))
    throw Fault{line_of_node(node), "the text is not UTF-8 or holds a NUL"};
  return text;
}

json::value scalar(const yaml_node_t& node) {
  const auto text = text_of(node);
  if (node.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return json::value(text);
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
  Reader(Document& document, YamlDocument& into) : document_(document), into_(into) {}

  json::value read(const yaml_node_t& node, const std::string& pointer, int depth) {
    const int line = line_of_node(node);
    if (++nodes_ > kMostNodes || depth > kDeepest)
      throw Fault{line, "the document is too large or too deep"};
    into_.lines[pointer] = line;
    switch (node.type) {
      case YAML_SEQUENCE_NODE: {
        json::array array;
        const auto& items = node.data.sequence.items;
        for (const auto* item = items.start; item != items.top; ++item)
          array.push_back(read(document_.node(*item),
                               pointer + "/" + std::to_string(item - items.start), depth + 1));
        return array;
      }
      case YAML_MAPPING_NODE: {
        json::object object;
        const auto& pairs = node.data.mapping.pairs;
        for (const auto* pair = pairs.start; pair != pairs.top; ++pair) {
          const auto& key = document_.node(pair->key);
          const auto name = text_of(key);
          if (object.contains(name))
            throw Fault{line_of_node(key), "the key " + std::string(name) + " stands here twice"};
          object[name] = read(document_.node(pair->value),
                              pointer + "/" + pointer_token(std::string(name)), depth + 1);
        }
        return object;
      }
      case YAML_SCALAR_NODE:
        return scalar(node);
      case YAML_NO_NODE:
        break;
    }
    return nullptr;
  }

 private:
  Document& document_;
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
    Document read(text);
    if (const auto* root = read.root()) document.value = Reader(read, document).read(*root, "", 0);
    return document;
  } catch (const Fault& fault) {
    return failure(content_error(file, fault.line, fault.reason));
  }
}

}  // namespace regie::content
