import * as Plot from "@observablehq/plot";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { PlotChart } from "../../ui/PlotChart";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { useFormat } from "../../ui/format";

type Figures = Schema<"MarketFigures">;
type Year = Schema<"YearCount">;

/** So many years fit beside each other below the bars. */
function yearTicks(years: readonly Year[], width: number): number[] {
  const step = Math.ceil(years.length / Math.max(2, Math.floor(width / 56)));
  return years.filter((_, index) => (years.length - 1 - index) % step === 0).map(({ year }) => year);
}

function options(years: readonly Year[], width: number): Plot.PlotOptions {
  const highest = Math.max(1, ...years.map(({ count }) => count));
  return {
    height: 300,
    marginLeft: 36,
    marginTop: 24,
    x: {
      type: "band",
      domain: years.map(({ year }) => year),
      padding: 0.15,
      label: null,
      ticks: yearTicks(years, width),
      tickFormat: String,
      tickSize: 0,
    },
    y: {
      label: null,
      grid: true,
      ticks: 5,
      domain: [0, highest],
      tickFormat: (value: number) => (Number.isInteger(value) ? String(value) : ""),
    },
    marks: [
      // A year that is not whole is pale, with a full outline.
      Plot.barY(years, {
        x: "year",
        y: "count",
        fill: "var(--rg-brand-fill)",
        fillOpacity: ({ whole }: Year) => (whole ? 1 : 0.3),
        stroke: "var(--rg-brand-fill)",
      }),
      Plot.text(years.slice(-1), {
        x: "year",
        y: "count",
        text: ({ count }: Year) => String(count),
        dy: -8,
        fill: "var(--rg-ink)",
        fontSize: 12,
      }),
      Plot.ruleY([0], { stroke: "var(--rg-control)" }),
    ],
  };
}

interface YearsFigureProps {
  figures: Figures;
  publisher: string;
}

export function YearsFigure({ figures, publisher }: YearsFigureProps) {
  const { t } = useTranslation("market");
  const format = useFormat();
  const { years } = figures;
  const draw = useCallback((width: number): Plot.PlotOptions => options(years, width), [years]);
  const whole = years.filter((year) => year.whole);
  const last = whole.at(-1);
  const before = whole.at(-2);
  const partial = years.find((year) => !year.whole);
  const until = format.date(figures.until);
  return (
    <Figure
      title={t("growth.years_title")}
      sentence={
        <>
          {last !== undefined &&
            before !== undefined &&
            t("growth.years_sentence", {
              year: last.year,
              now: format.number(last.count),
              before: before.year,
              count_before: format.number(before.count),
            })}{" "}
          {partial !== undefined && t("growth.years_partial", { year: partial.year, until })}
        </>
      }
      table={<YearsTable figures={figures} />}
      note={t("growth.years_note", { n: format.number(figures.years_total), publisher, until })}
    >
      <PlotChart
        label={t("growth.years_chart", { first: years[0]?.year ?? "", last: years.at(-1)?.year ?? "" })}
        draw={draw}
      />
    </Figure>
  );
}

function YearsTable({ figures }: { figures: Figures }) {
  const { t } = useTranslation("market");
  const format = useFormat();
  return (
    <DataTable
      caption={t("growth.years_title")}
      captionHidden
      keepTable
      rows={[...figures.years].reverse()}
      rowKey={({ year }) => year}
      columns={[
        {
          key: "year",
          header: t("growth.year"),
          rowHeader: true,
          cell: ({ year, whole }) =>
            whole ? year : `${year}, ${t("growth.partial", { until: format.date(figures.until) })}`,
        },
        { key: "count", header: t("growth.count"), end: true, cell: ({ count }) => format.number(count) },
      ]}
    />
  );
}
