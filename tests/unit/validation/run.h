#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "validation/validation.h"

namespace regie::validation {

/// A file that goes when the test ends.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& bytes, const std::string& name = "predictions.csv")
      : folder_(std::filesystem::temp_directory_path() /
                ("regie-validation-" + std::to_string(::getpid()) + "-" +
                 std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / name).string();
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  TemporaryFile(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }
  const std::string& path() const { return path_; }

 private:
  std::filesystem::path folder_;
  std::string path_;
};

inline Plan score_and_outcome() {
  Plan plan;
  plan.score = {"score"};
  plan.outcome = "outcome";
  return plan;
}

inline RunOptions on_threads(std::size_t threads) {
  RunOptions options;
  options.engine_version = "test";
  options.reading.threads = threads;
  return options;
}

inline ValidationResult must_validate(const std::string& csv, const Plan& plan,
                                      std::size_t threads = 2) {
  const TemporaryFile file(csv);
  auto made = validate(plan, {file.path()}, on_threads(threads));
  EXPECT_TRUE(made) << sentence(made.error().code, made.error().parameters, Language::en);
  return made ? made->result : ValidationResult{};
}

/// The code of the refusal with row and column: `prediction_not_a_number row 3 column score`.
inline std::string refusal(const std::string& bytes, const Plan& plan = score_and_outcome()) {
  const TemporaryFile file(bytes);
  const auto made = validate(plan, {file.path()}, on_threads(2));
  if (made) return "";
  std::string text(entry(made.error().code).id);
  for (const auto* name : {"row", "column"})
    if (const auto found = made.error().parameters.find(name);
        found != made.error().parameters.end() && !found->second.empty())
      text += std::string(" ") + name + " " + found->second;
  return text;
}

/// `count` invented rows: the risk rises with the score, and the groups differ.
inline std::string invented(int count, int from = 0) {
  std::string csv = "score,outcome,sex,site,patient,moment\n";
  std::uint32_t state = 12345U + static_cast<std::uint32_t>(from);
  const auto next = [&] { return state = state * 1664525U + 1013904223U, state >> 8U; };
  for (int row = 0; row < count; ++row) {
    const auto score = next() % 1000;
    const bool event = next() % 1000 < score;
    const auto digits = std::to_string(1000 + score).substr(1);
    csv += "0." + digits + "," + (event ? "1" : "0") + "," + (next() % 2 == 0 ? "F" : "M") + "," +
           static_cast<char>('A' + next() % 3) + ",p" + std::to_string(from + row) + ",2025-0" +
           std::to_string(1 + next() % 3) + "-11\n";
  }
  return csv;
}

}  // namespace regie::validation
