import { describe, expect, it } from "vitest";
import {
  cleared,
  defaultColumns,
  isFiltered,
  matchesView,
  readState,
  serverQuery,
  withFilter,
  writeState,
} from "./registerQuery";

const read = (address: string) => readState(new URLSearchParams(address));

describe("the register's address", () => {
  it.each([
    "",
    "search=long&phase=idea&phase=exploration&department=d1&sort=phase&direction=descending&offset=50",
    "attention=no_owner&ended=true&columns=name,code,phase",
    "supplier=A+%26+B&owner=Ans+de+Wit",
  ])("is reproduced from what it says: %s", (address) => {
    expect(read(writeState(read(address)).toString())).toEqual(read(address));
  });

  it("stays empty for the default", () => {
    expect(writeState(read("")).toString()).toBe("");
    expect(writeState(read("sort=name&direction=ascending&offset=0")).toString()).toBe("");
  });

  it("leaves out what it cannot understand", () => {
    const state = read("phase=nonsense&phase=idea&sort=colour&offset=-3&columns=shoe_size");
    expect(state.filters.phase).toEqual(["idea"]);
    expect(state.sort).toBe("name");
    expect(state.offset).toBe(0);
    expect(state.columns).toEqual(defaultColumns);
  });

  it("always shows the name, for it leads to the application", () => {
    expect(read("columns=code").columns).toEqual(["name", "code"]);
  });
});

describe("the register's state", () => {
  it("goes back to the first page for another filter", () => {
    expect(withFilter(read("offset=100"), "phase", ["idea"]).offset).toBe(0);
  });

  it("keeps the columns when the filters are cleared", () => {
    const state = cleared(read("search=x&phase=idea&columns=name,code"));
    expect(isFiltered(state)).toBe(false);
    expect(state.columns).toEqual(["name", "code"]);
  });

  it("asks the server only what is chosen", () => {
    expect(serverQuery(read("phase=idea"))).toEqual({
      phase: ["idea"],
      sort: "name",
      direction: "ascending",
      offset: 0,
      limit: 50,
    });
  });

  it("recognises a saved view on any page of the list, and not after a change", () => {
    const view = { query: "phase=idea&sort=owner&direction=ascending", columns: ["name", "code"] };
    const same = "phase=idea&sort=owner&direction=ascending&columns=name,code";
    expect(matchesView(read(`${same}&offset=50`), view)).toBe(true);
    expect(matchesView(read(`${same}&phase=scaling`), view)).toBe(false);
    expect(matchesView(read("phase=idea&sort=owner&direction=ascending"), view)).toBe(false);
  });
});
