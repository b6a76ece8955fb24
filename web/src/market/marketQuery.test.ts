import { describe, expect, it } from "vitest";
import {
  cleared,
  figureQuery,
  isFiltered,
  listQuery,
  readState,
  withFilter,
  writeState,
} from "./marketQuery";

const read = (address: string) => readState(new URLSearchParams(address));

describe("the address of the market", () => {
  it("says nothing when nothing is chosen, and then shows the newest first", () => {
    expect(writeState(read("")).toString()).toBe("");
    expect(read("").sort).toBe("decided_on");
    expect(read("").direction).toBe("descending");
    expect(isFiltered(cleared())).toBe(false);
  });

  it("comes back the same", () => {
    const address =
      "search=mri&field=radiology&field=neurology&year=2024&company=quantib&product_code=QIH&resembling=true&sort=device&direction=ascending&offset=50";
    expect(writeState(read(address)).toString()).toBe(address);
  });

  it("leaves out what it does not understand", () => {
    const state = read("year=oud&year=2024&year=2024&sort=kleur&offset=-3&field=");
    expect(state.filters.year).toEqual(["2024"]);
    expect(state.filters.field).toEqual([]);
    expect([state.sort, state.offset]).toEqual(["decided_on", 0]);
  });

  it("asks the server for years as numbers, and for one page", () => {
    const state = read("year=2024&offset=50");
    expect(figureQuery(state)).toEqual({ year: [2024] });
    expect(listQuery(state)).toEqual({
      year: [2024],
      sort: "decided_on",
      direction: "descending",
      offset: 50,
      limit: 50,
    });
  });

  it("begins at the first page when the selection changes", () => {
    expect(withFilter(read("offset=100"), "field", ["dental"]).offset).toBe(0);
  });
});
