#pragma once

#include <string>
#include <vector>

#include "content/library.h"
#include "facts/registry.h"
#include "facts/subject.h"
#include "portfolio/register_index.h"

namespace regie::portfolio {

/// What every fact of the register is, one for each phase, process, domain and use case among them.
std::vector<facts::FactDescription> fact_descriptions(const content::Library& library);

/// The facts that the register offers. Their base is what is in the funnel, ended ones left out.
class RegisterFacts final : public facts::FactProvider {
 public:
  RegisterFacts(const content::Library& library, RegisterIndex& index)
      : library_(library), index_(index) {}

  std::vector<facts::Fact> facts(storage::Transaction& transaction,
                                 const std::optional<Id>& department) override;

 private:
  const content::Library& library_;
  RegisterIndex& index_;
};

/// What the register knows of organisations, departments, applications and their versions.
class RegisterSubjects final : public facts::SubjectDirectory {
 public:
  explicit RegisterSubjects(const content::Library& library) : library_(library) {}

  std::optional<facts::KnownSubject> find(storage::Transaction& transaction,
                                          const facts::Subject& subject) override;
  Result<void> fill_in(storage::Transaction& transaction, const access::Caller& caller,
                       const Id& application, const boost::json::value& fields) override;

 private:
  const content::Library& library_;
};

}  // namespace regie::portfolio
