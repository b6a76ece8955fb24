import { placeKey, type Item } from "../types";
import type { Desk } from "../useDesk";
import { Question } from "./Question";

interface AskedQuestionProps {
  desk: Desk;
  item: Item;
  instance: number;
}

/** A question with all that is known about it. */
export function AskedQuestion({ desk, item, instance }: AskedQuestionProps) {
  const { answers } = desk;
  return (
    <Question
      assessmentId={desk.id}
      item={item}
      instance={instance}
      answer={answers.at(item.link_id, instance)}
      saved={answers.savedAt(item.link_id, instance)}
      pending={answers.pending.get(placeKey(item.link_id, instance))}
      notes={desk.notesOf(item.link_id)}
      facts={desk.factsOf(item)}
      mayWrite={desk.mayWrite}
      onChange={answers.change}
      onSettle={answers.settle}
    />
  );
}
