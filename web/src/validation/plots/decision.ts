import * as Plot from "@observablehq/plot";
import { colour, filled, ticksFor, type Drawing, type Speech } from "./drawing";
import type { DecisionPoint } from "./result";

/** The thresholds at which the model gives more than both simple policies, as one sentence. */
function said(points: readonly DecisionPoint[], speech: Speech): string {
  const better = points.filter(({ model, treat_all }) => (model.value ?? -1) > Math.max(0, treat_all));
  const first = better[0];
  const last = better.at(-1);
  if (points.length === 0) return speech.words.empty;
  if (first === undefined || last === undefined) return speech.words.decision.never;
  return filled(speech.words.decision.description, {
    from: speech.percent(first.threshold),
    until: speech.percent(last.threshold),
  });
}

function marksOf(points: readonly DecisionPoint[], threshold: number | null | undefined): Plot.Markish[] {
  const policy = points.filter(({ current_policy }) => typeof current_policy === "number");
  const shown = points.filter(({ model }) => typeof model.value === "number");
  return [
    Plot.ruleY([0], { stroke: colour.reference, strokeWidth: 1.5 }),
    Plot.line(points, {
      x: "threshold",
      y: "treat_all",
      stroke: colour.reference,
      strokeWidth: 1.5,
      strokeDasharray: "6 3",
      clip: true,
    }),
    Plot.line(policy, {
      x: "threshold",
      y: "current_policy",
      stroke: colour.other,
      strokeWidth: 2,
      strokeDasharray: "2 3",
      clip: true,
    }),
    Plot.areaY(shown, {
      x: "threshold",
      y1: ({ model }: DecisionPoint) => model.lower ?? model.value,
      y2: ({ model }: DecisionPoint) => model.upper ?? model.value,
      fill: colour.band,
      fillOpacity: 0.18,
      clip: true,
    }),
    Plot.line(shown, {
      x: "threshold",
      y: ({ model }: DecisionPoint) => model.value,
      stroke: colour.model,
      strokeWidth: 2.5,
      clip: true,
    }),
    Plot.ruleX(typeof threshold === "number" ? [threshold] : [], {
      stroke: colour.ink,
      strokeDasharray: "1 3",
    }),
  ];
}

/** Net benefit over thresholds: the model with its band, treat all, treat none and today's policy. */
export function decisionPlot(
  points: readonly DecisionPoint[],
  threshold: number | null | undefined,
  speech: Speech,
): Drawing {
  const { words } = speech;
  const most = Math.max(
    0.02,
    ...points.flatMap(({ model, treat_all }) => [model.upper ?? model.value ?? 0, treat_all]),
  );
  const least = -most / 4;
  return {
    title: words.decision.title,
    description: said(points, speech),
    options: (width) => ({
      height: 360,
      marginLeft: 56,
      marginBottom: 40,
      x: {
        label: words.decision.threshold,
        ticks: ticksFor(width),
        tickFormat: speech.percent,
        labelAnchor: "center",
        labelArrow: "none",
      },
      y: {
        domain: [least, most],
        label: words.decision.net_benefit,
        tickFormat: (value: number) => speech.number(value, 2),
        grid: true,
        labelArrow: "none",
      },
      marks: marksOf(points, threshold),
    }),
  };
}
