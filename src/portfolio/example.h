#pragma once

#include <span>
#include <string>

#include "base/embedded.h"
#include "base/result.h"
#include "content/library.h"
#include "storage/database.h"

namespace regie::portfolio {

/// The invented hospital of content/example, plainly labelled as an example.
class ExampleHospital {
 public:
  ExampleHospital(storage::Database& database, const content::Library& library,
                  std::span<const EmbeddedFile> files)
      : database_(database), library_(library), files_(files) {}

  bool is_present();
  /// Adds its organisations, people (who all sign in with `password`) and applications; finishes
  /// what an earlier run left unfinished. Gives the address of its administrator. Fails with
  /// content_invalid {file, line, reason}.
  Result<std::string> add(const std::string& password);
  /// Removes everything of it but its audit trail. Fails with not_an_example when it is not there.
  Result<void> remove();

 private:
  storage::Database& database_;
  const content::Library& library_;
  std::span<const EmbeddedFile> files_;
};

}  // namespace regie::portfolio
