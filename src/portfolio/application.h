#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/time.h"
#include "portfolio/phase.h"

namespace regie::portfolio {

enum class Technology { machine_learning, generative, agent, rules, rpa, several };
BOOST_DESCRIBE_ENUM(Technology, machine_learning, generative, agent, rules, rpa, several)

enum class Domain { medical, administrative, operations, research, education };
BOOST_DESCRIBE_ENUM(Domain, medical, administrative, operations, research, education)

enum class Origin { bought, developed, together, built_into_ehr, open_source };
BOOST_DESCRIBE_ENUM(Origin, bought, developed, together, built_into_ehr, open_source)

enum class Transformation { care_led, organisation_led };
BOOST_DESCRIBE_ENUM(Transformation, care_led, organisation_led)

enum class Driver { workload, quality, innovation, accessibility, employer, cost, income };
BOOST_DESCRIBE_ENUM(Driver, workload, quality, innovation, accessibility, employer, cost, income)

/// `in_house` is a device made and used inside the hospital, MDR Article 5(5).
enum class MedicalDevice { not_classified, no, yes, in_house };
BOOST_DESCRIBE_ENUM(MedicalDevice, not_classified, no, yes, in_house)

enum class MdrClass { i, iia, iib, iii };
BOOST_DESCRIBE_ENUM(MdrClass, i, iia, iib, iii)

enum class AiActRole { provider, deployer, importer, distributor };
BOOST_DESCRIBE_ENUM(AiActRole, provider, deployer, importer, distributor)

/// `transparency` is not high risk but under Article 50.
enum class RiskClass { not_classified, out_of_scope, minimal, transparency, high, prohibited };
BOOST_DESCRIBE_ENUM(RiskClass, not_classified, out_of_scope, minimal, transparency, high,
                    prohibited)

enum class AiActRoute { annex_i, annex_iii };
BOOST_DESCRIBE_ENUM(AiActRoute, annex_i, annex_iii)

/// Where a DPIA or fundamental rights impact assessment stands.
enum class ImpactAssessment { not_assessed, not_needed, planned, in_progress, completed };
BOOST_DESCRIBE_ENUM(ImpactAssessment, not_assessed, not_needed, planned, in_progress, completed)

enum class PersonalData { none, identifying, contact, health, genetic, biometric, staff, special };
BOOST_DESCRIBE_ENUM(PersonalData, none, identifying, contact, health, genetic, biometric, staff,
                    special)

enum class Hosting { on_premises, private_cloud, public_cloud, supplier_cloud, device };
BOOST_DESCRIBE_ENUM(Hosting, on_premises, private_cloud, public_cloud, supplier_cloud, device)

enum class Jurisdiction { netherlands, eea, united_states, other };
BOOST_DESCRIBE_ENUM(Jurisdiction, netherlands, eea, united_states, other)

enum class Integration { ehr, pacs, fhir, hl7v2, dicom, other };
BOOST_DESCRIBE_ENUM(Integration, ehr, pacs, fhir, hl7v2, dicom, other)

/// Somebody by name; `account_id` when that person has an account here.
struct Person {
  std::string name;
  std::optional<Id> account_id;
  bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (), (name, account_id))

struct Identity {
  std::string name;
  std::optional<std::string> summary;           ///< plain words, for anybody
  std::optional<std::string> problem;           ///< what problem it should solve
  std::optional<std::string> problem_owner;     ///< whose problem that is
  std::optional<std::string> intended_purpose;  ///< as the maker or the hospital states it
  std::optional<std::string> use_case;          ///< id in content/catalog/use-cases.yaml
  std::optional<Transformation> transformation;
  bool operator==(const Identity&) const = default;
};
BOOST_DESCRIBE_STRUCT(Identity, (),
                      (name, summary, problem, problem_owner, intended_purpose, use_case,
                       transformation))

struct Kind {
  std::optional<Technology> technology;
  std::optional<Domain> domain;
  std::optional<Origin> origin;
  std::optional<std::string> origin_reason;  ///< why make, buy or do it together
  std::vector<std::string> processes;        ///< ids in content/catalog/processes.yaml
  std::vector<Id> departments;
  std::vector<std::string> specialisms;  ///< ids in content/catalog/specialisms.yaml
  std::vector<Driver> drivers;
  bool operator==(const Kind&) const = default;
};
BOOST_DESCRIBE_STRUCT(Kind, (),
                      (technology, domain, origin, origin_reason, processes, departments,
                       specialisms, drivers))

struct UserGroup {
  std::string role;
  std::optional<std::int64_t> number;
  bool operator==(const UserGroup&) const = default;
};
BOOST_DESCRIBE_STRUCT(UserGroup, (), (role, number))

struct People {
  std::optional<Person> accountable_owner;
  std::optional<Person> clinical_owner;
  std::optional<Person> technical_owner;
  std::optional<Person> oversight;  ///< who watches over its use and may stop it
  std::vector<UserGroup> intended_users;
  std::vector<std::string> patient_groups;
  std::optional<std::int64_t> patients_per_year;
  bool operator==(const People&) const = default;
};
BOOST_DESCRIBE_STRUCT(People, (),
                      (accountable_owner, clinical_owner, technical_owner, oversight,
                       intended_users, patient_groups, patients_per_year))

struct Deployment {
  Id department;
  std::optional<Date> started_on;
  std::optional<std::int64_t> intended_users;
  std::optional<std::int64_t> active_users;
  bool operator==(const Deployment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Deployment, (), (department, started_on, intended_users, active_users))

struct Law {
  MedicalDevice medical_device = MedicalDevice::not_classified;
  std::optional<MdrClass> mdr_class;
  std::optional<std::string> certificate;
  std::optional<Date> certificate_expires_on;
  std::vector<AiActRole> ai_act_roles;
  RiskClass risk_class = RiskClass::not_classified;
  std::optional<AiActRoute> ai_act_route;
  std::optional<std::string> ai_act_point;  ///< the exact point, such as 5(d)
  ImpactAssessment dpia = ImpactAssessment::not_assessed;
  std::optional<std::string> dpia_reference;
  ImpactAssessment fria = ImpactAssessment::not_assessed;
  std::optional<std::string> fria_reference;
  std::optional<std::string> register_reference;  ///< number in a national or European register
  bool operator==(const Law&) const = default;
};
BOOST_DESCRIBE_STRUCT(Law, (),
                      (medical_device, mdr_class, certificate, certificate_expires_on, ai_act_roles,
                       risk_class, ai_act_route, ai_act_point, dpia, dpia_reference, fria,
                       fria_reference, register_reference))

struct SoftwareVersion {
  std::string version;
  std::optional<Date> since;
  std::optional<std::string> change;
  bool operator==(const SoftwareVersion&) const = default;
};
BOOST_DESCRIBE_STRUCT(SoftwareVersion, (), (version, since, change))

struct Data {
  std::vector<PersonalData> personal_data;
  std::vector<std::string> sources;
  std::optional<Hosting> hosting;
  std::optional<Jurisdiction> jurisdiction;
  std::vector<std::string> sub_processors;
  std::optional<std::string> foundation_model;
  std::vector<Integration> integrations;
  std::vector<SoftwareVersion> versions;
  std::optional<std::string> energy_note;
  bool operator==(const Data&) const = default;
};
BOOST_DESCRIBE_STRUCT(Data, (),
                      (personal_data, sources, hosting, jurisdiction, sub_processors,
                       foundation_model, integrations, versions, energy_note))

struct Supply {
  std::optional<std::string> supplier;
  std::optional<std::string> product;
  std::optional<Date> contract_starts_on;
  std::optional<Date> contract_ends_on;
  std::optional<std::int64_t> notice_months;
  std::optional<std::int64_t> yearly_cost_cents;
  std::optional<std::string> exit_plan;
  bool operator==(const Supply&) const = default;
};
BOOST_DESCRIBE_STRUCT(Supply, (),
                      (supplier, product, contract_starts_on, contract_ends_on, notice_months,
                       yearly_cost_cents, exit_plan))

struct Openness {
  std::optional<bool> is_public;
  std::optional<std::string> leaflet;              ///< link
  std::optional<std::string> patient_information;  ///< what patients are told
  std::optional<std::string> opt_out;              ///< how a patient says no
  bool operator==(const Openness&) const = default;
};
BOOST_DESCRIBE_STRUCT(Openness, (), (is_public, leaflet, patient_information, opt_out))

/// What AI may do good or harm to.
enum class Aim { health_outcomes, patient_experience, staff_experience, cost, equity };
BOOST_DESCRIBE_ENUM(Aim, health_outcomes, patient_experience, staff_experience, cost, equity)

/// Of cost: positive is lower.
enum class Influence { very_negative, negative, neutral, positive, very_positive };
BOOST_DESCRIBE_ENUM(Influence, very_negative, negative, neutral, positive, very_positive)

/// On one aim: what is expected at the start, and what was measured later.
struct Impact {
  Aim aim = Aim::health_outcomes;
  std::optional<Influence> expected;
  std::optional<Influence> realised;
  std::optional<Date> measured_on;
  std::optional<std::string> basis;  ///< how it was measured, or why it is expected
  bool operator==(const Impact&) const = default;
};
BOOST_DESCRIBE_STRUCT(Impact, (), (aim, expected, realised, measured_on, basis))

struct Evidence {
  std::string title;
  std::string link;
  bool operator==(const Evidence&) const = default;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (title, link))

struct Care {
  std::optional<Date> next_review_on;
  std::vector<Evidence> evidence;
  std::vector<std::string> labels;
  bool operator==(const Care&) const = default;
};
BOOST_DESCRIBE_STRUCT(Care, (), (next_review_on, evidence, labels))

/// Everything that people write down about one AI application.
struct ApplicationRecord {
  Identity identity;
  Kind kind;
  People people;
  std::vector<Deployment> deployments;
  std::vector<Impact> impacts;  ///< at most one for each aim
  Law law;
  Data data;
  Supply supply;
  Openness openness;
  Care care;
  bool operator==(const ApplicationRecord&) const = default;
};
BOOST_DESCRIBE_STRUCT(ApplicationRecord, (),
                      (identity, kind, people, deployments, impacts, law, data, supply, openness,
                       care))

}  // namespace regie::portfolio
