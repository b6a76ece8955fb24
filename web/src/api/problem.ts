import type { Schema } from "./types";

export type FieldProblem = Schema<"Problem">["errors"][number];

/** An answer that is not what was asked for. `detail` is a sentence for the reader, in their language. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly correlationId: string | null;
  readonly fields: readonly FieldProblem[];

  constructor(status: number, problem: Partial<Schema<"Problem">>) {
    super(problem.detail ?? problem.title ?? problem.code ?? `HTTP ${status}`);
    this.name = "ProblemError";
    this.status = status;
    this.code = problem.code ?? "unexpected_answer";
    this.detail = problem.detail ?? problem.title ?? "";
    this.correlationId = problem.correlation_id ?? null;
    this.fields = problem.errors ?? [];
  }
}

/** The server could not be reached at all. */
export const unreachable = "unreachable";

export function isProblem(error: unknown, code: string): error is ProblemError {
  return error instanceof ProblemError && error.code === code;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads what a failed request brought back; a proxy may have answered with something else than JSON. */
export function toProblem(status: number, body: unknown): ProblemError {
  return new ProblemError(status, isRecord(body) ? body : {});
}
