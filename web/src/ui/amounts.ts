/**
 * Reads a number as people write it, in Dutch or English: 1250, 1.250, 1,250.50, 1 250,5.
 * One or two digits after the last separator are decimals; groups of three are thousands.
 * Gives null for anything else.
 */
export function parseAmount(text: string): number | null {
  const plain = text.replace(/[\s€]/g, "");
  const match = /^(-?)(\d+|\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(plain);
  if (match === null) return null;
  const [, sign, whole = "", decimals = ""] = match;
  const separators = new Set(whole.replace(/\d/g, ""));
  const decimalSeparator = decimals === "" ? "" : (plain.at(-decimals.length - 1) ?? "");
  if (separators.size > 1 || (separators.size === 1 && separators.has(decimalSeparator))) return null;
  const value = Number(`${whole.replace(/[.,]/g, "")}.${decimals || "0"}`);
  return sign === "-" ? -value : value;
}

/** Whole number, or null. */
export function parseWhole(text: string): number | null {
  const value = parseAmount(text);
  return value !== null && Number.isSafeInteger(value) ? value : null;
}

/** Euros as typed to cents, without the rounding of binary fractions. */
export function parseCents(text: string): number | null {
  const value = parseAmount(text);
  return value === null ? null : Math.round(value * 100);
}
