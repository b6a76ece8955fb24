import { allFields, pointerOf, type FieldDefinition } from "./fields";
import type { ApplicationRecord } from "./types";

type Tree = Record<string, unknown>;

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a pointer such as /identity/name; `null` when it is absent. */
export function valueAt(record: ApplicationRecord, pointer: string): unknown {
  let value: unknown = record;
  for (const step of pointer.slice(1).split("/")) {
    value = isTree(value) ? value[step] : undefined;
  }
  return value ?? null;
}

/** The record with another value at the pointer; the given record stays as it was. */
export function withValue(record: ApplicationRecord, pointer: string, value: unknown): ApplicationRecord {
  const place = (tree: unknown, steps: readonly string[]): unknown => {
    const [step, ...rest] = steps;
    if (step === undefined) return value;
    const around = isTree(tree) ? tree : {};
    return { ...around, [step]: place(around[step], rest) };
  };
  return place(record, pointer.slice(1).split("/")) as ApplicationRecord;
}

/** Absent members and `null` mean the same, and the order of members does not matter. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isTree(value)) return value ?? null;
  const entries = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, canonical(member)]),
  );
}

export function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** Whether people would call it not filled in. `false`, 0 and `none` are answers. */
export function isEmptyValue(value: unknown): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

export function changedFields(before: ApplicationRecord, after: ApplicationRecord): FieldDefinition[] {
  return allFields.filter(({ key }) => {
    const pointer = pointerOf(key);
    return !sameValue(valueAt(before, pointer), valueAt(after, pointer));
  });
}

export function emptyRecord(): ApplicationRecord {
  return {
    identity: { name: "" },
    kind: { processes: [], departments: [], specialisms: [], drivers: [] },
    people: { intended_users: [], patient_groups: [] },
    deployments: [],
    impacts: [],
    law: {
      medical_device: "not_classified",
      risk_class: "not_classified",
      ai_act_roles: [],
      dpia: "not_assessed",
      fria: "not_assessed",
    },
    data: { personal_data: [], sources: [], sub_processors: [], integrations: [], versions: [] },
    supply: {},
    openness: {},
    care: { evidence: [], labels: [] },
  };
}

/** A row that was added and left empty was not meant. */
export function withoutBlankRows(record: ApplicationRecord): ApplicationRecord {
  return allFields
    .filter(({ kind }) => kind === "rows")
    .reduce((result, { key }) => {
      const pointer = pointerOf(key);
      const rows = valueAt(result, pointer);
      if (!Array.isArray(rows)) return result;
      const kept = rows.filter(
        (row) => isTree(row) && Object.values(row).some((cell) => !isEmptyValue(cell)),
      );
      return kept.length === rows.length ? result : withValue(result, pointer, kept);
    }, record);
}
