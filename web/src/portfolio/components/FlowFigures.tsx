import * as Plot from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { useFormat } from "../../ui/format";
import { bandLabels, totalOf } from "../flow";
import { useLabels } from "../labels";
import type { Phase } from "../types";
import { funnelPhases } from "../vocabulary";
import { PlotChart } from "../../ui/PlotChart";

type Flow = Schema<"FunnelFlow">;

const chartHeight = 340;
const labelPixels = 15;
const marginLeft = 36;
const marginRight = 124;

/** Ordered phases in one colour from light to full; every band is also named beside the chart. */
function shade(phase: Phase): string {
  const order: readonly Phase[] = funnelPhases;
  const part = 18 + Math.round((order.indexOf(phase) / (order.length - 1)) * 82);
  return `color-mix(in oklab, var(--rg-brand-fill) ${part}%, var(--rg-paper))`;
}

/** So many names of months fit beside each other. */
function monthTicks(months: readonly string[], width: number): string[] {
  const step = Math.ceil(months.length / Math.max(2, Math.floor(width / 90)));
  return months.filter((_, index) => (months.length - 1 - index) % step === 0);
}

function useMonthAxis(): (month: string) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const names = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "nl-NL", {
      month: "short",
      year: "2-digit",
    });
    return (month) => names.format(new Date(`${month}-15T12:00:00`));
  }, [i18n.language]);
}

export function StockFigure({ flow }: { flow: Flow }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const monthName = useMonthAxis();
  const first = flow.months[0];
  const last = flow.months.at(-1);
  const draw = useCallback(
    (width: number): Plot.PlotOptions => stockOptions(flow, width, labels.shortPhase, monthName),
    [flow, labels, monthName],
  );
  if (first === undefined || last === undefined) return null;
  return (
    <Figure
      title={t("flow.stock_title")}
      sentence={t("flow.stock_more", {
        months: flow.months.length,
        from: format.number(totalOf(first)),
        to: format.number(totalOf(last)),
      })}
      table={<StockTable flow={flow} />}
      note={t("flow.stock_note", { n: format.number(totalOf(last)), date: format.date(flow.as_of) })}
    >
      <PlotChart label={t("flow.chart_label")} draw={draw} />
    </Figure>
  );
}

function stockOptions(
  flow: Flow,
  width: number,
  name: (phase: Phase) => string,
  monthName: (month: string) => string,
): Plot.PlotOptions {
  const months = flow.months.map(({ month }) => month);
  const last = flow.months.at(-1);
  const rows = flow.months.flatMap(({ month, counts }) =>
    counts.map(({ phase, count }) => ({ month, phase, count })),
  );
  const highest = Math.max(1, ...flow.months.map(totalOf));
  const gap = (highest * labelPixels) / (chartHeight - 50);
  const beside =
    last === undefined ? [] : bandLabels(last, gap).map((label) => ({ ...label, month: last.month }));
  const halfBar = ((width - marginLeft - marginRight) / Math.max(1, months.length)) * 0.45;
  const top = Math.max(highest, ...beside.map(({ at }) => at + gap / 2));
  return {
    height: chartHeight,
    marginLeft,
    marginRight,
    x: {
      type: "band",
      domain: months,
      padding: 0.12,
      label: null,
      ticks: monthTicks(months, width),
      tickFormat: monthName,
      tickSize: 0,
    },
    y: {
      label: null,
      grid: true,
      ticks: 5,
      domain: [0, top],
      tickFormat: (value: number) => (Number.isInteger(value) ? String(value) : ""),
    },
    marks: [
      Plot.barY(rows, {
        x: "month",
        y: "count",
        fill: (row: { phase: Phase }) => shade(row.phase),
        order: [...funnelPhases],
        z: "phase",
        stroke: "var(--rg-paper)",
        strokeWidth: 0.75,
      }),
      Plot.text(beside, {
        x: "month",
        y: "at",
        text: ({ phase, count }: { phase: Phase; count: number }) => `${count} ${name(phase)}`,
        textAnchor: "start",
        dx: halfBar + 6,
        fill: "var(--rg-ink)",
        fontSize: 12,
      }),
      Plot.ruleY([0], { stroke: "var(--rg-control)" }),
    ],
  };
}

