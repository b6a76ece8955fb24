import * as Plot from "@observablehq/plot";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { PlotChart } from "../../ui/PlotChart";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/format";
import { scaleOfScore, type Scale } from "../scoreScale";
import type { AssessmentSummary, Instrument } from "../types";

interface Moment {
  id: string;
  at: Date;
  day: string;
  value: number;
  answered: number;
}

function options(moments: readonly Moment[], scale: Scale | null): Plot.PlotOptions {
  return {
    height: 220,
    marginLeft: 44,
    marginRight: 24,
    x: { type: "time", label: null, ticks: Math.min(6, moments.length), tickSize: 0, inset: 16 },
    y: {
      label: null,
      grid: true,
      ticks: 5,
      domain: scale === null ? undefined : [scale.least, scale.most],
      zero: scale === null,
    },
    marks: [
      Plot.line(moments, { x: "at", y: "value", stroke: "var(--rg-brand)", strokeWidth: 2 }),
      Plot.dot(moments, { x: "at", y: "value", fill: "var(--rg-brand-fill)", r: 4 }),
      Plot.text(moments.slice(-1), {
        x: "at",
        y: "value",
        text: ({ value }: Moment) => String(Math.round(value * 100) / 100),
        dy: -12,
        fill: "var(--rg-ink)",
        fontSize: 12,
      }),
    ],
  };
}

interface TrendFigureProps {
  instrument: Instrument;
  /** Of one subject, oldest first. */
  assessments: readonly AssessmentSummary[];
}

/** How one score went over the years, with a choice of which. */
export function TrendFigure({ instrument, assessments }: TrendFigureProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  const score = instrument.scores.find(({ id }) => id === chosen) ?? instrument.scores[0];
  if (score === undefined || assessments.length < 2) return null;
  const options = instrument.scores.map(({ id, title }) => ({ value: id, label: format.text(title) }));
  return (
    <div className="rg-stack">
      {options.length > 1 && (
        <div className="rg-no-print">
          <Select label={t("trend.score")} options={options} value={score.id} onChange={setChosen} />
        </div>
      )}
      <ScoreTrend
        key={score.id}
        score={score.id}
        name={format.text(score.title)}
        instrument={instrument}
        assessments={assessments}
      />
    </div>
  );
}

function momentsOf(assessments: readonly AssessmentSummary[], score: string): Moment[] {
  return assessments.flatMap((each) => {
    const found = each.scores.find(({ id }) => id === score);
    const day = each.completed_at ?? each.updated_at;
    if (typeof found?.value !== "number") return [];
    return [{ id: each.id, at: new Date(day), day, value: found.value, answered: found.answered }];
  });
}

interface ScoreTrendProps extends TrendFigureProps {
  score: string;
  name: string;
}

function ScoreTrend({ score, name, instrument, assessments }: ScoreTrendProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const moments = useMemo(() => momentsOf(assessments, score), [assessments, score]);
  const draw = useCallback(
    () => options(moments, scaleOfScore(instrument, score)),
    [moments, instrument, score],
  );
  const first = moments[0];
  const last = moments.at(-1);
  if (first === undefined || last === undefined || moments.length < 2) return null;
  return (
    <Figure
      title={t("trend.title", { name })}
      sentence={t("trend.sentence", {
        first: format.number(first.value, 2),
        from: format.shortDate(first.day),
        last: format.number(last.value, 2),
        until: format.shortDate(last.day),
      })}
      table={<MomentsTable moments={moments} caption={t("trend.title", { name })} />}
      note={t("trend.note", { count: moments.length })}
    >
      <PlotChart label={t("trend.label", { name, count: moments.length })} draw={draw} />
    </Figure>
  );
}

function MomentsTable({ moments, caption }: { moments: readonly Moment[]; caption: string }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  return (
    <DataTable
      caption={caption}
      captionHidden
      keepTable
      rows={[...moments].reverse()}
      rowKey={({ id }) => id}
      columns={[
        { key: "day", header: t("list.day"), rowHeader: true, cell: ({ day }) => format.date(day) },
        { key: "value", header: t("score.value"), end: true, cell: ({ value }) => format.number(value, 2) },
        { key: "n", header: t("score.answered"), end: true, cell: ({ answered }) => answered },
      ]}
    />
  );
}
