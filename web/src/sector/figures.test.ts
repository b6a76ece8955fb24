import { describe, expect, it } from "vitest";
import { axisEnd, findGroup, groupKey, oursOf, trendOf, type Question, type QuestionResult } from "./figures";

const text = { nl: "", en: "" };
const change = { from_year: 2025, points: 8, lower: -3, upper: 19, more_than_chance: false };

function asked(parts: Partial<Question> = {}): Question {
  return { id: "q03", kind: "single", text, options: [], changes: [], ...parts };
}

function year(of: number, percent: number | null, published: number | null): QuestionResult["years"][number] {
  const figure = {
    option: "ja",
    count: 23,
    rounded: percent ?? 0,
    percent: percent ?? 0,
    lower: 31,
    upper: 58,
  };
  return {
    year: of,
    groups: [
      {
        traits: [],
        suppressed: percent === null,
        base: percent === null ? null : 52,
        shares: percent === null ? [] : [{ ...figure, change }],
        spreads: [],
      },
    ],
    published: published === null ? [] : [{ option: "ja", year: of, value: published, basis: "stated" }],
  };
}

describe("the trend of an answer", () => {
  it("goes by rising year, with what was printed beside it and a gap where it is hidden", () => {
    const result = { question: asked(), years: [year(2026, 44, 44), year(2024, null, 26)], footnotes: [] };
    const trend = trendOf(result, "ja", "");
    expect(trend.map(({ year, value, published }) => [year, value, published])).toEqual([
      [2024, null, 26],
      [2026, 44, 44],
    ]);
  });

  it("is broken where the question changed, for the options that the change names", () => {
    const changes = [{ year: 2026, options: ["ja"], note: text }];
    const result = {
      question: asked({ changes }),
      years: [year(2025, 28, null), year(2026, 44, null)],
      footnotes: [],
    };
    expect(trendOf(result, "ja", "").map(({ series }) => series)).toEqual([0, 1]);
    expect(trendOf(result, "nee", "").map(({ series }) => series)).toEqual([0, 0]);
  });

  it("of a group has no printed figures of all beside it", () => {
    const result = { question: asked(), years: [year(2026, 44, 44)], footnotes: [] };
    expect(trendOf(result, "ja", "type=general")[0]).toMatchObject({ value: null, published: null });
  });
});

describe("a group", () => {
  it("is found whatever the order of its traits", () => {
    const traits = [
      { dimension: "type", value: "general" },
      { dimension: "size", value: "small" },
    ];
    const group = { traits, suppressed: true, shares: [], spreads: [] };
    expect(findGroup({ year: 2026, groups: [group], published: [] }, groupKey([...traits].reverse()))).toBe(
      group,
    );
  });
});

describe("our answers", () => {
  it("are the options that we chose and the numbers that we gave, 0 as well", () => {
    const ours = oursOf({
      question: "q12",
      traits: [],
      base: 51,
      answered: true,
      options: [
        { option: "ja", ours: true, percent: 40 },
        { option: "nee", ours: false, percent: 60 },
      ],
      numbers: [
        { option: "pilot", ours: 0, mean: 3, median: 2 },
        { option: "beheer", mean: 2, median: 1 },
      ],
    });
    expect([[...ours.chosen], [...ours.numbers]]).toEqual([["ja"], [["pilot", 0]]]);
    expect([...oursOf(undefined).chosen]).toEqual([]);
  });
});

describe("an axis", () => {
  it("ends at 100 for a scale, and at a round number that holds all otherwise", () => {
    expect(axisEnd(asked({ kind: "scale" }), [40, 59])).toBe(100);
    expect(
      [[18], [7.2, 3], [0.4], [1000]].map((values) => axisEnd(asked({ kind: "funnel" }), values)),
    ).toEqual([20, 10, 0.5, 1000]);
    expect(axisEnd(asked({ kind: "number" }), [])).toBe(1);
  });
});
