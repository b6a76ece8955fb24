import * as Plot from "@observablehq/plot";
import { colour, filled, type Drawing, type Speech } from "./drawing";
import type { ComparedMeasure, Estimate, Period } from "./result";

interface Point {
  period: string;
  value: number;
  lower: number;
  upper: number;
}

/** One measure month by month, beside all months together. */
export function monthsPlot(
  periods: readonly Period[],
  all: Estimate,
  measure: ComparedMeasure,
  speech: Speech,
): Drawing {
  const { words } = speech;
  const points: Point[] = periods.flatMap(({ period, measures }) => {
    const estimate = measures?.[measure];
    if (typeof estimate?.value !== "number") return [];
    const { value, lower, upper } = estimate;
    return [{ period, value, lower: lower ?? value, upper: upper ?? value }];
  });
  const first = points[0];
  const last = points.at(-1);
  const title = words.months[measure];
  const values = {
    first: first?.period ?? "",
    first_value: speech.number(first?.value ?? 0, 2),
    last: last?.period ?? "",
    last_value: speech.number(last?.value ?? 0, 2),
  };
  return {
    title,
    description: first === undefined ? words.empty : filled(words.months.description, values),
    options: (width) => {
      const names = periods.map(({ period }) => period);
      const step = Math.ceil(names.length / Math.max(2, Math.floor(width / 70)));
      return {
        height: 280,
        marginLeft: 48,
        marginBottom: 40,
        x: {
          type: "point",
          domain: names,
          ticks: names.filter((_, index) => index % step === 0),
          label: null,
          tickSize: 0,
        },
        y: {
          label: title,
          ticks: 5,
          tickFormat: (value: number) => speech.number(value, 2),
          grid: true,
          zero: false,
          labelArrow: "none",
        },
        marks: [
          Plot.ruleY(typeof all.value === "number" ? [all.value] : [], {
            stroke: colour.model,
            strokeDasharray: "4 4",
          }),
          Plot.ruleX(points, { x: "period", y1: "lower", y2: "upper", stroke: colour.ink }),
          Plot.line(points, { x: "period", y: "value", stroke: colour.model }),
          Plot.dot(points, { x: "period", y: "value", fill: colour.model, r: 4 }),
        ],
      };
    },
  };
}
