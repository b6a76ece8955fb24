import { createContext, useContext, useEffect, useId } from "react";
import type { FieldProblem } from "../api/problem";

export interface RegisteredField {
  id: string;
  label: string;
  /** What this browser already sees is wrong, such as letters in a number. */
  localError: string | null;
}

export interface FormState {
  errors: readonly FieldProblem[];
  register: (pointer: string, field: RegisteredField) => () => void;
}

export const FormContext = createContext<FormState | null>(null);

export function isAtOrUnder(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}

export interface FieldState {
  id: string;
  hintId: string;
  errorId: string;
  errors: string[];
  invalid: boolean;
}

/**
 * Ties a field to the errors of its form. `pointer` is the JSON pointer of its value in the request;
 * errors deeper inside (one item of a list) show at the field too.
 */
export function useField(
  pointer: string | undefined,
  label: string,
  localError: string | null = null,
): FieldState {
  const form = useContext(FormContext);
  const id = useId();
  const register = form?.register;

  useEffect(() => {
    if (register === undefined || pointer === undefined) return undefined;
    return register(pointer, { id, label, localError });
  }, [register, pointer, id, label, localError]);

  const remote =
    form === null || pointer === undefined
      ? []
      : form.errors.filter((error) => isAtOrUnder(error.pointer, pointer)).map((error) => error.detail);
  const errors = localError === null ? remote : [localError];
  return { id, hintId: `${id}-hint`, errorId: `${id}-error`, errors, invalid: errors.length > 0 };
}

/** The ids that describe the control, for aria-describedby. */
export function describedBy(field: FieldState, hint: unknown): string | undefined {
  const ids = [hint === undefined ? null : field.hintId, field.invalid ? field.errorId : null];
  return ids.filter((id) => id !== null).join(" ") || undefined;
}
