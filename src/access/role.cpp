#include "access/role.h"

namespace regie::access {

bool grants_permission(Role role, Permission permission) {
  switch (permission) {
    case Permission::public_access:
    case Permission::signed_in:
    case Permission::idea_submit:  // anyone with an account may bring an idea
    case Permission::register_read:
    case Permission::assessment_read:
    case Permission::sector_read:
      return true;
    case Permission::register_write:
      return role == Role::administrator || role == Role::ai_board_member ||
             role == Role::application_owner || role == Role::department_lead ||
             role == Role::contributor;
    case Permission::funnel_move:
      return role == Role::administrator || role == Role::ai_board_member ||
             role == Role::application_owner || role == Role::department_lead;
    case Permission::evidence_add:
    case Permission::assessment_write:
    case Permission::duty_record:
    case Permission::gate_sign:  // for the disciplines that somebody holds
      return role != Role::reader && role != Role::auditor;
    case Permission::accounts_manage:
    case Permission::departments_manage:
    case Permission::metrics_read:
    case Permission::instrument_manage:
    case Permission::law_manage:
    case Permission::gates_manage:
    case Permission::sector_manage:
      return role == Role::administrator;
    case Permission::answers_send:
      return role == Role::administrator || role == Role::ai_board_member;
    case Permission::decision_make:
      return role == Role::ai_board_member;
    case Permission::audit_read:
      return role == Role::auditor || role == Role::administrator;
  }
  return false;
}

}  // namespace regie::access
