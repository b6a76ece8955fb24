import { describe, expect, it } from "vitest";
import { bandLabels, slowestPhase } from "./flow";

const month = (counts: ["idea" | "exploration" | "pilot_technical" | "operation", number][]) => ({
  month: "2026-11",
  counts: counts.map(([phase, count]) => ({ phase, count })),
  entered: 0,
  ended: 0,
});

const stay = (phase: "idea" | "scaling" | "operation", completed: number, median_days: number | null) => ({
  phase,
  completed,
  median_days,
  moved_on: completed,
  ended: 0,
});

describe("labels beside the bands", () => {
  it("stand in the middle of their band, and empty bands have none", () => {
    const labels = bandLabels(
      month([
        ["idea", 4],
        ["exploration", 0],
        ["operation", 6],
      ]),
      1,
    );
    expect(labels.map(({ phase, at }) => [phase, at])).toEqual([
      ["idea", 2],
      ["operation", 7],
    ]);
  });

  it("are pushed apart where bands are thin", () => {
    const labels = bandLabels(
      month([
        ["idea", 1],
        ["exploration", 1],
        ["pilot_technical", 1],
      ]),
      2,
    );
    expect(labels.map(({ at }) => at)).toEqual([0.5, 2.5, 4.5]);
  });
});

describe("the slowest phase", () => {
  it("is the one with the longest median", () => {
    expect(slowestPhase([stay("idea", 3, 20), stay("scaling", 4, 300)])).toEqual({
      phase: "scaling",
      days: 300,
      n: 4,
    });
  });

  it("is never one with too few completed stays, nor operation, where things should stay", () => {
    expect(slowestPhase([stay("idea", 2, 999), stay("scaling", 0, null)])).toBeNull();
    expect(slowestPhase([stay("operation", 9, 900), stay("idea", 3, 20)])?.phase).toBe("idea");
  });
});
