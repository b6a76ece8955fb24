import { readNumber } from "./resultFile";

/** What a person chose for each part of a plan; empty: not chosen. */
export interface Mapping {
  score: string;
  outcome: string;
  event: string;
  patient: string;
  time: string;
  by: readonly string[];
  drop: readonly string[];
  threshold: string;
}

export const emptyMapping: Mapping = {
  score: "",
  outcome: "",
  event: "",
  patient: "",
  time: "",
  by: [],
  drop: [],
  threshold: "",
};

const known = {
  score: /^(score|risico|risk|kans|probability|voorspelling|prediction)$/i,
  outcome: /^(outcome|uitkomst|label|event)$/i,
  patient: /^(patient|patient_?id|pseudoniem|pseudonym)$/i,
};

/** The columns that are called what they are. */
export function guessed(columns: readonly string[]): Mapping {
  const find = (name: RegExp) => columns.find((column) => name.test(column)) ?? "";
  return {
    ...emptyMapping,
    score: find(known.score),
    outcome: find(known.outcome),
    patient: find(known.patient),
  };
}

/** The plan as YAML, one part a line. */
export function planOf(mapping: Mapping): string {
  const parts = {
    score: mapping.score === "" ? [] : [mapping.score],
    outcome: mapping.outcome,
    event: mapping.event,
    patient: mapping.patient,
    time: mapping.time,
    by: mapping.by,
    drop: mapping.drop,
    threshold: mapping.threshold.trim() === "" ? "" : (readNumber(mapping.threshold) ?? mapping.threshold),
  };
  return Object.entries(parts)
    .filter(([, value]) => typeof value === "number" || value.length > 0)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join("");
}

/** The names in the first line of a CSV file, as the engine reads them. */
export function columnsOf(line: string): string[] {
  const text = line.replace(/^\uFEFF/, "").replace(/\r$/, "");
  const outside = text.replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((mark) => ({ mark, count: outside.split(mark).length }));
  const { mark } = counts.reduce((most, each) => (each.count > most.count ? each : most));
  const cells = text.match(new RegExp(`("([^"]|"")*"|[^${mark}])+|(?<=^|[${mark}])(?=[${mark}]|$)`, "g"));
  return (cells ?? []).map((cell) =>
    cell
      .trim()
      .replace(/^"([^]*)"$/, "$1")
      .replaceAll('""', '"'),
  );
}

const headerBytes = 256 * 1024;

/** The columns of a file, plain or gzip; nothing when the browser cannot read them. */
export async function readColumns(file: File): Promise<string[] | undefined> {
  try {
    const packed = file.name.endsWith(".gz");
    const start = file.slice(0, headerBytes);
    const reader = (packed ? start.stream().pipeThrough(new DecompressionStream("gzip")) : start.stream())
      .pipeThrough(new TextDecoderStream("utf-8", { fatal: true }))
      .getReader();
    let text = "";
    while (!text.includes("\n")) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
    }
    void reader.cancel().catch(() => undefined);
    const columns = columnsOf(text.split("\n")[0] ?? "");
    return columns.some((column) => column === "") ? undefined : columns;
  } catch {
    return undefined;
  }
}
