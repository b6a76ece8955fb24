#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.h"

namespace regie::storage {

/// What no text is: the content of a file.
struct Bytes {
  std::string content;
  bool operator==(const Bytes&) const = default;
};

/// What a column can hold. Truth values are 0 and 1, times microseconds UTC, days since 1970.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

/// A parameter or column value from the types that the rooms use.
inline Value value(std::string_view text) { return std::string(text); }
inline Value value(const char* text) { return std::string(text); }
inline Value value(const std::string& text) { return text; }
inline Value value(const Bytes& bytes) { return bytes; }
inline Value value(std::int64_t number) { return number; }
inline Value value(bool truth) { return std::int64_t{truth}; }
inline Value value(double number) { return number; }
inline Value value(Timestamp moment) { return moment.microseconds; }
inline Value value(Date day) { return std::int64_t{day.days}; }
template <class T>
Value value(const std::optional<T>& maybe) {
  return maybe ? value(*maybe) : Value{};
}

/// The caller's parameters: $1, $2 and so on.
using Values = std::vector<Value>;

template <class... T>
Values values(const T&... each) {
  return Values{value(each)...};
}

/// One row, read from its first column on in the order of the query.
class Row {
 public:
  explicit Row(const std::vector<Value>& columns) : columns_(&columns) {}

  std::string text() { return std::get<std::string>(next()); }
  std::string bytes() { return std::get<Bytes>(next()).content; }
  std::int64_t integer();
  double number();
  bool truth() { return integer() != 0; }
  Timestamp moment() { return Timestamp{integer()}; }
  Date day() { return Date{static_cast<std::int32_t>(integer())}; }

  std::optional<std::string> maybe_text() { return is_null() ? skip<std::string>() : text(); }
  std::optional<std::int64_t> maybe_integer() {
    return is_null() ? skip<std::int64_t>() : integer();
  }
  std::optional<Timestamp> maybe_moment() { return is_null() ? skip<Timestamp>() : moment(); }
  std::optional<Date> maybe_day() { return is_null() ? skip<Date>() : day(); }

  bool is_null() const { return std::holds_alternative<std::monostate>(columns_->at(column_)); }

 private:
  const Value& next() { return columns_->at(column_++); }
  template <class T>
  std::optional<T> skip() {
    ++column_;
    return std::nullopt;
  }

  const std::vector<Value>* columns_;
  std::size_t column_ = 0;
};

/// The rows of one statement, and how many rows it changed. `for (auto row : rows)` gives each.
struct Rows {
  std::vector<std::vector<Value>> rows;
  std::int64_t changed = 0;

  bool empty() const { return rows.empty(); }
  std::size_t size() const { return rows.size(); }
  Row operator[](std::size_t index) const { return Row(rows.at(index)); }

  class Iterator {
   public:
    explicit Iterator(std::vector<std::vector<Value>>::const_iterator place) : place_(place) {}
    Row operator*() const { return Row(*place_); }
    Iterator& operator++() {
      ++place_;
      return *this;
    }
    bool operator==(const Iterator&) const = default;

   private:
    std::vector<std::vector<Value>>::const_iterator place_;
  };
  Iterator begin() const { return Iterator(rows.begin()); }
  Iterator end() const { return Iterator(rows.end()); }
};

}  // namespace regie::storage
