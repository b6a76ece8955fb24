import type { Schema } from "../api/types";
import type { Answered } from "./api";

/** The answers with that of one question replaced; what came after it stays, for when the path returns. */
export function withAnswer(
  answers: readonly Answered[],
  node: string,
  chosen: readonly string[],
): Answered[] {
  return [...answers.filter((each) => each.node !== node), { node, answers: [...chosen] }];
}

/** Without the last question of the path, so that it is asked again. */
export function stepBack(answers: readonly Answered[], path: readonly Schema<"LawStep">[]): Answered[] {
  const last = path.at(-1)?.node;
  return answers.filter((each) => each.node !== last);
}

/** Of answers of which some stand alone: the last choice decides. */
export function chosenTogether(
  answers: readonly Schema<"LawAnswer">[],
  before: readonly string[],
  after: readonly string[],
): string[] {
  const alone = (id: string) => answers.find((each) => each.id === id)?.alone === true;
  const added = after.find((id) => !before.includes(id));
  if (added === undefined) return [...after];
  return alone(added) ? [added] : after.filter((id) => !alone(id));
}
