#include <sodium.h>
#include <sys/stat.h>

#include <exception>
#include <iostream>

#include "base/embedded.h"
#include "cli/commands.h"

namespace regie {
std::span<const EmbeddedFile> migration_files();
std::span<const EmbeddedFile> content_files();
std::span<const EmbeddedFile> web_files();
std::span<const EmbeddedFile> report_files();
}  // namespace regie

int main(int argc, char** argv) {
  try {
    ::umask(077);  // the database and the keys are nobody else's
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
    const regie::cli::Embedded embedded{regie::migration_files(), regie::content_files(),
                                        regie::web_files(), regie::report_files()};
    return regie::cli::run(argc, argv, embedded);
  } catch (const std::exception& error) {
    std::cerr << "regie: " << error.what() << std::endl;
    return 70;
  }
}
