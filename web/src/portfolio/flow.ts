import type { Schema } from "../api/types";
import type { Phase } from "./types";

type FlowMonth = Schema<"FlowMonth">;
type PhaseDuration = Schema<"PhaseDuration">;

export function totalOf(month: FlowMonth): number {
  return month.counts.reduce((sum, { count }) => sum + count, 0);
}

export interface BandLabel {
  phase: Phase;
  count: number;
  /** Where the label stands on the scale of the counts. */
  at: number;
}

/** Labels beside the bands of the last month, pushed apart until they are at least `gap` from each other. */
export function bandLabels(month: FlowMonth, gap: number): BandLabel[] {
  let under = 0;
  const labels: BandLabel[] = [];
  for (const { phase, count } of month.counts) {
    if (count > 0) labels.push({ phase, count, at: under + count / 2 });
    under += count;
  }
  labels.forEach((label, index) => {
    const below = labels[index - 1];
    if (below !== undefined) label.at = Math.max(label.at, below.at + gap);
  });
  return labels;
}

/** From so many completed stays on, a median is worth a sentence. */
const enoughStays = 3;

/** The phase on the way that takes longest; none when too few stays were completed to say so. */
export function slowestPhase(
  durations: readonly PhaseDuration[],
): { phase: Phase; days: number; n: number } | null {
  let slowest: { phase: Phase; days: number; n: number } | null = null;
  for (const { phase, median_days: days, completed } of durations) {
    // Operation is where an application should stay.
    if (phase === "operation" || completed < enoughStays || days === null || days === undefined) continue;
    if (slowest === null || days > slowest.days) slowest = { phase, days, n: completed };
  }
  return slowest;
}
