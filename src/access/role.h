#pragma once

#include <boost/describe.hpp>

namespace regie::access {

enum class Role {
  administrator,
  ai_board_member,
  reviewer,
  application_owner,
  department_lead,
  contributor,
  reader,
  auditor
};
BOOST_DESCRIBE_ENUM(Role, administrator, ai_board_member, reviewer, application_owner,
                    department_lead, contributor, reader, auditor)

/// What a route asks of its caller. `public_access` needs no session; `signed_in` any session;
/// the others are given by roles, see role.cpp.
enum class Permission {
  public_access,
  signed_in,
  register_read,
  register_write,  ///< in some department or for own applications at least
  funnel_move,     ///< likewise
  idea_submit,
  accounts_manage,
  departments_manage,
  audit_read,
  metrics_read,
  evidence_add,
  assessment_read,
  assessment_write,  ///< in some department or for own applications at least
  instrument_manage,
  duty_record,  ///< in some department or for own applications at least
  law_manage,
  gate_sign,
  decision_make,  ///< and waive what a gate asks
  gates_manage,
  sector_read,    ///< rounds, and what was sent to them
  sector_manage,  ///< at a sector body: rounds and who takes part; at a hospital: to enrol
  answers_send    ///< to a sector body
};
BOOST_DESCRIBE_ENUM(Permission, public_access, signed_in, register_read, register_write,
                    funnel_move, idea_submit, accounts_manage, departments_manage, audit_read,
                    metrics_read, evidence_add, assessment_read, assessment_write,
                    instrument_manage, duty_record, law_manage, gate_sign, decision_make,
                    gates_manage, sector_read, sector_manage, answers_send)

bool grants_permission(Role role, Permission permission);

}  // namespace regie::access
