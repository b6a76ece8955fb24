import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { useFormat } from "../../ui/format";
import { useEstimateText, useSpeech } from "../estimateText";
import { calibrationPlot } from "../plots/calibration";
import { decisionPlot } from "../plots/decision";
import type { Drawing } from "../plots/drawing";
import { forestPlot } from "../plots/forest";
import { monthsPlot } from "../plots/months";
import type { ComparedMeasure } from "../plots/result";
import { riskPlot } from "../plots/risk";
import { rocPlot } from "../plots/roc";
import { ValidationPicture } from "./ValidationPicture";

interface ModelFiguresProps {
  model: Schema<"ModelResult">;
  run: Schema<"Run">;
}

const compared: readonly ComparedMeasure[] = ["auroc", "observed_expected"];

/** Every picture of one model, each with its numbers behind it. */
export function ModelFigures({ model, run }: ModelFiguresProps) {
  const { figures, measures } = model.all;
  if (!figures || !measures) return null;
  const groups = model.groups.filter(({ columns }) => columns.length === 1);
  return (
    <>
      <CurveFigures figures={figures} auroc={measures.auroc} run={run} />
      {groups.length > 0 &&
        compared.map((measure) => (
          <GroupFigure key={measure} groups={groups} all={measures[measure]} measure={measure} run={run} />
        ))}
      {model.periods.length > 0 &&
        compared.map((measure) => (
          <MonthFigure
            key={measure}
            periods={model.periods}
            all={measures[measure]}
            measure={measure}
            run={run}
          />
        ))}
    </>
  );
}

interface ShownProps {
  drawing: Drawing;
  run: Schema<"Run">;
  table: ReactNode;
}

function Shown({ drawing, run, table }: ShownProps) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  return (
    <Figure
      title={drawing.title}
      sentence={drawing.description}
      table={table}
      note={t("note", {
        n: format.number(run.n),
        events: format.number(run.events),
        version: run.engine_version,
      })}
    >
      <ValidationPicture drawing={drawing} />
    </Figure>
  );
}

interface NumbersProps {
  caption: string;
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}

/** Rows of numbers, of which the first names the row. */
function Numbers({ caption, headers, rows }: NumbersProps) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      keepTable
      rows={rows.map((cells, index) => ({ cells, index }))}
      rowKey={({ index }) => index}
      columns={headers.map((header, at) => ({
        key: String(at),
        header,
        rowHeader: at === 0,
        end: at > 0,
        cell: ({ cells }: { cells: readonly string[] }) => cells[at],
      }))}
    />
  );
}

interface CurveProps {
  figures: Schema<"Figures">;
  auroc: Schema<"Estimate">;
  run: Schema<"Run">;
}

function CurveFigures({ figures, auroc, run }: CurveProps) {
  const { t } = useTranslation("validation");
  const speech = useSpeech();
  const text = useEstimateText();
  const drawings = useMemo(
    () => ({
      calibration: calibrationPlot(figures, speech),
      roc: rocPlot(figures.roc, auroc, speech),
      decision: decisionPlot(figures.decision, run.threshold, speech),
      risk: riskPlot(figures.histogram, speech),
    }),
    [figures, auroc, run.threshold, speech],
  );
  const number = (value: number | null | undefined) =>
    typeof value === "number" ? speech.number(value, 4) : "–";
  const count = (value: number | null | undefined) => (typeof value === "number" ? String(value) : "–");
  const tables = {
    calibration: {
      headers: [t("predicted"), t("observed"), t("lower"), t("upper")],
      rows: figures.calibration.map((point) =>
        [point.predicted, point.observed, point.lower, point.upper].map(number),
      ),
    },
    roc: {
      headers: [t("threshold"), t("false_positive_rate"), t("sensitivity")],
      rows: figures.roc.map((point) =>
        [point.threshold, point.false_positive_rate, point.sensitivity].map(number),
      ),
    },
    decision: {
      headers: [t("threshold"), t("net_benefit"), t("treat_all")],
      rows: figures.decision.map((point) => [
        speech.percent(point.threshold),
        text(point.model),
        number(point.treat_all),
      ]),
    },
    risk: {
      headers: [t("from"), t("to"), t("events"), t("non_events")],
      rows: figures.histogram.map((bin) => [
        number(bin.from),
        number(bin.to),
        count(bin.events),
        count(bin.non_events),
      ]),
    },
  };
  return (["calibration", "roc", "decision", "risk"] as const).map((kind) => (
    <Shown
      key={kind}
      drawing={drawings[kind]}
      run={run}
      table={<Numbers caption={drawings[kind].title} {...tables[kind]} />}
    />
  ));
}

interface GroupFigureProps {
  groups: readonly Schema<"GroupResult">[];
  all: Schema<"Estimate">;
  measure: ComparedMeasure;
  run: Schema<"Run">;
}

function GroupFigure({ groups, all, measure, run }: GroupFigureProps) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  const speech = useSpeech();
  const text = useEstimateText();
  const drawing = useMemo(() => forestPlot(groups, all, measure, speech), [groups, all, measure, speech]);
  const rows = groups.map((group) => [
    group.name,
    typeof group.n === "number" ? format.number(group.n) : "–",
    group.measures ? text(group.measures[measure]) : t(`verdict.${group.verdict}`),
  ]);
  const headers = [t("group"), t("n"), drawing.title];
  return (
    <Shown
      drawing={drawing}
      run={run}
      table={<Numbers caption={drawing.title} headers={headers} rows={rows} />}
    />
  );
}

interface MonthFigureProps extends Omit<GroupFigureProps, "groups"> {
  periods: readonly Schema<"PeriodResult">[];
}

function MonthFigure({ periods, all, measure, run }: MonthFigureProps) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  const speech = useSpeech();
  const text = useEstimateText();
  const drawing = useMemo(() => monthsPlot(periods, all, measure, speech), [periods, all, measure, speech]);
  const rows = periods.map((period) => [
    period.period,
    typeof period.n === "number" ? format.number(period.n) : "–",
    period.measures ? text(period.measures[measure]) : t(`verdict.${period.verdict}`),
  ]);
  const headers = [t("month"), t("n"), drawing.title];
  return (
    <Shown
      drawing={drawing}
      run={run}
      table={<Numbers caption={drawing.title} headers={headers} rows={rows} />}
    />
  );
}
