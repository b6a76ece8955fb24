import { expect, test } from "vitest";
import { columnsOf, emptyMapping, guessed, planOf, readColumns } from "./runPlan";

test("the columns of a header are read with any separator, and with quotation marks", () => {
  expect(columnsOf("score,outcome\r")).toEqual(["score", "outcome"]);
  expect(columnsOf('\uFEFF"kans; model";uitkomst;"een ""naam"""')).toEqual([
    "kans; model",
    "uitkomst",
    'een "naam"',
  ]);
  expect(columnsOf("a\tb")).toEqual(["a", "b"]);
});

test("columns that are called what they are need no choice", () => {
  expect(guessed(["id", "Kans", "uitkomst"])).toEqual({
    ...emptyMapping,
    score: "Kans",
    outcome: "uitkomst",
  });
});

test("a plan holds what was chosen, and nothing else", () => {
  const mapping = { ...emptyMapping, score: "kans", outcome: 'is "ja"', by: ["geslacht"], threshold: "0,2" };
  expect(planOf(mapping)).toBe('score: ["kans"]\noutcome: "is \\"ja\\""\nby: ["geslacht"]\nthreshold: 0.2\n');
  expect(planOf({ ...emptyMapping, threshold: "veel" })).toBe('threshold: "veel"\n');
});

test("what is no text has no columns", async () => {
  const bytes = new Uint8Array([0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xfe]);
  expect(await readColumns(new File([bytes], "rijen.csv.zst"))).toBeUndefined();
});
