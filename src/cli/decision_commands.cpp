#include <iostream>

#include "access/store.h"
#include "base/json_codec.h"
#include "cli/with_house.h"

namespace regie::cli {
namespace {

void print(const Terminal& terminal, const governance::DecisionCheck& check) {
  std::cout << check.id << " " << check.code << " " << check.name << " "
            << to_text(day_of(check.decided_at)) << ": "
            << (check.intact ? terminal.say("klopt", "intact")
                             : terminal.say("klopt niet", "not intact"));
  for (const auto& fault : check.faults)
    std::cout << (&fault == &check.faults.front() ? " (" : ", ") << enum_text(fault.part) << " "
              << fault.what;
  std::cout << (check.intact ? "" : ")") << "\n";
}

}  // namespace

int decision_verify(const Context& context, const std::string& id) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto organisations = [&] {
      auto transaction = house.database().view(storage::Scope::instance(terminal_actor()));
      return access::InstanceStore(transaction).organisations();
    }();
    governance::DecisionCheckList whole;
    for (const auto& organisation : organisations) {
      auto list =
          house.decisions().verify(storage::Scope::organisation(organisation.id, terminal_actor()),
                                   id.empty() ? std::nullopt : std::optional(id));
      std::ranges::move(list.items, std::back_inserter(whole.items));
      whole.altered += list.altered;
    }
    if (!id.empty() && whole.items.empty()) return failure(ErrorCode::not_found);
    if (context.terminal.json)
      std::cout << codec::encode_text(whole) << std::endl;
    else
      for (const auto& check : whole.items) print(context.terminal, check);
    std::cout << std::flush;
    if (whole.altered == 0) return {};
    if (context.terminal.json) std::exit(entry(ErrorCode::decision_altered).exit_code);
    return failure({.code = ErrorCode::decision_altered,
                    .parameters = {{"count", std::to_string(whole.altered)}}});
  });
}

}  // namespace regie::cli
