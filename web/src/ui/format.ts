import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../api/types";

const locales: Record<string, string> = { nl: "nl-NL", en: "en-GB" };

const millisecondsPerDay = 86_400_000;

/** A date without a time belongs to no time zone: it is read as that day here. */
function toDate(value: string): Date {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T12:00:00`) : new Date(value);
}

/** Whole days from then until now, by the calendar. */
export function daysSince(value: string, now: Date = new Date()): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(toDate(value))) / millisecondsPerDay);
}

export interface Format {
  /** 3 december 2026 */
  date: (value: string) => string;
  /** 3 dec 2026 */
  shortDate: (value: string) => string;
  /** 3 dec 2026 08:15 */
  dateTime: (value: string) => string;
  /** 08:15 */
  time: (value: string) => string;
  /** december 2026; for `2026-12` too */
  month: (value: string) => string;
  /** vandaag, gisteren, or the short date */
  day: (value: string) => string;
  number: (value: number, digits?: number) => string;
  percent: (fraction: number) => string;
  /** € 1.250, from cents; cents are shown only when there are any */
  money: (cents: number) => string;
  /** 1 dag, 12 dagen */
  days: (count: number) => string;
  list: (values: readonly string[]) => string;
  /** The text in the language of the reader. */
  text: (value: Schema<"LocalizedText">) => string;
  compare: (a: string, b: string) => number;
}

/** Writes dates, numbers and words as the reader's language does. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation("ui");
  const language = i18n.language;
  return useMemo(() => {
    const locale = locales[language] ?? "nl-NL";
    const dates = (options: Intl.DateTimeFormatOptions) => {
      const format = new Intl.DateTimeFormat(locale, options);
      return (value: string) => format.format(toDate(value));
    };
    const date = dates({ day: "numeric", month: "long", year: "numeric" });
    const monthName = dates({ month: "long", year: "numeric" });
    const time = dates({ hour: "2-digit", minute: "2-digit" });
    const shortDate = dates({ day: "numeric", month: "short", year: "numeric" });
    const relative = (value: string) =>
      ({ 0: t("today"), 1: t("yesterday") })[daysSince(value)] ?? shortDate(value);
    const collator = new Intl.Collator(locale, { numeric: true });
    return {
      date,
      shortDate,
      time,
      dateTime: (value) => `${shortDate(value)} ${time(value)}`,
      month: (value) => monthName(value.length === 7 ? `${value}-15` : value),
      day: relative,
      number: (value, digits = 0) => value.toLocaleString(locale, { maximumFractionDigits: digits }),
      percent: (fraction) => fraction.toLocaleString(locale, { style: "percent" }),
      money: (cents) =>
        (cents / 100).toLocaleString(locale, {
          style: "currency",
          currency: "EUR",
          minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
        }),
      days: (count) => t("days", { count }),
      list: (values) => new Intl.ListFormat(locale).format(values),
      text: (value) => (language === "en" ? value.en : value.nl),
      compare: collator.compare,
    };
  }, [language, t]);
}
