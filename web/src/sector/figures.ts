import type { Schema } from "../api/types";

export type Question = Schema<"Question">;
export type QuestionResult = Schema<"QuestionResult">;
export type YearResult = Schema<"YearResult">;
export type ShownGroup = Schema<"ShownGroup">;
export type GroupTrait = Schema<"GroupTrait">;
export type Compared = Schema<"ComparedQuestion">;
export type Change = Schema<"ChangeFigure">;

/** Figures of such questions are shares of organisations; of the others, means of numbers. */
export function hasShares({ kind }: Question): boolean {
  return kind === "single" || kind === "multiple";
}

/** The same group has the same key, in whatever order its traits come. Of all: empty. */
export function groupKey(traits: readonly GroupTrait[]): string {
  return traits
    .map(({ dimension, value }) => `${dimension}=${value}`)
    .sort()
    .join("&");
}

/** All, and every value of every dimension by itself. */
export function plainGroups(year: YearResult | undefined): ShownGroup[] {
  return year?.groups.filter(({ traits }) => traits.length <= 1) ?? [];
}

export function findGroup(year: YearResult | undefined, key: string): ShownGroup | undefined {
  return year?.groups.find(({ traits }) => groupKey(traits) === key);
}

/** What we answered, as far as it is compared. */
export interface Ours {
  chosen: ReadonlySet<string>;
  /** By option; under an empty text for a question without options. */
  numbers: ReadonlyMap<string, number>;
}

export function oursOf(compared: Compared | undefined): Ours {
  const numbers = compared?.numbers.flatMap(({ option, ours }) =>
    typeof ours === "number" ? [[option ?? "", ours] as const] : [],
  );
  return {
    chosen: new Set(compared?.options.filter(({ ours }) => ours).map(({ option }) => option)),
    numbers: new Map(numbers),
  };
}

/** A year of a trend; a gap in `value` where it is hidden or was not asked. */
export interface Moment {
  year: number;
  value: number | null;
  lower: number | null;
  upper: number | null;
  base: number | null;
  /** What the monitor printed. */
  published: number | null;
  /** Figures with another number do not compare: the question changed in between. */
  series: number;
}

/** Of all organisations or one group, by rising year. */
export function trendOf(result: QuestionResult, option: string | null, key: string): Moment[] {
  const changes = changesOf(result.question, option);
  return [...result.years]
    .sort((a, b) => a.year - b.year)
    .map((year) => ({
      year: year.year,
      published: publishedValue(year, option, key),
      series: changes.filter((change) => change.year <= year.year).length,
      ...valueOf(findGroup(year, key), option),
    }));
}

/** Changes that keep figures of an option apart; without options a change is of all of them. */
export function changesOf({ changes }: Question, option: string | null) {
  return changes.filter(
    ({ options }) => options.length === 0 || (option !== null && options.includes(option)),
  );
}

function valueOf(group: ShownGroup | undefined, option: string | null) {
  const share = group?.shares.find((each) => each.option === option);
  const spread = group?.spreads.find((each) => (each.option ?? null) === option);
  return {
    value: share?.percent ?? spread?.mean ?? null,
    lower: share?.lower ?? null,
    upper: share?.upper ?? null,
    base: group?.base ?? null,
  };
}

function publishedValue(year: YearResult, option: string | null, key: string): number | null {
  if (key !== "") return null;
  const found = year.published.find(
    (each) =>
      !each.type && (each.option ?? null) === option && ["share", "mean"].includes(each.measure ?? "share"),
  );
  return found?.value ?? null;
}

/** The end of an axis that holds all values: 100 for a scale within it, a round number otherwise. */
export function axisEnd(question: Question, values: readonly number[]): number {
  const most = Math.max(0, ...values);
  if (question.kind === "scale" && most <= 100) return 100;
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((each) => each * power >= most) ?? 10;
  return step * power;
}
