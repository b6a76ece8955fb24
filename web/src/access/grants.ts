import type { Role, RoleGrant } from "./api";

export const roles: readonly Role[] = [
  "administrator",
  "ai_board_member",
  "reviewer",
  "application_owner",
  "department_lead",
  "contributor",
  "reader",
  "auditor",
];

/** Where it makes sense to give a role for some departments only: reading is never limited. */
export const departmentRoles: readonly Role[] = ["department_lead", "contributor"];

/** Per role: `null` for the whole organisation, or the departments it is for. */
export type Scopes = Partial<Record<Role, readonly string[] | null>>;

export function toScopes(grants: readonly RoleGrant[]): Scopes {
  const scopes: Scopes = {};
  for (const { role, department } of grants) {
    const known = scopes[role];
    if (department === null || department === undefined || known === null) scopes[role] = null;
    else scopes[role] = [...(known ?? []), department];
  }
  return scopes;
}

/** A role for departments of which none is chosen grants nothing. */
export function toGrants(scopes: Scopes): RoleGrant[] {
  return roles.flatMap((role): RoleGrant[] => {
    const scope = scopes[role];
    if (scope === undefined) return [];
    return scope === null ? [{ role, department: null }] : scope.map((department) => ({ role, department }));
  });
}

/** Roles that are ticked for departments, but without a department. */
export function unfinishedRoles(scopes: Scopes): Role[] {
  return roles.filter((role) => scopes[role]?.length === 0);
}
