import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../ui/format";
import type { Item } from "./types";

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

export type ReadValue = (item: Item, value: unknown) => string;

/** A value of an answer in the reader's words. */
export function useValueText(): ReadValue {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  return useMemo(
    () => (item, value) => {
      if (typeof value === "boolean") return value ? t("answer.yes") : t("answer.no");
      if (typeof value === "number") {
        const unit = item.unit ? ` ${format.text(item.unit.text)}` : "";
        return `${format.number(value, 2)}${unit}`;
      }
      const text = textOf(value);
      const option = item.options.find((each) => each.value === text);
      if (option !== undefined) return format.text(option.text);
      return item.type === "date" && text !== "" ? format.date(text) : text;
    },
    [t, format],
  );
}
