import { ErrorMessage, Field, FieldSet, Label } from "@amsterdam/design-system-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { describedBy, useField, type FieldState } from "./formContext";

/** What every field takes. */
export interface FieldProps {
  label: string;
  /** One sentence that helps to fill it in. */
  hint?: ReactNode;
  /** Adds "not required" to the label. */
  optional?: boolean;
  /** JSON pointer of the value in the request, so that errors find their field. */
  pointer?: string;
  disabled?: boolean;
}

interface PartsProps {
  field: FieldState;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
  children: ReactNode;
}

function useOptionalMark(optional: boolean | undefined): string | undefined {
  const { t } = useTranslation("ui");
  return optional ? t("optional") : undefined;
}

function HintAndErrors({ field, hint }: { field: FieldState; hint: ReactNode }) {
  const { t } = useTranslation("ui");
  return (
    <>
      {hint !== undefined && (
        <p id={field.hintId} className="rg-field__hint">
          {hint}
        </p>
      )}
      {field.invalid && (
        <ErrorMessage id={field.errorId} prefix={t("error_prefix")}>
          {field.errors.join(" ")}
        </ErrorMessage>
      )}
    </>
  );
}

/** Label, hint and error around one control with the field's id. */
export function FieldParts({ field, label, hint, optional, children }: PartsProps) {
  return (
    <Field invalid={field.invalid}>
      <Label htmlFor={field.id} hint={useOptionalMark(optional)}>
        {label}
      </Label>
      <HintAndErrors field={field} hint={hint} />
      {children}
    </Field>
  );
}

/** Legend, hint and error around a group of controls. */
export function GroupParts({ field, label, hint, optional, children }: PartsProps) {
  return (
    <FieldSet
      id={field.id}
      invalid={field.invalid}
      aria-describedby={describedBy(field, hint)}
      legend={label}
      hint={useOptionalMark(optional)}
    >
      <HintAndErrors field={field} hint={hint} />
      {children}
    </FieldSet>
  );
}

interface FieldGroupProps extends Omit<FieldProps, "disabled"> {
  localError?: string | null;
  children: ReactNode;
}

/** Controls that together hold one value, under one legend. */
export function FieldGroup({ label, hint, optional, pointer, localError = null, children }: FieldGroupProps) {
  const field = useField(pointer, label, localError);
  return (
    <GroupParts field={field} label={label} hint={hint} optional={optional}>
      {children}
    </GroupParts>
  );
}
