import { describe, expect, it } from "vitest";
import type { Assessment } from "../assessment/types";
import type { OurRound, OutgoingPackage, SignedReceipt } from "./api";
import { arrived, nextStep, packageState, readPackage } from "./outbox";

const receipt = { receipt: { package_id: "first" }, signature: "" } as SignedReceipt;

function packed(id: string, day: number, parts: Partial<OutgoingPackage> = {}): OutgoingPackage {
  return { id, created_at: `2026-05-0${day}T10:00:00.000000Z`, ...parts } as OutgoingPackage;
}

function round(packages: OutgoingPackage[], parts: Partial<OurRound> = {}): OurRound {
  return { assessment_id: "a", round: { status: "open" }, packages, ...parts } as OurRound;
}

function assessed(status: Assessment["status"], day: number): Assessment {
  return { status, updated_at: `2026-05-0${day}T12:00:00.000000Z` } as Assessment;
}

describe("a package", () => {
  it("is overtaken when a newer one was made before it was sent", () => {
    const packages = [packed("second", 2), packed("first", 1)];
    expect(packages.map((each) => packageState(each, packages))).toEqual(["ready", "overtaken"]);
  });

  it("stays received, and is refused only while it has no receipt", () => {
    const packages = [packed("second", 2, { refusal: "hub_unreachable" }), packed("first", 1, { receipt })];
    expect(packages.map((each) => packageState(each, packages))).toEqual(["refused", "received"]);
  });
});

describe("the next step of a hospital", () => {
  it("goes from beginning to filling in, making a package and sending it", () => {
    expect(nextStep(round([], { assessment_id: null }), undefined)).toBe("begin");
    expect(nextStep(round([]), assessed("open", 1))).toBe("fill_in");
    expect(nextStep(round([]), assessed("completed", 1))).toBe("prepare");
    expect(nextStep(round([packed("first", 2)]), assessed("completed", 1))).toBe("send");
    expect(nextStep(round([packed("first", 2, { receipt })]), assessed("completed", 1))).toBe("done");
  });

  it("is a new package when the answers changed after the one that waits or was sent", () => {
    expect(nextStep(round([packed("first", 2)]), assessed("completed", 3))).toBe("prepare");
    expect(nextStep(round([packed("first", 2, { receipt })]), assessed("completed", 3))).toBe("prepare");
  });

  it("is nothing any more when the round is closed", () => {
    const closed = { round: { status: "closed" } } as Partial<OurRound>;
    expect(nextStep(round([packed("first", 2)], closed), assessed("completed", 1))).toBe("closed");
    expect(nextStep(round([packed("first", 2, { receipt })], closed), assessed("completed", 3))).toBe("over");
  });
});

describe("what arrives answered", () => {
  it("counts what Regie knew of the questions asked now, also when a person overruled it", () => {
    const computed = { values: ["ja"] };
    const assessment = {
      state: {
        questions: 3,
        answered: 2,
        items: [
          { link_id: "q02", instance: 0 },
          { link_id: "q03", instance: 0 },
        ],
      },
      answers: [
        { link_id: "q02", instance: 0, computed, overruled: "Geteld op de afdeling" },
        { link_id: "q03", instance: 0 },
        { link_id: "q04", instance: 0, computed },
      ],
    } as unknown as Assessment;
    expect(arrived(assessment)).toEqual({ questions: 3, answered: 2, prefilled: 1 });
  });
});

describe("the document of a package", () => {
  it("is read for what it holds, and nothing else passes for one", () => {
    const content = { id: "first", instrument_id: "ai-monitor-2026", response: { answers: [] } };
    expect(readPackage(JSON.stringify({ package: content, signature: "x" }))?.id).toBe("first");
    expect(["", "null", "[]", '{"package":{"id":1}}'].map(readPackage)).toEqual([null, null, null, null]);
  });
});
