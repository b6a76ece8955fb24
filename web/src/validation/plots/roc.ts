import * as Plot from "@observablehq/plot";
import { colour, filled, ticksFor, type Drawing, type Speech } from "./drawing";
import type { Estimate, RocPoint } from "./result";

/** What is caught against what is raised in vain, at every threshold. */
export function rocPlot(points: readonly RocPoint[], auroc: Estimate, speech: Speech): Drawing {
  const { words } = speech;
  const value = auroc.value;
  return {
    title: words.roc.title,
    description:
      value === null || value === undefined
        ? words.empty
        : filled(words.roc.description, { auroc: speech.number(value, 3) }),
    options: (width) => {
      const axis = { domain: [0, 1], ticks: Math.min(5, ticksFor(width)), tickFormat: speech.percent };
      return {
        height: Math.min(width, 460),
        marginLeft: 48,
        marginBottom: 40,
        x: { ...axis, label: words.roc.false_positives, labelAnchor: "center", labelArrow: "none" },
        y: { ...axis, label: words.roc.sensitivity, grid: true, labelArrow: "none" },
        marks: [
          Plot.link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: colour.reference, strokeDasharray: "4 4" }),
          Plot.line(points, {
            x: "false_positive_rate",
            y: "sensitivity",
            stroke: colour.model,
            strokeWidth: 2.5,
          }),
        ],
      };
    },
  };
}
