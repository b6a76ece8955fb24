#include "portfolio/document.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "base/json.h"
#include "base/json_codec.h"
#include "evidence/link.h"
#include "portfolio/record_fields.h"

namespace regie::portfolio {
namespace {

constexpr std::int64_t kLargestCount = 1'000'000'000;
constexpr std::int64_t kLargestCents = 100'000'000'000;

/// The phase whose requirements hold: an ended application is held to what it was.
Phase demanding_phase(Phase phase) {
  if (phase == Phase::retired) return Phase::operation;
  return is_ended(phase) ? Phase::idea : phase;
}

class Check {
 public:
  Check(const content::Library& library, std::string_view prefix)
      : library_(library), prefix_(prefix) {}

  std::vector<FieldError> take() { return std::move(errors_); }

  void reject(const std::string& pointer, ErrorCode code,
              std::map<std::string, std::string> parameters = {}) {
    errors_.push_back({prefix_ + pointer, code, std::move(parameters)});
  }

  /// Texts and lists are bounded everywhere; no person writes more. To be asked first.
  void sizes(const ApplicationRecord& record) {
    for (const auto& field : record_fields()) field.check_size(record, field.pointer, errors_);
    for (auto& error : errors_) error.pointer.insert(0, prefix_);
  }

  void name(const std::string& text, const std::string& pointer) {
    if (trimmed(text).empty()) reject(pointer, ErrorCode::missing_field);
  }

  void person(const std::optional<Person>& person, const std::string& pointer) {
    if (person) name(person->name, pointer + "/name");
  }

  void number(const std::optional<std::int64_t>& number, const std::string& pointer,
              std::int64_t largest = kLargestCount) {
    if (number && (*number < 0 || *number > largest))
      reject(pointer, ErrorCode::out_of_range,
             {{"minimum", "0"}, {"maximum", std::to_string(largest)}});
  }

  void link(const std::string& text, const std::string& pointer) {
    if (!text.starts_with("https://") && !text.starts_with("http://") && !evidence::file_of(text))
      reject(pointer, ErrorCode::not_a_link);
  }

  void order(const std::optional<Date>& first, const std::optional<Date>& last,
             const std::string& pointer) {
    if (first && last && *last < *first) reject(pointer, ErrorCode::date_order);
  }

  void identity(const Identity& identity) {
    name(identity.name, "/identity/name");
    if (identity.use_case && !library_.knows_use_case(*identity.use_case))
      reject("/identity/use_case", ErrorCode::not_in_catalog, {{"value", *identity.use_case}});
  }

  void kind(const Kind& kind) {
    for (std::size_t index = 0; index < kind.processes.size(); ++index)
      if (!library_.knows_process(kind.processes[index]))
        reject("/kind/processes/" + std::to_string(index), ErrorCode::not_in_catalog,
               {{"value", kind.processes[index]}});
    for (std::size_t index = 0; index < kind.specialisms.size(); ++index)
      if (!library_.knows_specialism(kind.specialisms[index]))
        reject("/kind/specialisms/" + std::to_string(index), ErrorCode::not_in_catalog,
               {{"value", kind.specialisms[index]}});
  }

  void people(const People& people) {
    person(people.accountable_owner, "/people/accountable_owner");
    person(people.clinical_owner, "/people/clinical_owner");
    person(people.technical_owner, "/people/technical_owner");
    person(people.oversight, "/people/oversight");
    number(people.patients_per_year, "/people/patients_per_year");
    for (std::size_t index = 0; index < people.intended_users.size(); ++index) {
      const auto pointer = "/people/intended_users/" + std::to_string(index);
      name(people.intended_users[index].role, pointer + "/role");
      number(people.intended_users[index].number, pointer + "/number");
    }
  }

  void impacts(const std::vector<Impact>& impacts) {
    std::set<Aim> aims;
    for (std::size_t index = 0; index < impacts.size(); ++index) {
      const auto& impact = impacts[index];
      const auto pointer = "/impacts/" + std::to_string(index);
      if (!aims.insert(impact.aim).second)
        reject(pointer + "/aim", ErrorCode::duplicate,
               {{"value", std::string(enum_text(impact.aim))}});
      if (impact.realised && !impact.measured_on)
        reject(pointer + "/measured_on", ErrorCode::missing_field);
    }
  }

  void rest(const ApplicationRecord& record) {
    for (std::size_t index = 0; index < record.deployments.size(); ++index) {
      const auto pointer = "/deployments/" + std::to_string(index);
      number(record.deployments[index].intended_users, pointer + "/intended_users");
      number(record.deployments[index].active_users, pointer + "/active_users");
    }
    impacts(record.impacts);
    for (std::size_t index = 0; index < record.data.versions.size(); ++index)
      name(record.data.versions[index].version,
           "/data/versions/" + std::to_string(index) + "/version");
    number(record.supply.yearly_cost_cents, "/supply/yearly_cost_cents", kLargestCents);
    number(record.supply.notice_months, "/supply/notice_months", 120);
    order(record.supply.contract_starts_on, record.supply.contract_ends_on,
          "/supply/contract_ends_on");
    if (record.openness.leaflet) link(*record.openness.leaflet, "/openness/leaflet");
    for (std::size_t index = 0; index < record.care.evidence.size(); ++index) {
      const auto pointer = "/care/evidence/" + std::to_string(index);
      name(record.care.evidence[index].title, pointer + "/title");
      link(record.care.evidence[index].link, pointer + "/link");
    }
  }

