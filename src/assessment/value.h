#pragma once

#include <boost/json/value.hpp>
#include <optional>

#include "assessment/instrument.h"
#include "base/error.h"

/// One answer's value as JSON: a truth value, a number, or a text. A choice is the value of its
/// option, a day `yyyy-mm-dd`, a quantity the number in the question's unit, a file or link the
/// address of it.
namespace regie::assessment {

/// A number of whatever kind JSON has.
std::optional<double> number_of(const boost::json::value& value);

/// The same value: 1 and 1.0 are, 1 and "1" are not.
bool same_value(const boost::json::value& one, const boost::json::value& other);

/// Whether `given` compares so with `wanted`, as an answer to this question. Numbers and days are
/// ordered, options by their weight. Never for kinds that cannot be compared. Not for `exists`.
bool compares(const Item& question, const boost::json::value& given, Comparison comparison,
              const boost::json::value& wanted);
bool compares(double given, Comparison comparison, double wanted);

/// What is wrong with a value as an answer to this question; nothing when it is right.
std::optional<FieldError> check_value(const Item& question, const boost::json::value& value,
                                      std::string pointer);

}  // namespace regie::assessment
