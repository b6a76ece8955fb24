// @vitest-environment jsdom
import { beforeAll, describe, expect, it } from "vitest";
import breastCancer from "../../../../tests/data/validation/breast-cancer.json";
import en from "../texts.en.json";
import nl from "../texts.nl.json";
import { calibrationPlot } from "./calibration";
import { decisionPlot } from "./decision";
import { draw, speech, tenthsAround, type Drawing } from "./drawing";
import { forestPlot } from "./forest";
import { monthsPlot } from "./months";
import type { Compared, Figures, Group } from "./result";
import { riskPlot } from "./risk";
import { rocPlot } from "./roc";

interface Result {
  models: { all: { measures: Compared; figures: Figures }; groups: Group[] }[];
}

const dutch = speech("nl", nl.plot);
const none: Figures = { calibration: [], histogram: [], roc: [], decision: [] };

function modelOf(result: Result) {
  const [model] = result.models;
  if (model === undefined) throw new Error("there is no model");
  return model;
}

describe("the pictures of a validation", () => {
  let drawings: Drawing[] = [];
  beforeAll(() => {
    const { all, groups } = modelOf(breastCancer);
    const { figures, measures } = all;
    const periods = [{ period: "2026-01", measures }];
    drawings = [
      calibrationPlot(figures, dutch),
      rocPlot(figures.roc, measures.auroc, dutch),
      decisionPlot(figures.decision, 0.3, dutch),
      riskPlot(figures.histogram, dutch),
      forestPlot(groups, measures.auroc, "auroc", dutch),
      monthsPlot(periods, measures.observed_expected, "observed_expected", dutch),
    ];
  });

  it("have a name and a description that say what they show", () => {
    for (const [index, drawing] of drawings.entries()) {
      const picture = draw(drawing, 600, `p${index}`);
      expect(picture.getAttribute("role")).toBe("img");
      expect(picture.querySelector(`#p${index}-title`)?.textContent).toBe(drawing.title);
      expect(picture.querySelector(`#p${index}-desc`)?.textContent).toBe(drawing.description);
      expect(drawing.description).not.toMatch(/\{\{|NaN|undefined/);
    }
  });

  it("hold no style of their own, which the content policy would refuse", () => {
    for (const [index, drawing] of drawings.entries())
      expect(draw(drawing, 600, `s${index}`).querySelector("style")).toBeNull();
  });

  it("say the same numbers as the result", () => {
    expect(drawings[1]?.description).toContain("0,746");
    expect(drawings[4]?.description).toContain("age_band=40-49");
  });

  it("draw nothing of a group that is left out", () => {
    expect(drawings[4]?.description).not.toMatch(/70\+|<40/);
  });
});

describe("a validation without numbers", () => {
  it("says so in every picture, and draws on", () => {
    const empty = { value: null, n: 0, events: 0 };
    const english = speech("en", en.plot);
    const drawings = [
      calibrationPlot(none, english),
      rocPlot([], empty, english),
      decisionPlot([], null, english),
      forestPlot([], empty, "auroc", english),
      monthsPlot([], empty, "auroc", english),
    ];
    for (const drawing of drawings) {
      expect(drawing.description).toBe(en.plot.empty);
      expect(draw(drawing, 300, "e")).toBeDefined();
    }
  });
});

describe("the end of an axis", () => {
  it("is the tenth that holds everything", () => {
    expect(tenthsAround([0.03])).toBe(0.1);
    expect(tenthsAround([0.3])).toBe(0.3);
    expect(tenthsAround([0.31, 0.2])).toBe(0.4);
    expect(tenthsAround([])).toBe(0.1);
  });
});
