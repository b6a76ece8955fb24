#pragma once

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <vector>

#include "governance/gate.h"

namespace regie::governance {

enum class MaterialField {
  purpose,
  version,
  supplier,
  product,
  medical_device,
  mdr_class,
  risk_class,
  label
};
BOOST_DESCRIBE_ENUM(MaterialField, purpose, version, supplier, product, medical_device, mdr_class,
                    risk_class, label)

/// Something that a decision rested on and that is different now. Absent: nothing was, or is,
/// there.
struct MaterialChange {
  MaterialField field = MaterialField::purpose;
  std::optional<std::string> before;
  std::optional<std::string> after;
};
BOOST_DESCRIBE_STRUCT(MaterialChange, (), (field, before, after))

/// What a decision rests on: when it changes, the gate opens again.
struct Basis {
  std::optional<std::string> purpose;
  std::optional<std::string> version;  ///< of the software, all that are recorded
  std::optional<std::string> supplier;
  std::optional<std::string> product;
  std::optional<std::string> medical_device;
  std::optional<std::string> mdr_class;
  std::optional<std::string> risk_class;
  std::vector<std::string> labels;
};
BOOST_DESCRIBE_STRUCT(Basis, (),
                      (purpose, version, supplier, product, medical_device, mdr_class, risk_class,
                       labels))

/// `labels` must not follow from the phase: a decision that moves the card would reopen its gate.
Basis basis_of(const boost::json::value& record, const LabelSet& labels);

std::vector<MaterialChange> changes_between(const Basis& before, const Basis& after);

/// What changed since a go at the gate of this phase. Until it is tried, every gate asks for what
/// was not known before it: to fill that in is no change, nor is what follows from it; to say
/// something else than was known is.
std::vector<MaterialChange> changes_since_go(portfolio::Phase phase, const Basis& before,
                                             const Basis& after);

/// Whether a field of the register, by its JSON pointer, is part of the basis.
bool is_material(std::string_view pointer);

}  // namespace regie::governance
