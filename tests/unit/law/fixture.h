#pragma once

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "law/edition.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace regie::law::test {

inline const Edition& edition() {
  static const auto kEdition = *Edition::load(content_files());
  return kEdition;
}

/// content/ with one text in one file replaced.
class ChangedFiles {
 public:
  ChangedFiles(std::string_view path, std::string_view from, std::string_view to)
      : files_(content_files().begin(), content_files().end()) {
    change(path, from, to);
  }

  ChangedFiles& change(std::string_view path, std::string_view from, std::string_view to) {
    for (auto& file : files_)
      if (file.path == path) {
        auto text = std::make_unique<std::string>(file.text());
        const auto at = text->find(from);
        if (at == std::string::npos)
          throw std::logic_error("not in the file: " + std::string(from));
        text->replace(at, from.size(), to);
        file.bytes = *text;
        texts_.push_back(std::move(text));
      }
    return *this;
  }

  std::span<const EmbeddedFile> files() const { return files_; }
  Edition edition() const { return *Edition::load(files_); }
  /// Why they are refused, as `file:line reason`; empty when they are not.
  std::string refusal() const {
    const auto loaded = Edition::load(files_);
    if (loaded) return "";
    const auto& parameters = loaded.error().parameters;
    return parameters.at("file") + ":" + parameters.at("line") + " " + parameters.at("reason");
  }

 private:
  std::vector<EmbeddedFile> files_;
  std::vector<std::unique_ptr<std::string>> texts_;
};

/// `kind: ai_system; role: uses, changes` as answers.
inline std::vector<Answered> answers(std::string_view text) {
  std::vector<Answered> given;
  const auto trim = [](std::string_view part) { return trimmed(part); };
  while (!text.empty()) {
    const auto end = std::min(text.find(';'), text.size());
    const auto part = text.substr(0, end);
    const auto colon = part.find(':');
    auto& each = given.emplace_back();
    each.node = trim(part.substr(0, colon));
    auto rest = part.substr(colon + 1);
    while (!rest.empty()) {
      const auto comma = std::min(rest.find(','), rest.size());
      each.answers.push_back(trim(rest.substr(0, comma)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return given;
}

/// Where these answers lead in a shipped tree.
inline Walk walked(std::string_view tree, std::string_view given) {
  const auto walk = law::walk(*edition().tree(tree), answers(given));
  if (!walk) throw std::logic_error("the answers are refused");
  return *walk;
}

inline boost::json::value record(std::string_view json) { return boost::json::parse(json); }

}  // namespace regie::law::test
