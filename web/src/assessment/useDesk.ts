import { useMemo } from "react";
import { useFacts } from "../facts/api";
import type { Fact } from "../facts/components/FactList";
import { evaluate, itemsById, type Asked } from "./evaluation";
import { useAnswers, type Answers } from "./useAnswers";
import type { Assessment, Instrument, Item, Note } from "./types";

/** Everything that a page with questions needs of one assessment. */
export interface Desk {
  id: string;
  assessment: Assessment;
  instrument: Instrument;
  answers: Answers;
  asked: Asked;
  mayWrite: boolean;
  factsOf: (item: Item) => readonly Fact[];
  notesOf: (linkId: string) => readonly Note[];
}

const nothing: readonly never[] = [];

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const all = new Map<string, Value[]>();
  for (const value of values) all.set(keyOf(value), [...(all.get(keyOf(value)) ?? []), value]);
  return all;
}

export function useDesk(assessment: Assessment, instrument: Instrument): Desk {
  const answers = useAnswers(assessment);
  const items = useMemo(() => itemsById(instrument.items), [instrument]);
  const wanted = useMemo(() => [...items.values()].some((item) => item.facts.length > 0), [items]);
  const { kind, id } = assessment.subject;
  const facts = useFacts(kind === "department" ? (id ?? undefined) : undefined, wanted).data;
  const factsByItem = useMemo(
    () =>
      new Map(
        [...items.values()]
          .filter((item) => item.facts.length > 0)
          .map((item) => [
            item.link_id,
            item.facts.flatMap((name) => facts?.find((fact) => fact.id === name) ?? []),
          ]),
      ),
    [items, facts],
  );
  const notes = useMemo(() => grouped(assessment.notes, (note) => note.link_id), [assessment.notes]);
  const asked = useMemo(
    () => evaluate(instrument.items, answers.all, assessment.instances),
    [instrument, answers.all, assessment.instances],
  );
  return {
    id: assessment.id,
    assessment,
    instrument,
    answers,
    asked,
    mayWrite: assessment.allowed.write && assessment.status === "open",
    factsOf: (item) => factsByItem.get(item.link_id) ?? nothing,
    notesOf: (linkId) => notes.get(linkId) ?? nothing,
  };
}
