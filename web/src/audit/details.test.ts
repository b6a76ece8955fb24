import { expect, it } from "vitest";
import { readDetails } from "./details";

it("reads what a field was and became", () => {
  expect(
    readDetails('{"/supply/supplier":[null,"Voorbeeld B.V."],"/kind/processes":[["a"],["a","b"]]}'),
  ).toEqual({
    areChanges: true,
    lines: [
      { name: "/supply/supplier", before: null, after: "Voorbeeld B.V." },
      { name: "/kind/processes", before: '["a"]', after: '["a","b"]' },
    ],
  });
});

it("reads either side as the JSON that it is", () => {
  expect(readDetails('{"/name":["\\"Radiologie\\"","\\"\\""],"/active":["true",null]}').lines).toEqual([
    { name: "/name", before: "Radiologie", after: null },
    { name: "/active", before: "true", after: null },
  ]);
});

it("reads facts", () => {
  expect(readDetails('{"entries":120}')).toEqual({
    areChanges: false,
    lines: [{ name: "entries", before: null, after: "120" }],
  });
});

it.each(["not json", "[1,2]", "null"])("shows %s as it is", (text) => {
  expect(readDetails(text).lines).toEqual([{ name: "", before: null, after: text }]);
});
