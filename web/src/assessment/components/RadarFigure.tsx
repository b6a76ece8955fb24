import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { useFormat } from "../../ui/format";
import { asPoints, radarPoints, wrapText, type Point } from "../radar";
import { scaleOfScore, shareOf, type Scale } from "../scoreScale";
import type { AssessmentSummary, Instrument } from "../types";

interface Axis {
  id: string;
  title: string;
  scale: Scale;
  value: number | null;
  before: number | null;
}

interface RadarFigureProps {
  assessment: AssessmentSummary;
  instrument: Instrument;
  /** The one before it, drawn with dashes. */
  before?: AssessmentSummary;
}

const size = { width: 560, height: 420 };
const centre: Point = { x: size.width / 2, y: size.height / 2 };
const radius = 140;
const rings = [0.25, 0.5, 0.75, 1];
const fewestAxes = 3;

function valueIn(assessment: AssessmentSummary | undefined, id: string): number | null {
  return assessment?.scores.find((score) => score.id === id)?.value ?? null;
}

function useAxes({ assessment, instrument, before }: RadarFigureProps): Axis[] {
  const format = useFormat();
  return assessment.scores.flatMap((score) => {
    const scale = scaleOfScore(instrument, score.id);
    const value = score.value ?? null;
    if (scale === null) return [];
    return [
      { id: score.id, title: format.text(score.title), scale, value, before: valueIn(before, score.id) },
    ];
  });
}

/** Several scores in one picture, each axis from the least to the most that can be. */
export function RadarFigure(props: RadarFigureProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const axes = useAxes(props);
  const drawn = axes.filter((axis) => axis.value !== null);
  if (drawn.length < fewestAxes) return null;
  const lowest = drawn.reduce((low, axis) => (share(axis) < share(low) ? axis : low));
  const { before } = props;
  const day = (assessment: AssessmentSummary) =>
    format.shortDate(assessment.completed_at ?? assessment.updated_at);
  return (
    <Figure
      title={t("radar.title")}
      sentence={t("radar.sentence", { name: lowest.title })}
      legend={
        before && (
          <span className="rg-small">
            {t("radar.legend", { now: day(props.assessment), before: day(before) })}
          </span>
        )
      }
      table={<AxesTable axes={drawn} withBefore={before !== undefined} />}
      note={t("radar.note", {
        n: props.assessment.answered,
        questions: props.assessment.questions,
        date: day(props.assessment),
      })}
    >
      <Radar axes={drawn} label={t("radar.label", { count: drawn.length })} />
    </Figure>
  );
}

function share(axis: Axis): number {
  return axis.value === null ? 0 : shareOf(axis.value, axis.scale);
}

function Radar({ axes, label }: { axes: readonly Axis[]; label: string }) {
  const whole = axes.map(() => 1);
  const ends = radarPoints(whole, radius, centre);
  const labels = radarPoints(whole, radius + 18, centre);
  const compares = axes.every((axis) => axis.before !== null);
  const before = axes.map((axis) => (axis.before === null ? 0 : shareOf(axis.before, axis.scale)));
  return (
    <svg
      className="rg-radar"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size.width} ${size.height}`}
      width={size.width}
      height={size.height}
    >
      {rings.map((ring) => (
        <polygon
          key={ring}
          className="rg-radar__ring"
          points={asPoints(
            radarPoints(
              whole.map(() => ring),
              radius,
              centre,
            ),
          )}
        />
      ))}
      {ends.map((end, index) => (
        <line
          key={axes[index]?.id}
          className="rg-radar__ring"
          x1={centre.x}
          y1={centre.y}
          x2={end.x}
          y2={end.y}
        />
      ))}
      {compares && (
        <polygon className="rg-radar__before" points={asPoints(radarPoints(before, radius, centre))} />
      )}
      <polygon className="rg-radar__now" points={asPoints(radarPoints(axes.map(share), radius, centre))} />
      {labels.map((point, index) => (
        <AxisLabel key={axes[index]?.id} title={axes[index]?.title ?? ""} point={point} />
      ))}
    </svg>
  );
}

const lineHeight = 15;

function AxisLabel({ title, point }: { title: string; point: Point }) {
  const lines = wrapText(title, 20);
  const aside = point.x - centre.x;
  const anchor = Math.abs(aside) < 20 ? "middle" : aside > 0 ? "start" : "end";
  const above = point.y < centre.y - radius / 2 ? (lines.length - 1) * lineHeight : 0;
  return (
    <text className="rg-radar__label" x={point.x} y={point.y - above} textAnchor={anchor}>
      {lines.map((line, index) => (
        <tspan key={line} x={point.x} dy={index === 0 ? 4 : lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function AxesTable({ axes, withBefore }: { axes: readonly Axis[]; withBefore: boolean }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const number = (value: number | null) => (value === null ? "–" : format.number(value, 2));
  return (
    <DataTable
      caption={t("radar.title")}
      captionHidden
      keepTable
      rows={axes}
      rowKey={({ id }) => id}
      columns={[
        { key: "title", header: t("score.name"), rowHeader: true, cell: (axis: Axis) => axis.title },
        { key: "value", header: t("score.value"), end: true, cell: (axis: Axis) => number(axis.value) },
        ...(withBefore
          ? [
              {
                key: "before",
                header: t("score.before"),
                end: true,
                cell: (axis: Axis) => number(axis.before),
              },
            ]
          : []),
        {
          key: "scale",
          header: t("score.scale"),
          end: true,
          cell: (axis: Axis) =>
            t("score.from_to", { least: number(axis.scale.least), most: number(axis.scale.most) }),
        },
      ]}
    />
  );
}
