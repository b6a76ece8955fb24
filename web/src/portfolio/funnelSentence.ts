import type { Schema } from "../api/types";

type Comparison = Schema<"MonitorComparison">;

export interface FunnelSentence {
  /** Our total beside the mean, where less than a tenth apart is called the same. */
  size: "more" | "less" | "same";
  /** The monitor's phase that differs most; none when no phase is two or more apart. */
  shape: { monitor_phase: string; difference: number } | null;
}

const sameWithin = 0.1;
const worthTelling = 2;

/** What the funnel says beside the national means. Null when there is nothing to compare. */
export function funnelSentence(
  total: number,
  nationalTotal: number,
  comparison: readonly Comparison[],
): FunnelSentence | null {
  if (nationalTotal <= 0 || total === 0) return null;
  const ratio = total / nationalTotal;
  const size = Math.abs(ratio - 1) < sameWithin ? "same" : ratio > 1 ? "more" : "less";
  let shape: FunnelSentence["shape"] = null;
  for (const { monitor_phase, count, national_mean } of comparison) {
    const difference = count - national_mean;
    if (Math.abs(difference) < worthTelling) continue;
    if (shape === null || Math.abs(difference) > Math.abs(shape.difference)) {
      shape = { monitor_phase, difference };
    }
  }
  return { size, shape };
}
