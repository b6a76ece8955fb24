import { describe, expect, it } from "vitest";
import { readNumber, readResult } from "./resultFile";

describe("a result file", () => {
  it("is what regie validate wrote", () => {
    expect(readResult('{"format":"regie-validation-1"}')).toEqual({ format: "regie-validation-1" });
  });

  it("is not any other file", () => {
    for (const text of ["", "score,outcome\n0.1,0", "[]", "null", '{"format":"something"}']) {
      expect(readResult(text)).toBeUndefined();
    }
  });
});

describe("a number that somebody types", () => {
  it("has a comma or a point", () => {
    expect(readNumber("0,82")).toBe(0.82);
    expect(readNumber(" 0.82 ")).toBe(0.82);
  });

  it("is nothing when it is not a number", () => {
    for (const text of ["", "ongeveer 0,8", "0,8,1", "82%"]) expect(readNumber(text)).toBeUndefined();
  });
});
