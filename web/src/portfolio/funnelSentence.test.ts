import { describe, expect, it } from "vitest";
import { funnelSentence } from "./funnelSentence";

const phase = (monitor_phase: string, count: number, national_mean: number) => ({
  monitor_phase,
  phases: [],
  count,
  national_mean,
});

describe("the sentence under the funnel", () => {
  it("names the phase that differs most, whichever way", () => {
    const comparison = [phase("idea", 11, 8), phase("pilot", 8, 3), phase("operation", 0, 2)];
    expect(funnelSentence(30, 18, comparison)).toEqual({
      size: "more",
      shape: { monitor_phase: "pilot", difference: 5 },
    });
    expect(funnelSentence(9, 18, [phase("idea", 2, 8), phase("pilot", 4, 3)])).toEqual({
      size: "less",
      shape: { monitor_phase: "idea", difference: -6 },
    });
  });

  it("makes nothing of a difference of one application", () => {
    expect(funnelSentence(19, 18, [phase("idea", 9, 8)])).toEqual({ size: "same", shape: null });
  });

  it("calls a tenth or more apart not the same", () => {
    expect(funnelSentence(20, 18, [])?.size).toBe("more");
    expect(funnelSentence(16, 18, [])?.size).toBe("less");
  });

  it("says nothing without anything to compare", () => {
    expect(funnelSentence(0, 18, [])).toBeNull();
    expect(funnelSentence(5, 0, [])).toBeNull();
  });
});
