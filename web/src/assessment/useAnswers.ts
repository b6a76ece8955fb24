import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { useSession } from "../access/session";
import { AnswerDesk, type Keeping, type Pending } from "./answerDesk";
import { fetchAnswer, rememberAnswer, sendAnswer } from "./api";
import { placeKey, type Answer, type AnswerChange, type Assessment } from "./types";

/** In this tab only, and for this person: nothing stays behind on a shared computer. */
function keepingFor(account: string, assessment: string): Keeping {
  const name = `regie.answers.${account}.${assessment}`;
  return {
    read: () => sessionStorage.getItem(name),
    write: (text) => {
      if (text === null) sessionStorage.removeItem(name);
      else sessionStorage.setItem(name, text);
    },
  };
}

function useDesk(id: string): AnswerDesk {
  const client = useQueryClient();
  const { account_id: account } = useSession();
  const desk = useMemo(
    () =>
      new AnswerDesk(
        {
          send: (change, version) => sendAnswer(id, change, version),
          newest: (linkId, instance) => fetchAnswer(client, id, linkId, instance),
          onSaved: (saved) => rememberAnswer(client, id, saved),
        },
        keepingFor(account, id),
      ),
    [client, account, id],
  );
  useEffect(() => {
    window.addEventListener("online", desk.tryAgain);
    return () => {
      window.removeEventListener("online", desk.tryAgain);
      desk.close();
    };
  }, [desk]);
  return desk;
}

/** An answer as the reader sees it: what the server has, under what is still on its way. */
function shown(answer: Answer | undefined, change: AnswerChange): Answer {
  return {
    version: 0,
    origin: "person",
    at: "",
    by: "",
    ...answer,
    link_id: change.link_id,
    instance: change.instance ?? 0,
    values: change.values,
    not_applicable: change.not_applicable,
    maturity: change.maturity,
    on_agenda: change.on_agenda ?? answer?.on_agenda ?? false,
    overruled: change.overruled,
  };
}

export interface Answers {
  /** As the reader sees them. */
  all: readonly Answer[];
  at: (linkId: string, instance: number) => Answer | undefined;
  /** As the server has them. */
  savedAt: (linkId: string, instance: number) => Answer | undefined;
  pending: Pending;
  change: (change: AnswerChange, typing?: boolean) => void;
  settle: (linkId: string, instance: number, mine: boolean) => void;
  flush: () => void;
}

/** The answers of an assessment, and giving one. */
export function useAnswers(assessment: Assessment): Answers {
  const desk = useDesk(assessment.id);
  const pending = useSyncExternalStore(desk.subscribe, desk.snapshot);
  const saved = useMemo(
    () => new Map(assessment.answers.map((each) => [placeKey(each.link_id, each.instance), each])),
    [assessment.answers],
  );
  const seen = useMemo(() => {
    const all = new Map(saved);
    for (const [key, { change }] of pending) all.set(key, shown(saved.get(key), change));
    return all;
  }, [saved, pending]);
  const change = useCallback(
    (wanted: AnswerChange, typing = false) =>
      desk.answer(wanted, saved.get(placeKey(wanted.link_id, wanted.instance ?? 0)), typing),
    [desk, saved],
  );
  return {
    all: useMemo(() => [...seen.values()], [seen]),
    at: useCallback((linkId, instance) => seen.get(placeKey(linkId, instance)), [seen]),
    savedAt: useCallback((linkId, instance) => saved.get(placeKey(linkId, instance)), [saved]),
    pending,
    change,
    settle: useCallback((linkId, instance, mine) => desk.settle(linkId, instance, mine), [desk]),
    flush: useCallback(() => desk.flush(), [desk]),
  };
}
