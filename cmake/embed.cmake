# Puts files into the program: writes OUTPUT.S with their bytes and OUTPUT.cpp with a table.
# cmake -DROOT=folder -DPATTERNS=glob,glob -DNAME=function -DOUTPUT=path/without/ending -P embed.cmake
string(REPLACE "," ";" PATTERNS "${PATTERNS}")
set(files)
foreach(pattern ${PATTERNS})
  file(GLOB_RECURSE found RELATIVE ${ROOT} ${ROOT}/${pattern})
  list(APPEND files ${found})
endforeach()
list(SORT files)
list(REMOVE_DUPLICATES files)
set(assembly ".section .rodata\n")
set(declarations "")
set(rows "")
set(index 0)
foreach(file ${files})
  set(symbol regie_${NAME}_${index})
  string(APPEND assembly ".global ${symbol}_begin\n.global ${symbol}_end\n.balign 16\n"
    "${symbol}_begin:\n.incbin \"${ROOT}/${file}\"\n${symbol}_end:\n.byte 0\n")
  string(APPEND declarations "extern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n")
  string(APPEND rows "      {\"${file}\", {${symbol}_begin, ${symbol}_end}},\n")
  math(EXPR index "${index} + 1")
endforeach()
string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
file(CONFIGURE OUTPUT ${OUTPUT}.S CONTENT "${assembly}")
if(index EQUAL 0)
  set(body "  return {};\n")
else()
  set(body "  static const EmbeddedFile kFiles[] = {\n${rows}  };\n  return kFiles;\n")
endif()
file(CONFIGURE OUTPUT ${OUTPUT}.cpp CONTENT
"#include \"base/embedded.h\"

extern \"C\" {
${declarations}}

namespace regie {
std::span<const EmbeddedFile> ${NAME}();
std::span<const EmbeddedFile> ${NAME}() {
${body}}
}  // namespace regie
")