 private:
  const content::Library& library_;
  std::string prefix_;
  std::vector<FieldError> errors_;
};

template <class Terms>
void add_term_names(const Terms& terms, const std::string& id, std::string& text) {
  const auto found = std::ranges::find(terms, id, &content::Term::id);
  if (found != terms.end()) text += " " + found->name.nl + " " + found->name.en;
}

}  // namespace

std::string to_document(const ApplicationRecord& record) { return codec::encode_text(record); }

ApplicationRecord from_document(std::string_view document) {
  auto parsed = parse_json(document);
  if (!parsed) throw std::runtime_error("a stored record is not JSON");
  if (auto record = codec::decode<ApplicationRecord>(*parsed)) return std::move(*record);
  auto filled =
      codec::decode<ApplicationRecord>(merged(codec::encode(ApplicationRecord{}), *parsed));
  if (!filled) throw std::runtime_error("a stored record cannot be read");
  return std::move(*filled);
}

Completeness completeness(const ApplicationRecord& record, Phase phase,
                          const content::Library& library) {
  const auto demanding = demanding_phase(phase);
  Completeness result;
  for (const auto& field : library.catalog().completeness) {
    const auto from = enum_from<Phase>(field.required_from);
    if (!from || *from > demanding) continue;
    ++result.required;
    if (record_field(field.pointer).is_filled(record))
      ++result.filled;
    else
      result.missing.push_back({field.pointer, *from});
  }
  result.score = result.required == 0 ? 100 : result.filled * 100 / result.required;
  return result;
}

std::vector<FieldChange> changes_between(const ApplicationRecord& before,
                                         const ApplicationRecord& after) {
  std::vector<FieldChange> changes;
  const auto side = [](std::string text) {
    return text.empty() ? std::optional<std::string>() : std::optional(std::move(text));
  };
  for (const auto& field : record_fields()) {
    if (field.is_same(before, after)) continue;
    for (auto& change : field.changes(before, after))
      changes.push_back({field.pointer + change.pointer, side(std::move(change.before)),
                         side(std::move(change.after))});
  }
  return changes;
}

std::string as_details(const std::vector<FieldChange>& changes) {
  std::string details = "{";
  for (const auto& change : changes) {
    if (details.size() > 1) details += ',';
    codec::append_quoted(details, change.pointer);
    details += ":[";
    codec::append(details, change.before);
    details += ',';
    codec::append(details, change.after);
    details += ']';
  }
  return details + '}';
}

std::string encode_changes(const std::vector<FieldChange>& changes) {
  return codec::encode_text(changes);
}

std::vector<FieldChange> decode_changes(std::string_view text) {
  auto changes = codec::decode_text<std::vector<FieldChange>>(text);
  if (!changes) throw std::runtime_error("stored changes cannot be read");
  return std::move(*changes);
}

std::vector<FieldError> check(const ApplicationRecord& record, const content::Library& library,
                              std::string_view prefix) {
  Check check(library, prefix);
  check.sizes(record);
  check.identity(record.identity);
  check.kind(record.kind);
  check.people(record.people);
  check.rest(record);
  return check.take();
}

std::string search_text(const std::string& code, const ApplicationRecord& record,
                        const content::Library& library) {
  std::string text = code + " " + record.identity.name;
  const auto add = [&](const std::optional<std::string>& part) {
    if (part) text += " " + *part;
  };
  add(record.identity.summary);
  add(record.identity.problem);
  add(record.identity.intended_purpose);
  add(record.supply.supplier);
  add(record.supply.product);
  add(record.data.foundation_model);
  for (const auto* person : {&record.people.accountable_owner, &record.people.clinical_owner,
                             &record.people.technical_owner})
    if (*person) text += " " + (*person)->name;
  for (const auto& label : record.care.labels) text += " " + label;
  const auto& catalog = library.catalog();
  if (record.identity.use_case) add_term_names(catalog.use_cases, *record.identity.use_case, text);
  for (const auto& process : record.kind.processes)
    add_term_names(catalog.processes, process, text);
  return folded(text);
}

std::optional<std::string> owner_name(const ApplicationRecord& record) {
  if (!record.people.accountable_owner) return std::nullopt;
  return record.people.accountable_owner->name;
}

std::vector<Id> owner_accounts(const ApplicationRecord& record) {
  std::vector<Id> accounts;
  for (const auto* person : {&record.people.accountable_owner, &record.people.clinical_owner,
                             &record.people.technical_owner})
    if (*person && (*person)->account_id &&
        std::ranges::find(accounts, *(*person)->account_id) == accounts.end())
      accounts.push_back(*(*person)->account_id);
  return accounts;
}

std::vector<Id> all_departments(const ApplicationRecord& record) {
  auto departments = record.kind.departments;
  for (const auto& deployment : record.deployments)
    if (std::ranges::find(departments, deployment.department) == departments.end())
      departments.push_back(deployment.department);
  return departments;
}

Result<ApplicationRecord> laid_over(const ApplicationRecord& record,
                                    const boost::json::value& fields) {
  return codec::decode<ApplicationRecord>(merged(codec::encode(record), fields));
}

}  // namespace regie::portfolio
