import type { AssessmentSummary } from "./types";

type Subject = AssessmentSummary["subject"];

export function sameSubject(one: Subject, other: Subject): boolean {
  const text = (value: string | null | undefined) => value ?? "";
  return (
    one.kind === other.kind && text(one.id) === text(other.id) && text(one.version) === text(other.version)
  );
}
