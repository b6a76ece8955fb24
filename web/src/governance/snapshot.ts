import type { Schema } from "../api/types";

/** What a sealed snapshot holds, as far as the page shows it. */
export interface Snapshot {
  application: { record: Schema<"ApplicationRecord"> };
  gate: { requirements: Schema<"JudgedRequirement">[] };
  evidence: { id: string; name: string; sha256: string }[];
}

/** Nothing when the text is no snapshot any more: somebody changed it outside Regie. */
export function readSnapshot(text: string): Snapshot | null {
  try {
    const value: unknown = JSON.parse(text);
    return isSnapshot(value) ? value : null;
  } catch {
    return null;
  }
}

function isSnapshot(value: unknown): value is Snapshot {
  const { application, gate, evidence } = (value ?? {}) as Partial<Snapshot>;
  return (
    typeof application?.record.identity.name === "string" &&
    Array.isArray(gate?.requirements) &&
    Array.isArray(evidence)
  );
}
