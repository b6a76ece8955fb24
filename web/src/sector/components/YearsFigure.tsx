import * as Plot from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { PlotChart } from "../../ui/PlotChart";
import { useFormat } from "../../ui/format";
import { axisEnd, changesOf, hasShares, trendOf, type Moment, type QuestionResult } from "../figures";

interface YearsFigureProps {
  result: QuestionResult;
  /** The answer or number that is followed; null for a question without options. */
  option: string | null;
  /** What is followed, in words. */
  about: string;
  groupKey: string;
  group: string;
}

function chartOptions(moments: readonly Moment[], end: number, unit: string): Plot.PlotOptions {
  const shown = moments.filter(({ value }) => value !== null);
  const printed = moments.filter(({ published }) => published !== null);
  return {
    height: 240,
    marginLeft: 44,
    marginRight: 24,
    x: {
      type: "point",
      domain: moments.map(({ year }) => year),
      label: null,
      tickFormat: String,
      tickSize: 0,
    },
    y: {
      label: null,
      grid: true,
      ticks: 5,
      domain: [0, end],
      tickFormat: (value: number) => `${value}${unit}`,
    },
    marks: [
      // What was printed before, beside what the answers give.
      Plot.dot(printed, { x: "year", y: "published", stroke: "var(--rg-amber)", r: 7, strokeWidth: 2 }),
      Plot.ruleX(
        shown.filter(({ lower }) => lower !== null),
        { x: "year", y1: "lower", y2: "upper", stroke: "var(--rg-control)", strokeWidth: 2 },
      ),
      Plot.line(shown, { x: "year", y: "value", z: "series", stroke: "var(--rg-brand)", strokeWidth: 2 }),
      Plot.dot(shown, { x: "year", y: "value", fill: "var(--rg-brand-fill)", r: 4 }),
    ],
  };
}

/** How one figure went over the years; broken where the question changed. */
export function YearsFigure({ result, option, about, groupKey, group }: YearsFigureProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { question } = result;
  const shares = hasShares(question);
  const moments = useMemo(() => trendOf(result, option, groupKey), [result, option, groupKey]);
  const values = moments.flatMap(({ value, published }) => [value ?? 0, published ?? 0]);
  const end = shares ? 100 : axisEnd(question, values);
  const draw = useCallback(() => chartOptions(moments, end, shares ? "%" : ""), [moments, end, shares]);
  const known = moments.filter(({ value, published }) => value !== null || published !== null);
  if (known.length < 2) return null;
  const notes = changesOf(question, option).map(({ year, note }) =>
    t("years.changed", { year, note: format.text(note) }),
  );
  return (
    <Figure
      title={t("years.title")}
      sentence={t("years.sentence", { about, group })}
      legend={<YearsKey />}
      table={<YearsTable moments={moments} shares={shares} />}
      note={[t(shares ? "years.note_share" : "years.note_mean"), ...notes].join(" ")}
    >
      <PlotChart label={t("years.label", { about, count: known.length })} draw={draw} />
    </Figure>
  );
}

function YearsKey() {
  const { t } = useTranslation("sector");
  return (
    <span className="rg-bench__key">
      <span>
        <i className="rg-bench__key-own" /> {t("years.key_own")}
      </span>
      <span>
        <i className="rg-bench__key-printed" /> {t("years.key_printed")}
      </span>
    </span>
  );
}

function YearsTable({ moments, shares }: { moments: readonly Moment[]; shares: boolean }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const value = (figure: number | null) => {
    if (figure === null) return t("figure.none");
    return shares ? format.percent(Math.round(figure) / 100) : format.number(figure, 1);
  };
  return (
    <DataTable
      caption={t("years.title")}
      captionHidden
      columns={[
        { key: "year", header: t("rounds.year"), rowHeader: true, cell: ({ year }: Moment) => year },
        { key: "value", header: t("years.key_own"), end: true, cell: (each: Moment) => value(each.value) },
        {
          key: "interval",
          header: t("figure.interval_header"),
          cell: ({ lower, upper }: Moment) =>
            lower === null || upper === null
              ? t("figure.none")
              : t("figure.interval", { lower: value(lower), upper: value(upper) }),
        },
        {
          key: "base",
          header: t("figure.base_header"),
          end: true,
          cell: ({ base }: Moment) => (base === null ? t("figure.none") : format.number(base)),
        },
        {
          key: "printed",
          header: t("years.key_printed"),
          end: true,
          cell: ({ published }: Moment) => value(published),
        },
      ]}
      rows={[...moments].reverse()}
      rowKey={({ year }) => year}
    />
  );
}
