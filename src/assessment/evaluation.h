#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "assessment/instrument.h"

/// The engine: which questions are asked, which answers remain, what they come to. Pure: the same
/// answers give the same result, in whatever order they were given.
namespace regie::assessment {

/// What was answered to a question. In a group that repeats, `instance` is the number of the time;
/// 0 outside such a group.
struct Given {
  std::string link_id;
  std::int64_t instance = 0;
  std::vector<boost::json::value> values;
  std::optional<std::int64_t> maturity;
  bool not_applicable = false;
};

/// One time that a group which repeats is there. `within` is the number of the time of the
/// repeating group around it; 0 for none.
struct Instance {
  std::int64_t number = 0;
  std::string link_id;
  std::int64_t within = 0;
  bool operator==(const Instance&) const = default;
};

/// One item that is asked.
struct AskedItem {
  const Item* item = nullptr;
  std::int64_t instance = 0;
  const Given* given = nullptr;  ///< none when not answered
};

struct ScoreValue {
  const Score* score = nullptr;
  std::optional<double> value;  ///< absent: no answer to compute it from
  std::int64_t answered = 0;    ///< the base n
  std::int64_t asked = 0;
  const Band* band = nullptr;
};

/// Points into the form and into what was given.
struct Evaluation {
  std::vector<AskedItem> items;  ///< in the order of the instrument; only what is asked
  std::vector<ScoreValue> scores;
  const Outcome* outcome = nullptr;  ///< the first that holds
  std::vector<AskedItem> missing;    ///< required, asked and not answered
  std::int64_t questions = 0;        ///< that are asked
  std::int64_t answered = 0;         ///< of those
};

/// An instrument made ready to be evaluated. Immutable.
class Form {
 public:
  /// The instrument must make sense (check_sense).
  explicit Form(Instrument instrument);
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;

  const Instrument& instrument() const { return instrument_; }
  /// Nothing when there is no such item.
  const Item* item(std::string_view link_id) const;
  /// The nearest group that repeats around an item, not the item itself; nothing when there is
  /// none.
  const Item* repeating_group(std::string_view link_id) const;
  /// The questions of a score, those in groups one by one.
  std::vector<const Item*> questions_of(const Score& score) const;

  /// Answers to other questions, and instances of other groups, are passed over. The answers must
  /// outlive the evaluation.
  Evaluation evaluate(const std::vector<Given>& given,
                      const std::vector<Instance>& instances) const;

 private:
  friend class Evaluator;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  struct Node {
    const Item* item;
    std::size_t parent;                  ///< kNone for the outermost
    std::size_t repeating;               ///< nearest repeating group around it; kNone for none
    std::vector<std::size_t> questions;  ///< of its conditions
    std::vector<std::size_t> common;     ///< of each: the nearest repeating group around both
  };

  void add(const std::vector<Item>& items, std::size_t parent);
  std::size_t common_group(std::size_t one, std::size_t other) const;
  void order(std::size_t node, std::vector<bool>& done);

  Instrument instrument_;
  std::vector<Node> nodes_;  ///< in the order of the instrument
  std::unordered_map<std::string_view, std::size_t> by_link_id_;
  std::vector<std::size_t> order_;  ///< what a node depends on stands before it
};

}  // namespace regie::assessment
