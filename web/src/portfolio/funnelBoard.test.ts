import { describe, expect, it } from "vitest";
import { ageingCount, phaseOf, withMovedCard, type Funnel } from "./funnelBoard";
import { funnelPhases } from "./vocabulary";

/** Draws a board: the letters are cards, a capital is too long in its phase. */
function board(
  drawing: Partial<Record<(typeof funnelPhases)[number], string>>,
  work_in_progress: number,
): Funnel {
  const columns = funnelPhases.map((phase) => {
    const cards = Array.from(drawing[phase] ?? "", (letter) => ({
      id: letter.toLowerCase(),
      code: "APP-0001",
      name: letter,
      version: 1,
      departments: [],
      medical_device: "no" as const,
      risk_class: "minimal" as const,
      phase_since: "2026-01-01T00:00:00Z",
      days_in_phase: letter === letter.toUpperCase() ? 200 : 5,
      ageing: letter === letter.toUpperCase(),
      may_move: true,
    }));
    return { phase, count: cards.length, ageing_after_days: 90, cards };
  });
  return { columns, work_in_progress };
}

function draw(funnel: Funnel): Record<string, string> {
  return Object.fromEntries(
    funnel.columns
      .filter(({ cards }) => cards.length > 0)
      .map(({ phase, cards }) => [
        phase,
        cards.map(({ id, ageing }) => (ageing ? id.toUpperCase() : id)).join(""),
      ]),
  );
}

describe("moving a card", () => {
  const before = board({ idea: "ab", exploration: "C", operation: "d" }, 1);

  it("puts it last and fresh in its new column", () => {
    const after = withMovedCard(before, "c", "idea");
    expect(draw(after)).toEqual({ idea: "abc", operation: "d" });
    expect(after.columns[0]?.count).toBe(3);
    expect(ageingCount(before)).toBe(1);
    expect(ageingCount(after)).toBe(0);
  });

  it("counts the work in progress from exploration up to implementation", () => {
    expect(withMovedCard(before, "a", "exploration").work_in_progress).toBe(2);
    expect(withMovedCard(before, "c", "scaling").work_in_progress).toBe(0);
    expect(withMovedCard(before, "c", "development").work_in_progress).toBe(1);
    expect(withMovedCard(before, "d", "idea").work_in_progress).toBe(1);
  });

  it("takes it off the board when it leaves the funnel", () => {
    const after = withMovedCard(before, "b", "rejected");
    expect(draw(after)).toEqual({ idea: "a", exploration: "C", operation: "d" });
    expect(phaseOf(after, "b")).toBeNull();
  });

  it("leaves the board that it was given as it was, to go back to", () => {
    withMovedCard(before, "a", "operation");
    expect(draw(before)).toEqual({ idea: "ab", exploration: "C", operation: "d" });
    expect(withMovedCard(before, "nobody", "operation")).toBe(before);
  });
});
