import { useEffect, useRef, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, type FieldProblem } from "../api/problem";
import { isAtOrUnder, type RegisteredField } from "./formContext";
import { problemReference, useProblemText } from "./problemText";

interface FormErrorsProps {
  error: unknown;
  fields: ReadonlyMap<string, RegisteredField>;
  /** How often the form was sent: local errors are summed up from the first time on. */
  attempts: number;
}

export interface SummaryLine {
  text: string;
  fieldId: string | null;
}

/** The field on the page that an error belongs to: its own, or the nearest one around it. */
export function fieldFor(
  pointer: string,
  fields: ReadonlyMap<string, RegisteredField>,
): RegisteredField | undefined {
  const around = [...fields.keys()].filter((candidate) => isAtOrUnder(pointer, candidate));
  const nearest = around.sort((a, b) => b.length - a.length)[0];
  return nearest === undefined ? undefined : fields.get(nearest);
}

export function summaryLines(
  errors: readonly FieldProblem[],
  fields: ReadonlyMap<string, RegisteredField>,
): SummaryLine[] {
  const local = [...fields.values()].filter((field) => field.localError !== null);
  if (local.length > 0) {
    return local.map((field) => ({ text: `${field.label}: ${field.localError ?? ""}`, fieldId: field.id }));
  }
  return errors.map((error) => {
    const field = fieldFor(error.pointer, fields);
    return field === undefined
      ? { text: error.detail, fieldId: null }
      : { text: `${field.label}: ${error.detail}`, fieldId: field.id };
  });
}

function focusField(event: MouseEvent, id: string) {
  event.preventDefault();
  const field = document.getElementById(id);
  const control = field?.matches("input, select, textarea")
    ? field
    : field?.querySelector<HTMLElement>("input, select, textarea, button");
  control?.focus();
  control?.scrollIntoView({ block: "center" });
}

/** What is wrong with a form as a whole, with a link to each field. Takes the focus when it appears. */
export function FormErrors({ error, fields, attempts }: FormErrorsProps) {
  const { t } = useTranslation("ui");
  const text = useProblemText();
  const summary = useRef<HTMLDivElement>(null);
  const failed = error !== null && error !== undefined;
  const lines = summaryLines(error instanceof ProblemError ? error.fields : [], fields);
  const local = attempts > 0 && [...fields.values()].some((field) => field.localError !== null);
  const visible = failed || local;

  useEffect(() => {
    if (visible) summary.current?.focus();
    // The focus moves for a new attempt or a new answer, not while a person repairs a field.
  }, [error, attempts]); // eslint-disable-line react-hooks/exhaustive-deps

  if (!visible) return null;
  const reference = problemReference(error);
  return (
    <div ref={summary} className="rg-alert rg-alert--error" role="alert" tabIndex={-1}>
      {lines.length === 0 ? (
        <p>{text(error)}</p>
      ) : (
        <>
          <h2>{t("errors_title", { count: lines.length })}</h2>
          <ul>
            {lines.map(({ text: line, fieldId }) => (
              <li key={`${fieldId ?? ""}${line}`}>
                {fieldId === null ? (
                  line
                ) : (
                  <a href={`#${fieldId}`} onClick={(event) => focusField(event, fieldId)}>
                    {line}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {reference !== null && <p className="rg-small">{t("problem_reference", { id: reference })}</p>}
    </div>
  );
}
