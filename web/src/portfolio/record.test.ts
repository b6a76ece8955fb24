import { describe, expect, it } from "vitest";
import { allFields, fieldAt, pointerOf } from "./fields";
import { changedFields, emptyRecord, isEmptyValue, sameValue, valueAt, withValue } from "./record";

describe("a record", () => {
  it("gets another value without changing the one before", () => {
    const before = emptyRecord();
    const after = withValue(before, "/supply/supplier", "Beeld B.V.");
    expect(valueAt(before, "/supply/supplier")).toBeNull();
    expect(valueAt(after, "/supply/supplier")).toBe("Beeld B.V.");
    expect(changedFields(before, after).map(({ key }) => key)).toEqual(["supply.supplier"]);
  });

  it("is the same whatever the order of members, and not whatever the order of a list", () => {
    expect(sameValue({ name: "A", account_id: null }, { name: "A" })).toBe(true);
    expect(sameValue([{ role: "a", number: 1 }], [{ number: 1, role: "a" }])).toBe(true);
    expect(sameValue(["a", "b"], ["b", "a"])).toBe(false);
    expect(sameValue(null, false)).toBe(false);
    expect(sameValue(null, 0)).toBe(false);
  });

  it("calls false and zero answers", () => {
    expect([null, "", [], undefined].every(isEmptyValue)).toBe(true);
    expect([false, 0, "none", ["none"]].some(isEmptyValue)).toBe(false);
  });

  it("has each field once, and finds the field around an item", () => {
    const pointers = allFields.map(({ key }) => pointerOf(key));
    expect(new Set(pointers).size).toBe(pointers.length);
    expect(fieldAt("/people/intended_users/2/role")?.key).toBe("people.intended_users");
    expect(fieldAt("/deployments/0")?.key).toBe("deployments");
    expect(fieldAt("/law/dpia_reference")?.key).toBe("law.dpia_reference");
    expect(fieldAt("/nowhere")).toBeUndefined();
  });
});
