#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "base/embedded.h"
#include "base/json_codec.h"
#include "validation/result.h"
#include "validation/words.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
std::span<const EmbeddedFile> report_files();
}  // namespace regie

namespace regie::validation::test {

inline std::string file_text(const std::string& name) {
  std::ifstream file(std::string(REGIE_TEST_DATA) + "/validation/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A Dutch model on German patients with breast cancer: 555 of them, 224 with the outcome.
inline ValidationResult breast_cancer() {
  return codec::decode_text<ValidationResult>(file_text("breast-cancer.json")).value();
}

inline const Words& words() {
  static const auto kWords = Words::load(content_files()).value();
  return kWords;
}

}  // namespace regie::validation::test
