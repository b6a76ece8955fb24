import { describe, expect, it } from "vitest";
import { fieldAround, namesRows, withField, type MappedColumn } from "./importState";

const column = (name: string, field: string | null): MappedColumn => ({ column: name, field, samples: [] });
const columns = [
  column("Naam", "/identity/name"),
  column("Firma", "/supply/supplier"),
  column("Kleur", null),
];

describe("Which column is which field", () => {
  it("changes for one column", () => {
    expect(withField({ Firma: null }, columns, "Kleur", "/care/labels")).toEqual({
      Firma: null,
      Kleur: "/care/labels",
    });
  });

  it("takes a field away from the column that had it", () => {
    expect(withField({}, columns, "Kleur", "/identity/name")).toEqual({
      Naam: null,
      Kleur: "/identity/name",
    });
  });

  it("takes nothing away when a column becomes no field", () => {
    expect(withField({}, columns, "Naam", null)).toEqual({ Naam: null });
  });

  it("needs a name or a code", () => {
    expect(namesRows(columns)).toBe(true);
    expect(namesRows([column("APP", "/code")])).toBe(true);
    expect(namesRows([column("Firma", "/supply/supplier")])).toBe(false);
  });
});

describe("The field of a fault", () => {
  const fields = [{ pointer: "/data/versions" }, { pointer: "/data/versions_note" }];

  it("is the list around one of its items", () => {
    expect(fieldAround(fields, "/data/versions/0/since")).toBe(fields[0]);
    expect(fieldAround(fields, "/data/versions_note")).toBe(fields[1]);
    expect(fieldAround(fields, "/data")).toBeUndefined();
  });
});
