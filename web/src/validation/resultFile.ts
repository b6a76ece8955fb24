import type { Schema } from "../api/types";

/** What `regie validate --json` wrote, or nothing when the file is something else. */
export function readResult(text: string): Schema<"ValidationResult"> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    const known = typeof read === "object" && read !== null && "format" in read;
    return known && String(read.format).startsWith("regie-validation-")
      ? (read as Schema<"ValidationResult">)
      : undefined;
  } catch {
    return undefined;
  }
}

/** A number as people type it, with a comma or a point; nothing for anything else. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^-?\d+([.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(",", ".")) : undefined;
}
