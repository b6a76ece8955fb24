import type { Schema } from "../api/types";

type Entry = Schema<"LawTimelineEntry">;

export interface LawDay {
  /** `null`: not settled. */
  day: string | null;
  in_force: boolean;
  entries: Entry[];
}

/** The entries that begin on one day together, in the order in which they came. */
export function byDay(entries: readonly Entry[]): LawDay[] {
  const days: LawDay[] = [];
  for (const entry of entries) {
    const day = entry.starts_on ?? null;
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, in_force: entry.in_force, entries: [entry] });
  }
  return days;
}
