import type { Permission, Session } from "../access/session";

type OrganisationKind = Session["organisation"]["kind"];

export interface NavigationEntry {
  to: string;
  label:
    | "nav.overview"
    | "nav.applications"
    | "nav.funnel"
    | "nav.idea"
    | "nav.ideas"
    | "nav.overlaps"
    | "nav.gates"
    | "nav.market"
    | "nav.law"
    | "nav.assessments"
    | "nav.monitor"
    | "nav.benchmark"
    | "nav.rounds"
    | "nav.members"
    | "nav.accounts"
    | "nav.departments"
    | "nav.audit";
  permission: Permission;
  /** Current on this address only, not on those below it. */
  exact?: boolean;
}

export interface NavigationGroup {
  id: string;
  label?: "nav.decide" | "nav.together" | "nav.manage";
  /** In organisations of this kind alone. */
  kind?: OrganisationKind;
  entries: readonly NavigationEntry[];
}

/** All of the menu; a person sees the entries that they have the permission for. */
export const navigation: readonly NavigationGroup[] = [
  {
    id: "register",
    kind: "hospital",
    entries: [
      { to: "/", label: "nav.overview", permission: "register_read", exact: true },
      { to: "/applications", label: "nav.applications", permission: "register_read" },
      { to: "/funnel", label: "nav.funnel", permission: "register_read" },
      { to: "/gates", label: "nav.gates", permission: "register_read" },
      { to: "/ideas/new", label: "nav.idea", permission: "idea_submit", exact: true },
      { to: "/ideas", label: "nav.ideas", permission: "idea_submit", exact: true },
      { to: "/overlaps", label: "nav.overlaps", permission: "register_read" },
      { to: "/market", label: "nav.market", permission: "register_read" },
      { to: "/law", label: "nav.law", permission: "register_read" },
    ],
  },
  {
    id: "sector",
    kind: "sector_body",
    entries: [
      { to: "/rounds", label: "nav.rounds", permission: "sector_read" },
      { to: "/members", label: "nav.members", permission: "sector_read" },
    ],
  },
  {
    id: "decide",
    label: "nav.decide",
    entries: [{ to: "/assessments", label: "nav.assessments", permission: "assessment_read" }],
  },
  {
    id: "together",
    label: "nav.together",
    kind: "hospital",
    entries: [
      { to: "/monitor", label: "nav.monitor", permission: "sector_read" },
      { to: "/benchmark", label: "nav.benchmark", permission: "sector_read" },
    ],
  },
  {
    id: "manage",
    label: "nav.manage",
    entries: [
      { to: "/accounts", label: "nav.accounts", permission: "accounts_manage" },
      { to: "/departments", label: "nav.departments", permission: "departments_manage" },
      { to: "/audit", label: "nav.audit", permission: "audit_read" },
    ],
  },
];

type Visitor = Pick<Session, "permissions" | "organisation">;

export function visibleGroups({ permissions, organisation }: Visitor): NavigationGroup[] {
  return navigation
    .filter(({ kind }) => kind === undefined || kind === organisation.kind)
    .map((group) => ({
      ...group,
      entries: group.entries.filter(({ permission }) => permissions.includes(permission)),
    }))
    .filter((group) => group.entries.length > 0);
}

/** Where a person without the overview begins. */
export function startPage(visitor: Visitor): string {
  return visibleGroups(visitor)[0]?.entries[0]?.to ?? "/password";
}
