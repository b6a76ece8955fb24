#pragma once

#include <string>

#include "validation/result.h"
#include "validation/words.h"

namespace regie::validation {

/// What the card says of the model beyond its numbers.
struct CardSubject {
  std::string name;
  std::string version;
};

/// An applied model card of the Coalition for Health AI, version 0.2
/// (https://mc.chai.org/v0.2/schema.xsd), in English. Holds the key metrics of the first model;
/// what a validation does not know is said to be unknown. The same result gives the same bytes.
std::string model_card(const ValidationResult& result, const Words& words,
                       const CardSubject& subject);

}  // namespace regie::validation
