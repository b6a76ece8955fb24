import { isQuestion, itemsById } from "./evaluation";
import type { Instrument, Item } from "./types";

export interface Scale {
  least: number;
  most: number;
}

const highestMaturity = 4;

function questionsOf(items: readonly Item[]): Item[] {
  return items.flatMap((item) =>
    item.type === "group" ? questionsOf(item.items) : isQuestion(item) ? [item] : [],
  );
}

/** The least and most that one answer can be worth; `null` when there are no such limits. */
function scaleOfQuestion(item: Item): Scale | null {
  if (item.type === "boolean") return { least: 0, most: 1 };
  const weights = item.options.flatMap(({ weight }) => (typeof weight === "number" ? [weight] : []));
  if (weights.length > 0) return { least: Math.min(...weights), most: Math.max(...weights) };
  if (typeof item.minimum === "number" && typeof item.maximum === "number")
    return { least: item.minimum, most: item.maximum };
  return null;
}

function combined(measure: string, scales: readonly Scale[]): Scale {
  const least = scales.map((scale) => scale.least);
  const most = scales.map((scale) => scale.most);
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  if (measure === "sum") return { least: total(least), most: total(most) };
  return { least: Math.min(...least), most: Math.max(...most) };
}

/** Between which values a score can lie, from the questions behind it; `null` when that is open. */
export function scaleOfScore(instrument: Instrument, scoreId: string): Scale | null {
  const score = instrument.scores.find((each) => each.id === scoreId);
  if (score === undefined) return null;
  const known = itemsById(instrument.items);
  const questions = questionsOf(score.of.flatMap((linkId) => known.get(linkId) ?? []));
  if (questions.length === 0) return null;
  if (score.measure === "count") return { least: 0, most: questions.length };
  if (score.by === "maturity")
    return combined(
      score.measure,
      questions.map(() => ({ least: 0, most: highestMaturity })),
    );
  const scales = questions.map(scaleOfQuestion);
  const closed = scales.filter((scale) => scale !== null);
  return closed.length === scales.length ? combined(score.measure, closed) : null;
}

/** Where a value lies on its scale: 0 at the least, 1 at the most. */
export function shareOf(value: number, { least, most }: Scale): number {
  return most === least ? 0 : Math.min(1, Math.max(0, (value - least) / (most - least)));
}
