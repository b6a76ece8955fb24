/** The script of the report file: draws the pictures from the numbers that stand in the same file. */
import en from "../texts.en.json";
import nl from "../texts.nl.json";
import { calibrationPlot } from "./calibration";
import { decisionPlot } from "./decision";
import { draw, speech, type Drawing, type Speech } from "./drawing";
import { forestPlot } from "./forest";
import { monthsPlot } from "./months";
import type { Compared, Figures, Group, Period } from "./result";
import { riskPlot } from "./risk";
import { rocPlot } from "./roc";

interface Model {
  all: { measures?: Compared | null; figures?: Figures | null };
  groups: Group[];
  periods: Period[];
}

interface Shown {
  threshold?: number | null;
  models: Model[];
}

/** Wide enough to read, and never wider than the paper. */
const widest = 720;

function drawingOf(kind: string, model: Model, shown: Shown, words: Speech): Drawing | undefined {
  const { figures, measures } = model.all;
  if (!figures || !measures) return undefined;
  switch (kind) {
    case "calibration":
      return calibrationPlot(figures, words);
    case "roc":
      return rocPlot(figures.roc, measures.auroc, words);
    case "decision":
      return decisionPlot(figures.decision, shown.threshold, words);
    case "risk":
      return riskPlot(figures.histogram, words);
    case "forest-auroc":
      return forestPlot(model.groups, measures.auroc, "auroc", words);
    case "forest-observed_expected":
      return forestPlot(model.groups, measures.observed_expected, "observed_expected", words);
    case "months-auroc":
      return monthsPlot(model.periods, measures.auroc, "auroc", words);
    case "months-observed_expected":
      return monthsPlot(model.periods, measures.observed_expected, "observed_expected", words);
    default:
      return undefined;
  }
}

const language = document.documentElement.lang;
const words = speech(language, (language === "en" ? en : nl).plot);
const shown = JSON.parse(document.getElementById("numbers")?.textContent ?? "{}") as Shown;
document.querySelectorAll<HTMLElement>("[data-plot]").forEach((place, index) => {
  const model = shown.models[Number(place.dataset.model)];
  const drawing = model && drawingOf(place.dataset.plot ?? "", model, shown, words);
  if (drawing === undefined) return;
  const width = Math.max(280, Math.min(widest, Math.floor(place.clientWidth)));
  const caption = document.createElement("figcaption");
  caption.textContent = drawing.title;
  const sentence = document.createElement("p");
  sentence.textContent = drawing.description;
  place.before(caption);
  place.replaceChildren(sentence, draw(drawing, width, `plot-${index}`));
});
