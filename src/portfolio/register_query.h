#pragma once

#include <string>

#include "portfolio/store.h"

namespace regie::portfolio {

/// Builds the WHERE part of a query on `application a`, with its parameters.
class RegisterQuery {
 public:
  /// In the scope of the organisation; adds every filter of the query.
  RegisterQuery(const ApplicationQuery& query, const AttentionLimits& limits);
  explicit RegisterQuery(const AttentionLimits& limits);

  const std::string& where() const { return where_; }
  storage::Values& parameters() { return parameters_; }
  /// Adds a parameter and gives its place, such as $3.
  std::string bind(storage::Value value);
  /// The condition under which an application asks for this attention.
  std::string attention(Attention attention);

 private:
  void search(const std::string& text);
  template <class T>
  void one_of(std::string_view column, const std::vector<T>& chosen);
  void term(std::string_view kind, const std::vector<std::string>& chosen);

  const AttentionLimits& limits_;
  std::string where_ = "a.organisation_id = :organisation";
  storage::Values parameters_;
};

/// True for an application that shares use case and a process with another one, save when both are
/// the same supplier's or one has ended. A condition on `application a`.
extern const std::string_view kIsOverlapping;

}  // namespace regie::portfolio
