import { describe, expect, it } from "vitest";
import type { Permission, Session } from "../access/session";
import { startPage, visibleGroups } from "./navigation";

function visitor(kind: Session["organisation"]["kind"], permissions: Permission[]) {
  return { permissions, organisation: { id: "o", name: "O", kind, is_example: false } };
}

function addresses(of: ReturnType<typeof visitor>): string[] {
  return visibleGroups(of).flatMap(({ entries }) => entries.map(({ to }) => to));
}

describe("the menu", () => {
  it("has the register and the monitor for a hospital, and rounds and members for a sector body", () => {
    const permissions: Permission[] = ["register_read", "sector_read"];
    expect(addresses(visitor("hospital", permissions))).toContain("/monitor");
    expect(addresses(visitor("hospital", permissions))).not.toContain("/rounds");
    expect(addresses(visitor("sector_body", permissions))).toEqual(["/rounds", "/members"]);
  });

  it("begins with the first page that a person may see there", () => {
    expect(startPage(visitor("hospital", ["register_read", "sector_read"]))).toBe("/");
    expect(startPage(visitor("sector_body", ["register_read", "sector_read"]))).toBe("/rounds");
    expect(startPage(visitor("hospital", ["audit_read"]))).toBe("/audit");
    expect(startPage(visitor("hospital", []))).toBe("/password");
  });
});
