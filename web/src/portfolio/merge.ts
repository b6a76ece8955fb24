import { allFields, pointerOf, type FieldDefinition } from "./fields";
import { sameValue, valueAt, withValue } from "./record";
import type { ApplicationRecord } from "./types";

export type Side = "yours" | "theirs";

export interface Merge {
  /** Theirs, with what only you changed put into it. Conflicting fields still hold theirs. */
  merged: ApplicationRecord;
  /** Both changed these, each to something else. */
  conflicts: FieldDefinition[];
  /** Changed on one side only: no choice is needed. */
  settled: { field: FieldDefinition; side: Side }[];
}

/** Brings two changes of one record together, field by field. What both changed alike is no conflict. */
export function mergeRecords(
  base: ApplicationRecord,
  yours: ApplicationRecord,
  theirs: ApplicationRecord,
): Merge {
  const merge: Merge = { merged: theirs, conflicts: [], settled: [] };
  for (const field of allFields) {
    const pointer = pointerOf(field.key);
    const was = valueAt(base, pointer);
    const mine = valueAt(yours, pointer);
    const other = valueAt(theirs, pointer);
    if (sameValue(mine, other)) continue;
    if (sameValue(mine, was)) {
      merge.settled.push({ field, side: "theirs" });
    } else if (sameValue(other, was)) {
      merge.settled.push({ field, side: "yours" });
      merge.merged = withValue(merge.merged, pointer, mine);
    } else {
      merge.conflicts.push(field);
    }
  }
  return merge;
}

/** The merged record once a side was chosen for each conflict; `null` while one is open. */
export function resolve(
  merge: Merge,
  yours: ApplicationRecord,
  choices: ReadonlyMap<string, Side>,
): ApplicationRecord | null {
  let record = merge.merged;
  for (const { key } of merge.conflicts) {
    const side = choices.get(key);
    if (side === undefined) return null;
    const pointer = pointerOf(key);
    if (side === "yours") record = withValue(record, pointer, valueAt(yours, pointer));
  }
  return record;
}