function StockTable({ flow }: { flow: Flow }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  return (
    <DataTable
      caption={t("flow.stock_title")}
      captionHidden
      keepTable
      rows={[...flow.months].reverse()}
      rowKey={({ month }) => month}
      columns={[
        { key: "month", header: t("flow.month"), rowHeader: true, cell: ({ month }) => format.month(month) },
        ...funnelPhases.map((phase) => ({
          key: phase,
          header: labels.shortPhase(phase),
          end: true,
          cell: ({ counts }: Schema<"FlowMonth">) =>
            format.number(counts.find((entry) => entry.phase === phase)?.count ?? 0),
        })),
        { key: "total", header: t("flow.total"), end: true, cell: (row) => format.number(totalOf(row)) },
      ]}
    />
  );
}

export function ThroughputFigure({ flow }: { flow: Flow }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const monthName = useMonthAxis();
  const entered = flow.months.reduce((sum, month) => sum + month.entered, 0);
  const ended = flow.months.reduce((sum, month) => sum + month.ended, 0);
  const names = useMemo(() => ({ entered: t("flow.entered"), ended: t("flow.ended") }), [t]);
  const draw = useCallback(
    (width: number): Plot.PlotOptions => throughputOptions(flow, width, names, monthName),
    [flow, names, monthName],
  );
  return (
    <Figure
      title={t("flow.throughput_title")}
      sentence={t("flow.throughput_sentence", {
        entered: format.number(entered),
        ended: format.number(ended),
        months: flow.months.length,
      })}
      table={<ThroughputTable flow={flow} />}
      note={t("flow.throughput_note", { n: format.number(entered + ended), date: format.date(flow.as_of) })}
    >
      <PlotChart label={t("flow.throughput_label")} draw={draw} />
    </Figure>
  );
}

function throughputOptions(
  flow: Flow,
  width: number,
  names: { entered: string; ended: string },
  monthName: (month: string) => string,
): Plot.PlotOptions {
  const months = flow.months.map(({ month }) => month);
  const most = Math.max(1, ...flow.months.flatMap(({ entered, ended }) => [entered, ended]));
  const first = months[0] ?? "";
  return {
    height: 200,
    marginLeft,
    x: { type: "band", domain: months, padding: 0.3, label: null, axis: null },
    y: {
      label: null,
      grid: true,
      domain: [-most - 0.6, most + 0.6],
      ticks: 5,
      tickFormat: (value: number) => (Number.isInteger(value) ? String(Math.abs(value)) : ""),
    },
    marks: [
      Plot.barY(flow.months, { x: "month", y: "entered", fill: "var(--rg-brand-fill)" }),
      Plot.barY(flow.months, {
        x: "month",
        y: ({ ended }: Schema<"FlowMonth">) => -ended,
        fill: "var(--rg-control)",
      }),
      Plot.ruleY([0], { stroke: "var(--rg-control)" }),
      Plot.text(
        [
          { month: first, at: most + 0.4, text: `▲ ${names.entered}` },
          { month: first, at: -most - 0.4, text: `▼ ${names.ended}` },
        ],
        { x: "month", y: "at", text: "text", textAnchor: "start", fill: "var(--rg-ink)", fontSize: 12 },
      ),
      Plot.axisX({
        anchor: "bottom",
        ticks: monthTicks(months, width),
        tickFormat: monthName,
        tickSize: 0,
        label: null,
      }),
    ],
  };
}

function ThroughputTable({ flow }: { flow: Flow }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  return (
    <DataTable
      caption={t("flow.throughput_title")}
      captionHidden
      keepTable
      rows={[...flow.months].reverse()}
      rowKey={({ month }) => month}
      columns={[
        { key: "month", header: t("flow.month"), rowHeader: true, cell: ({ month }) => format.month(month) },
        { key: "entered", header: t("flow.entered"), end: true, cell: (row) => format.number(row.entered) },
        { key: "ended", header: t("flow.ended"), end: true, cell: (row) => format.number(row.ended) },
      ]}
    />
  );
}
