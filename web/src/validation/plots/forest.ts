import * as Plot from "@observablehq/plot";
import { colour, filled, ticksFor, type Drawing, type Speech } from "./drawing";
import type { ComparedMeasure, Estimate, Group } from "./result";

interface Line {
  name: string;
  value: number;
  lower: number;
  upper: number;
}

function lines(groups: readonly Group[], measure: ComparedMeasure): Line[] {
  return groups.flatMap(({ name, measures }) => {
    const estimate = measures?.[measure];
    if (typeof estimate?.value !== "number") return [];
    const { value, lower, upper } = estimate;
    return [{ name, value, lower: lower ?? value, upper: upper ?? value }];
  });
}

function shortened(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

/** One measure in every group beside all rows. Groups without the number are in the table alone. */
export function forestPlot(
  groups: readonly Group[],
  all: Estimate,
  measure: ComparedMeasure,
  speech: Speech,
): Drawing {
  const { words } = speech;
  const shown = lines(groups, measure);
  const title = words.forest[measure];
  const whole = typeof all.value === "number" ? [all.value] : [];
  const low = shown.reduce(
    (least, line) => (line.value < least.value ? line : least),
    shown[0] ?? { name: "", value: 0 },
  );
  const high = shown.reduce(
    (most, line) => (line.value > most.value ? line : most),
    shown[0] ?? { name: "", value: 0 },
  );
  const values = {
    low: low.name,
    low_value: speech.number(low.value, 2),
    high: high.name,
    high_value: speech.number(high.value, 2),
  };
  return {
    title,
    description: shown.length === 0 ? words.empty : filled(words.forest.description, values),
    options: (width) => {
      const letters = Math.max(10, Math.min(30, Math.floor(width / 18)));
      const longest = Math.max(6, ...shown.map(({ name }) => shortened(name, letters).length));
      return {
        height: 60 + 24 * shown.length,
        marginLeft: 16 + longest * 7,
        marginBottom: 40,
        x: {
          label: title,
          ticks: Math.min(6, ticksFor(width)),
          tickFormat: (value: number) => speech.number(value, 2),
          grid: true,
          labelAnchor: "center",
          labelArrow: "none",
        },
        y: {
          label: null,
          domain: shown.map(({ name }) => name),
          tickFormat: (name: string) => shortened(name, letters),
          tickSize: 0,
        },
        marks: [
          Plot.ruleX(measure === "observed_expected" ? [1] : [0.5].filter(() => low.value < 0.6), {
            stroke: colour.reference,
          }),
          Plot.ruleX(whole, { stroke: colour.model, strokeDasharray: "4 4" }),
          Plot.ruleY(shown, { y: "name", x1: "lower", x2: "upper", stroke: colour.ink }),
          Plot.dot(shown, { y: "name", x: "value", fill: colour.model, r: 4.5 }),
        ],
      };
    },
  };
}
