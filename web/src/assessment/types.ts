import type { Schema } from "../api/types";

export type Answer = Schema<"Answer">;
export type AnswerChange = Schema<"AnswerChange">;
export type Assessment = Schema<"Assessment">;
export type AssessmentSummary = Schema<"AssessmentSummary">;
export type Discipline = Schema<"Discipline">;
export type Instrument = Schema<"Instrument">;
export type InstrumentSummary = Schema<"InstrumentSummary">;
export type Item = Schema<"Item">;
export type Note = Schema<"AssessmentNote">;
export type RepeatedGroup = Schema<"RepeatedGroup">;
export type ScoreResult = Schema<"ScoreResult">;
export type SubjectKind = Schema<"SubjectKind">;

/** One answer's place: the question, and the time of the repeating group around it. */
export interface Place {
  linkId: string;
  instance: number;
}

export function placeKey(linkId: string, instance: number): string {
  return `${linkId}#${instance}`;
}

/** What a field gets in which a question is answered. */
export interface AnswerFieldProps {
  item: Item;
  label: string;
  hint?: string;
  values: readonly unknown[];
  disabled: boolean;
  onChange: (values: unknown[], typing: boolean) => void;
}
