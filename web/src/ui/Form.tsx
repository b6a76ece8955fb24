import { useCallback, useMemo, useRef, useState, type ReactNode, type SubmitEvent } from "react";
import { ProblemError, type FieldProblem } from "../api/problem";
import { FormErrors } from "./FormErrors";
import { FormContext, type RegisteredField } from "./formContext";
import { classes } from "./classes";

interface FormProps {
  onSubmit: () => void;
  /** What the last attempt brought: `mutation.error`. Leave out what the page shows itself, such as a conflict. */
  error?: unknown;
  busy?: boolean;
  /** Take the whole width instead of a comfortable reading width. */
  wide?: boolean;
  label?: string;
  children: ReactNode;
}

const noErrors: readonly FieldProblem[] = [];

/** Sends on Enter, shows all errors together on top with links, and each beside its field. */
export function Form({ onSubmit, error, busy = false, wide = false, label, children }: FormProps) {
  const [fields, setFields] = useState<ReadonlyMap<string, RegisteredField>>(new Map());
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const errors = error instanceof ProblemError ? error.fields : noErrors;

  const register = useCallback((pointer: string, field: RegisteredField) => {
    setFields((known) => new Map(known).set(pointer, field));
    return () => {
      setFields((known) => {
        const rest = new Map(known);
        rest.delete(pointer);
        return rest;
      });
    };
  }, []);

  const state = useMemo(() => ({ errors, register }), [errors, register]);
  const hasLocalErrors = [...fields.values()].some((field) => field.localError !== null);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setAttempts(attempts + 1);
    if (!hasLocalErrors) onSubmit();
  }

  return (
    <FormContext value={state}>
      <form
        ref={form}
        className={classes("rg-form", wide && "rg-form--wide")}
        aria-label={label}
        noValidate
        onSubmit={submit}
      >
        <FormErrors error={error} fields={fields} attempts={attempts} />
        {children}
      </form>
    </FormContext>
  );
}

/** The buttons below a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="rg-form__actions">{children}</div>;
}
