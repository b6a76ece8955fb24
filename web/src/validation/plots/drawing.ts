import * as Plot from "@observablehq/plot";
import type texts from "../texts.nl.json";

export type PlotWords = (typeof texts)["plot"];

/** In whose words and figures a picture speaks. */
export interface Speech {
  words: PlotWords;
  number: (value: number, digits: number) => string;
  percent: (share: number) => string;
}

/** A picture before it has a width. */
export interface Drawing {
  title: string;
  /** What somebody who does not see it must know. */
  description: string;
  options: (width: number) => Plot.PlotOptions;
}

export const colour = {
  model: "var(--rg-brand)",
  band: "var(--rg-brand)",
  reference: "var(--rg-control)",
  other: "var(--rg-amber)",
  ink: "var(--rg-ink)",
};

export function speech(language: string, words: PlotWords): Speech {
  const locale = language === "en" ? "en-GB" : "nl-NL";
  return {
    words,
    number: (value, digits) =>
      value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    percent: (share) => share.toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 }),
  };
}

/** Fills in {{name}}. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The least round number of tenths that holds all values, at most 1. */
export function tenthsAround(values: readonly number[]): number {
  const most = Math.max(0, ...values.filter(Number.isFinite));
  return Math.min(1, Math.max(0.1, Math.ceil(most * 10 - 1e-9) / 10));
}

/** How many twentieths of the scale a bin takes: a wide one must not look like a full one. */
export function twentieths({ from, to }: { from: number; to: number }): number {
  return Math.max(1, Math.round((to - from) * 20));
}

/** So many ticks fit along an axis. */
export function ticksFor(width: number): number {
  return Math.max(2, Math.min(10, Math.floor(width / 70)));
}

/** Draws it. The id must be the picture's own within the document. */
export function draw(drawing: Drawing, width: number, id: string): SVGSVGElement | HTMLElement {
  const chart = Plot.plot({ ...drawing.options(width), width });
  // The document's style sheet does this: a style inside the picture goes against its content policy.
  chart.querySelector("style")?.remove();
  for (const part of chart.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  const named = (kind: "title" | "desc", text: string) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", kind);
    element.id = `${id}-${kind}`;
    element.textContent = text;
    return element;
  };
  chart.prepend(named("title", drawing.title), named("desc", drawing.description));
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-labelledby", `${id}-title`);
  chart.setAttribute("aria-describedby", `${id}-desc`);
  return chart;
}
