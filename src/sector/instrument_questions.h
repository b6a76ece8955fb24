#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "sector/question.h"

namespace regie::sector {

/// What an instrument asks, as far as figures need it.
struct AskedQuestion {
  LocalizedText text;
  std::vector<QuestionKind> kinds;  ///< as which its answers can be counted
  std::vector<QuestionOption> options;
};

/// The questions of one instrument of content/instruments by linkId. A group whose questions all
/// have a tag is one question, with the tags as options; a score is one without options.
class InstrumentQuestions {
 public:
  /// Fails with content_invalid when the file does not fit its schema.
  static Result<InstrumentQuestions> load(std::span<const EmbeddedFile> files,
                                          std::string_view instrument);

  /// Null when it is not asked.
  const AskedQuestion* find(std::string_view id) const;

 private:
  std::map<std::string, AskedQuestion, std::less<>> questions_;
};

}  // namespace regie::sector
