import * as Plot from "@observablehq/plot";
import { colour, tenthsAround, ticksFor, twentieths, type Drawing, type Speech } from "./drawing";
import type { HistogramBin } from "./result";

interface Bar {
  from: number;
  to: number;
  share: number;
  outcome: string;
}

function shares(histogram: readonly HistogramBin[], speech: Speech): Bar[] {
  const total = (count: (bin: HistogramBin) => number) =>
    Math.max(
      1,
      histogram.reduce((sum, bin) => sum + count(bin), 0),
    );
  const part = (count: (bin: HistogramBin) => number, outcome: string) => {
    const all = total(count);
    return histogram.map((bin) => ({
      from: bin.from,
      to: bin.to,
      share: count(bin) / all / twentieths(bin),
      outcome,
    }));
  };
  return [
    ...part((bin) => bin.events ?? 0, speech.words.risk.events),
    ...part((bin) => bin.non_events ?? 0, speech.words.risk.others),
  ];
}

/** How the scores lie of those with the outcome and of those without: as shares of each. */
export function riskPlot(histogram: readonly HistogramBin[], speech: Speech): Drawing {
  const { words } = speech;
  const bars = shares(histogram, speech);
  const most = tenthsAround(bars.filter(({ share }) => share > 0).map(({ to }) => to));
  return {
    title: words.risk.title,
    description: bars.length === 0 ? words.empty : words.risk.description,
    options: (width) => ({
      height: 320,
      marginLeft: 48,
      marginBottom: 40,
      marginTop: 28,
      x: {
        domain: [0, most],
        label: words.risk.score,
        ticks: ticksFor(width),
        tickFormat: speech.percent,
        labelAnchor: "center",
        labelArrow: "none",
      },
      y: { label: null, ticks: 3, tickFormat: speech.percent, grid: true },
      fy: { label: null, axis: null, domain: [words.risk.events, words.risk.others] },
      marks: [
        Plot.rect(
          bars.filter(({ share }) => share > 0),
          {
            x1: "from",
            x2: "to",
            y1: 0,
            y2: "share",
            fy: "outcome",
            fill: (bar: Bar) => (bar.outcome === words.risk.events ? colour.other : colour.model),
            clip: true,
          },
        ),
        Plot.ruleY([0], { stroke: colour.reference }),
        Plot.text([words.risk.events, words.risk.others], {
          fy: (outcome: string) => outcome,
          text: (outcome: string) => outcome,
          frameAnchor: "top-right",
          dy: -14,
          fill: colour.ink,
          fontSize: 12,
        }),
      ],
    }),
  };
}
