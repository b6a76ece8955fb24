import { describe, expect, it } from "vitest";

const files = import.meta.glob<unknown>("/src/*/texts.*.json", { import: "default", eager: true });
const rooms = [...new Set(Object.keys(files).map((path) => path.split("/")[2] ?? ""))];

function flatten(value: unknown, path = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[path, value]]);
  const nested = Object.entries(value as Record<string, unknown>).flatMap(([key, inner]) => [
    ...flatten(inner, path === "" ? key : `${path}.${key}`),
  ]);
  return new Map(nested);
}

function texts(room: string, language: string): Map<string, string> {
  return flatten(files[`/src/${room}/texts.${language}.json`]);
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
}

function sentences(text: string): string[] {
  return text.split(/[.!?:]\s+/);
}

describe.each(rooms)("the texts of %s", (room) => {
  const nl = texts(room, "nl");
  const en = texts(room, "en");

  it("exist in both languages", () => {
    expect([...en.keys()].sort()).toEqual([...nl.keys()].sort());
  });

  it("are filled, and ask for the same values in both languages", () => {
    for (const [key, text] of nl) {
      expect(text.trim(), key).not.toBe("");
      expect(en.get(key)?.trim(), key).not.toBe("");
      if (!key.endsWith("_one")) expect(placeholders(en.get(key) ?? ""), key).toEqual(placeholders(text));
    }
  });

  it("have sentences of at most fifteen words in Dutch", () => {
    for (const [key, text] of nl) {
      for (const sentence of sentences(text)) {
        expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).toBeLessThanOrEqual(15);
      }
    }
  });

  it("have both forms where they count", () => {
    for (const key of nl.keys()) {
      if (key.endsWith("_one")) expect(nl.has(key.replace(/_one$/, "_other")), key).toBe(true);
    }
  });
});
