import * as Plot from "@observablehq/plot";
import { colour, filled, tenthsAround, ticksFor, twentieths, type Drawing, type Speech } from "./drawing";
import type { CurvePoint, Figures, HistogramBin } from "./result";

/** The part below the axis where the histogram stands: as a share of what is above. */
const strip = 0.3;

interface Bar {
  from: number;
  to: number;
  y1: number;
  y2: number;
  event: boolean;
}

/** Events stand on the middle of the strip and the others hang from it, each on the same scale. */
function bars(histogram: readonly HistogramBin[], most: number): Bar[] {
  const middle = -strip * most * 0.55;
  const level = histogram.map((bin) => ({
    ...bin,
    events: (bin.events ?? 0) / twentieths(bin),
    non_events: (bin.non_events ?? 0) / twentieths(bin),
  }));
  const highest = Math.max(1, ...level.flatMap(({ events, non_events }) => [events, non_events]));
  const length = (count: number) => (count / highest) * strip * most * 0.4;
  const all = level.flatMap(({ from, to, events, non_events }) => [
    { from, to, y1: middle, y2: middle + length(events), event: true },
    { from, to, y1: middle, y2: middle - length(non_events), event: false },
  ]);
  return all.filter(({ y1, y2 }) => y1 !== y2);
}

function said(curve: readonly CurvePoint[], speech: Speech): string {
  const first = curve[0];
  const last = curve.at(-1);
  if (first === undefined || last === undefined) return speech.words.empty;
  const values = {
    low: speech.percent(first.predicted),
    low_observed: speech.percent(first.observed),
    high: speech.percent(last.predicted),
    high_observed: speech.percent(last.observed),
  };
  return filled(speech.words.calibration.description, values);
}

function marksOf(figures: Figures, scored: boolean, most: number, speech: Speech): Plot.Markish[] {
  const { calibration, histogram } = figures;
  const { words } = speech;
  return [
    Plot.rect(bars(histogram, most), {
      x1: "from",
      x2: "to",
      y1: "y1",
      y2: "y2",
      fill: (bar: Bar) => (bar.event ? colour.other : colour.reference),
      clip: true,
    }),
    Plot.link([0], { x1: 0, y1: 0, x2: most, y2: most, stroke: colour.reference, strokeDasharray: "4 4" }),
    Plot.areaY(calibration, {
      x: "predicted",
      y1: (point: CurvePoint) => Math.max(0, point.lower),
      y2: (point: CurvePoint) => Math.min(most, point.upper),
      fill: colour.band,
      fillOpacity: 0.18,
    }),
    Plot.line(calibration, {
      x: "predicted",
      y: "observed",
      stroke: colour.model,
      strokeWidth: 2.5,
      clip: true,
    }),
    Plot.ruleY([0], { stroke: colour.reference }),
    Plot.text(scored ? [words.calibration.histogram_events] : [], {
      frameAnchor: "bottom-right",
      dy: -strip * 200,
      fill: colour.ink,
    }),
    Plot.text(scored ? [words.calibration.histogram_others] : [], {
      frameAnchor: "bottom-right",
      dy: -4,
      fill: colour.ink,
    }),
  ];
}

/** Predicted risk against what happened, with its band, and the scores of both outcomes below. */
export function calibrationPlot(figures: Figures, speech: Speech): Drawing {
  const { calibration, histogram } = figures;
  const { words } = speech;
  const used = histogram.filter((bin) => (bin.events ?? 0) + (bin.non_events ?? 0) > 0);
  const most = tenthsAround([
    ...calibration.flatMap((point) => [point.predicted, point.observed]),
    ...used.map((bin) => bin.to),
  ]);
  return {
    title: words.calibration.title,
    description: said(calibration, speech),
    options: (width) => ({
      height: Math.min(width, 460) + 40,
      marginLeft: 48,
      marginBottom: 40,
      x: {
        domain: [0, most],
        label: words.calibration.predicted,
        ticks: ticksFor(width),
        tickFormat: speech.percent,
        labelAnchor: "center",
        labelArrow: "none",
      },
      y: {
        domain: [-strip * most, most],
        label: words.calibration.observed,
        ticks: Array.from({ length: 6 }, (_, index) => (index * most) / 5),
        tickFormat: speech.percent,
        grid: true,
        labelArrow: "none",
      },
      marks: marksOf(figures, used.length > 0, most, speech),
    }),
  };
}
