import type { Assessment } from "../assessment/types";
import type { OurRound, OutgoingPackage, Traits } from "./api";

/** What a package is now: waiting to be sent, refused at the last try, received, or overtaken unsent. */
export type PackageState = "ready" | "refused" | "received" | "overtaken";

/** `packages`: all of the round, newest first. */
export function packageState(one: OutgoingPackage, packages: readonly OutgoingPackage[]): PackageState {
  if (one.receipt) return "received";
  if (packages[0]?.id !== one.id) return "overtaken";
  return one.refusal ? "refused" : "ready";
}

/** The package that waits to be sent; none when the newest was received. */
export function waiting({ packages }: OurRound): OutgoingPackage | null {
  const newest = packages[0];
  return newest === undefined || newest.receipt ? null : newest;
}

/** The package that the sector body has, as far as we have its receipt. */
export function received({ packages }: OurRound): OutgoingPackage | null {
  return packages.find(({ receipt }) => Boolean(receipt)) ?? null;
}

/** Whether the answers changed after this package was made. */
export function isStale(one: OutgoingPackage, assessment: Pick<Assessment, "updated_at">): boolean {
  return Date.parse(assessment.updated_at) > Date.parse(one.created_at);
}

/** What a hospital does next in a round. */
export type Step = "begin" | "fill_in" | "prepare" | "send" | "done" | "closed" | "over";

export function nextStep(round: OurRound, assessment: Assessment | undefined): Step {
  const open = round.round.status === "open";
  const ready = waiting(round);
  if (!open) return received(round) === null ? "closed" : "over";
  if (!round.assessment_id) return "begin";
  if (assessment?.status !== "completed") return "fill_in";
  if (ready !== null && !isStale(ready, assessment)) return "send";
  const sent = received(round);
  return sent !== null && !isStale(sent, assessment) ? "done" : "prepare";
}

export interface Arrived {
  questions: number;
  answered: number;
  /** Of the questions asked now, those that Regie answered, whether or not a person overruled it. */
  prefilled: number;
}

export function arrived({ state, answers }: Pick<Assessment, "state" | "answers">): Arrived {
  const asked = new Set(state.items.map((item) => `${item.link_id}#${item.instance}`));
  const known = answers.filter(
    ({ link_id, instance, computed }) => computed && asked.has(`${link_id}#${instance}`),
  );
  return { questions: state.questions, answered: state.answered, prefilled: known.length };
}

/** What a package holds, as far as a page shows it. */
export interface PackageContent {
  id: string;
  instrument_id: string;
  instrument_version: string;
  created_at: string;
  replaces: string | null;
  response: {
    organisation: string;
    year: number;
    traits: Traits;
    answers: { link_id: string; values: unknown[] }[];
  };
}

/** Nothing when the text is no package. */
export function readPackage(document: string): PackageContent | null {
  try {
    const value: unknown = JSON.parse(document);
    const content = (value as { package?: unknown } | null)?.package;
    return isContent(content) ? content : null;
  } catch {
    return null;
  }
}

function isContent(value: unknown): value is PackageContent {
  const { id, instrument_id, response } = (value ?? {}) as Partial<PackageContent>;
  return typeof id === "string" && typeof instrument_id === "string" && Array.isArray(response?.answers);
}
