import { describe, expect, it } from "vitest";
import { mergeRecords, resolve, type Side } from "./merge";
import { emptyRecord, valueAt, withValue } from "./record";
import type { ApplicationRecord } from "./types";

function recordWith(values: Record<string, unknown>): ApplicationRecord {
  return Object.entries(values).reduce<ApplicationRecord>(
    (record, [pointer, value]) => withValue(record, pointer, value),
    emptyRecord(),
  );
}

const base = recordWith({ "/identity/name": "Botbreuken", "/supply/supplier": "Beeld B.V." });
const keys = (fields: readonly { key: string }[]) => fields.map(({ key }) => key);

describe("two people change one record", () => {
  it("keeps both changes when they touch different fields", () => {
    const yours = withValue(base, "/identity/summary", "Wijst breuken aan.");
    const theirs = withValue(base, "/supply/supplier", "Foto N.V.");
    const merge = mergeRecords(base, yours, theirs);
    expect(merge.conflicts).toEqual([]);
    expect(valueAt(merge.merged, "/identity/summary")).toBe("Wijst breuken aan.");
    expect(valueAt(merge.merged, "/supply/supplier")).toBe("Foto N.V.");
    expect(merge.settled.map(({ field, side }) => [field.key, side])).toEqual([
      ["identity.summary", "yours"],
      ["supply.supplier", "theirs"],
    ]);
  });

  it("asks for a choice only where both changed the same field to something else", () => {
    const yours = withValue(base, "/supply/supplier", "Mijn B.V.");
    const theirs = withValue(base, "/supply/supplier", "Hun B.V.");
    expect(keys(mergeRecords(base, yours, theirs).conflicts)).toEqual(["supply.supplier"]);
  });

  it("sees no conflict where both made the same change", () => {
    const both = withValue(base, "/supply/supplier", "Zelfde B.V.");
    const merge = mergeRecords(base, both, structuredClone(both));
    expect(merge.conflicts).toEqual([]);
    expect(merge.settled).toEqual([]);
  });

  it("takes emptying a field for a change", () => {
    const yours = withValue(base, "/supply/supplier", null);
    const merge = mergeRecords(base, yours, base);
    expect(valueAt(merge.merged, "/supply/supplier")).toBeNull();
  });

  it("takes absent and null for the same", () => {
    const theirs = withValue(base, "/supply/product", null);
    expect(mergeRecords(base, base, theirs).settled).toEqual([]);
  });

  it("keeps fields of a newer server that this page does not know", () => {
    const theirs = withValue(base, "/care/something_new", 7);
    const yours = withValue(base, "/identity/name", "Breuken");
    expect(valueAt(mergeRecords(base, yours, theirs).merged, "/care/something_new")).toBe(7);
  });

  it("saves nothing before every conflict has a choice, and then exactly what was chosen", () => {
    const yours = recordWith({ "/identity/name": "A", "/supply/supplier": "C" });
    const theirs = recordWith({ "/identity/name": "B", "/supply/supplier": "D" });
    const merge = mergeRecords(base, yours, theirs);
    const choices = new Map<string, Side>([["identity.name", "yours"]]);
    expect(resolve(merge, yours, choices)).toBeNull();
    choices.set("supply.supplier", "theirs");
    const saved = resolve(merge, yours, choices);
    expect(saved?.identity.name).toBe("A");
    expect(saved?.supply.supplier).toBe("D");
  });
});
