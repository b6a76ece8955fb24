#pragma once

#include "applications/register.h"
#include "content/library.h"

namespace regie::portfolio {

/// The register as other rooms see it.
class SharedRegister final : public applications::Register {
 public:
  explicit SharedRegister(const content::Library& library) : library_(library) {}

  std::optional<applications::RegisteredApplication> find(storage::Transaction& transaction,
                                                          const Id& id) const override;
  std::vector<applications::RegisteredApplication> all(
      storage::Transaction& transaction) const override;
  Result<std::int64_t> change(storage::Transaction& transaction, const access::Caller& caller,
                              const Id& id, std::int64_t version,
                              const boost::json::value& fields) const override;

 private:
  const content::Library& library_;
};

}  // namespace regie::portfolio
