#pragma once

#include <string_view>

namespace regie::evidence {

enum class FileCheck { right, unknown_kind, not_what_it_is_named };

/// Whether a file is of a kind that serves as evidence, by the end of its name, and begins as such
/// a file does: PDF, pictures (PNG, JPEG), documents of an office (also the older kinds), e-mail,
/// web pages, and plain text. Programs and archives are none of them, nor are documents in which
/// macros show without unpacking: those of a presentation before 2007 do not. Nothing is run for
/// it.
FileCheck check_kind(std::string_view name, std::string_view content);

}  // namespace regie::evidence
