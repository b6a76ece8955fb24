import { expect, it } from "vitest";
import { toGrants, toScopes, unfinishedRoles } from "./grants";

it("keeps a role in several departments as one choice with a scope", () => {
  const grants = [
    { role: "department_lead", department: "radiology" },
    { role: "department_lead", department: "emergency" },
    { role: "reader", department: null },
  ] as const;
  expect(toScopes(grants)).toEqual({ department_lead: ["radiology", "emergency"], reader: null });
  expect(toGrants(toScopes(grants))).toEqual(grants);
});

it("lets the whole organisation win from a department", () => {
  expect(
    toScopes([
      { role: "contributor", department: "radiology" },
      { role: "contributor", department: null },
      { role: "contributor", department: "emergency" },
    ]),
  ).toEqual({ contributor: null });
});

it("points out a role for departments without a department", () => {
  expect(unfinishedRoles({ contributor: [], reader: null })).toEqual(["contributor"]);
  expect(toGrants({ contributor: [], reader: null })).toEqual([{ role: "reader", department: null }]);
});
