import { useTranslation } from "react-i18next";
import { useFormat, type Format } from "../ui/format";
import type { CellDefinition, FieldDefinition } from "./fields";
import { useLabels, type Labels } from "./labels";
import { isEmptyValue } from "./record";

type Tree = Record<string, unknown>;

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What the server sent for this place should be a text or a number; anything else shows as it is. */
export function plainText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : JSON.stringify(value);
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function cellText(cell: CellDefinition, row: unknown, labels: Labels, format: Format): string {
  const value = isTree(row) ? row[cell.key] : undefined;
  if (isEmptyValue(value)) return "";
  if (cell.kind === "department") return labels.department(plainText(value));
  if (cell.kind === "choice") return labels.word(cell.vocabulary, plainText(value));
  if (cell.kind === "date") return format.shortDate(plainText(value));
  if (cell.kind === "number") return format.number(Number(value));
  return plainText(value);
}

function rowText(cells: readonly CellDefinition[], row: unknown, labels: Labels, format: Format): string {
  return cells
    .map((cell) => cellText(cell, row, labels, format))
    .filter((text) => text !== "")
    .join(", ");
}

/** The value of a field in words, on one line. Empty gives an empty text. */
export function useFieldText(): (field: FieldDefinition, value: unknown) => string {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const format = useFormat();
  return (field, value) => {
    if (isEmptyValue(value)) return "";
    const many = (read: (item: string) => string) =>
      listOf(value)
        .map((item) => read(plainText(item)))
        .join(", ");
    switch (field.kind) {
      case "person":
        return isTree(value) ? plainText(value.name) : plainText(value);
      case "number":
        return format.number(Number(value));
      case "money":
        return format.money(Number(value));
      case "date":
        return format.date(plainText(value));
      case "yes_no":
        return value === true ? t("common.yes") : t("common.no");
      case "choice":
        return labels.word(field.vocabulary, plainText(value));
      case "choices":
        return many((item) => labels.word(field.vocabulary, item));
      case "term":
        return labels.term(field.catalog, plainText(value));
      case "terms":
        return many((item) => labels.term(field.catalog, item));
      case "departments":
        return many(labels.department);
      case "words":
        return many((item) => item);
      case "rows":
        return listOf(value)
          .map((row) => rowText(field.cells, row, labels, format))
          .join("; ");
      default:
        return plainText(value);
    }
  };
}
