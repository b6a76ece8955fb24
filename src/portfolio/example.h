#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "content/library.h"
#include "storage/database.h"

namespace regie::portfolio {

/// The invented hospital of content/example, plainly labelled as an example.
class ExampleHospital {
 public:
  /// What other rooms keep about an organisation they remove themselves, before the register goes.
  using Remove = std::function<void(storage::Transaction&)>;

  ExampleHospital(storage::Database& database, const content::Library& library,
                  std::span<const EmbeddedFile> files, std::vector<Remove> others = {})
      : database_(database), library_(library), files_(files), others_(std::move(others)) {}

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
  std::vector<Remove> others_;
};

}  // namespace regie::portfolio
