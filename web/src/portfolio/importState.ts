import type { Schema } from "../api/types";

/** A file that a person chose, read once: the file itself may change or vanish meanwhile. */
export interface ChosenFile {
  /** Tells one choice from the next, also of the same file. */
  id: number;
  name: string;
  /** base64 */
  content: string;
}

/** What a person said about columns, by name; `null` is not to be read. */
export type AskedMapping = Readonly<Record<string, string | null>>;

export type MappedColumn = Schema<"MappedColumn">;

export const largestFile = 16_000_000;
export const endings = ".csv,.xlsx,.json";

/** What is asked once a column is that field: another column that was it, is none any more. */
export function withField(
  asked: AskedMapping,
  columns: readonly MappedColumn[],
  column: string,
  field: string | null,
): AskedMapping {
  const before = columns.filter(
    (other) => other.column !== column && field !== null && other.field === field,
  );
  return { ...asked, ...Object.fromEntries(before.map((other) => [other.column, null])), [column]: field };
}

/** Rows are found by their code or else their name: without either there is nothing to import. */
export function namesRows(columns: readonly MappedColumn[]): boolean {
  return columns.some(({ field }) => field === "/code" || field === "/identity/name");
}

interface NamedField {
  pointer: string;
}

/** The field that a pointer falls in: its own, or the list around one of its items. */
export function fieldAround<Field extends NamedField>(
  fields: readonly Field[],
  pointer: string,
): Field | undefined {
  return fields.find((field) => pointer === field.pointer || pointer.startsWith(`${field.pointer}/`));
}
