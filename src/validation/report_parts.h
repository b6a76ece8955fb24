#pragma once

#include "validation/report_writer.h"

namespace regie::validation {

/// The parts of a report, in the order in which they stand there.

/// In plain words for the board: what was tested, on whom, the answers, what they mean and what to
/// do.
void write_front_page(ReportWriter& writer, const ValidationResult& result);

/// Every measure with n, events, interval and method, and places for the pictures.
void write_numbers(ReportWriter& writer, const ValidationResult& result);

/// The tables behind the pictures.
void write_behind_pictures(ReportWriter& writer, const ValidationResult& result);

/// How it was calculated, on which files; and what each measure means, with its source.
void write_how(ReportWriter& writer, const ValidationResult& result);

/// ` (name)` when there is more than one model; otherwise nothing.
std::string model_suffix(const ValidationResult& result, std::string_view model);

}  // namespace regie::validation
