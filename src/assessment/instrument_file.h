#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "assessment/instrument.h"
#include "assessment/instrument_check.h"
#include "base/embedded.h"
#include "base/result.h"

namespace regie::assessment {

/// One thing that is wrong with an instrument that comes from a file.
struct FileFault {
  int line;             ///< from 1; 1 when the kind of file has no lines
  std::string pointer;  ///< of the value, as JSON pointer in the file; empty: the whole
  LocalizedText reason;
};

/// An instrument, or every reason why not.
struct InstrumentFile {
  std::optional<Instrument> instrument;  ///< present when there are no faults
  std::vector<FileFault> faults;
};

/// Reads a YAML file of content/instruments: checked against the JSON Schema first, then against
/// sense. Prefill from other instruments is not looked at.
InstrumentFile read_instrument(std::string_view text, std::string_view schema,
                               const KnownNames& known);

}  // namespace regie::assessment
