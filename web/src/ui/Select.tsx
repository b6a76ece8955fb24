import { useTranslation } from "react-i18next";
import { FieldParts, type FieldProps } from "./FieldParts";
import { describedBy, useField } from "./formContext";

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  /** One plain sentence, where the control has room for it. */
  explanation?: string;
}

interface SelectProps<Value extends string> extends FieldProps {
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value | null) => void;
  /** Words for no choice; leave out when there must always be one. */
  none?: string | true;
}

/** One of a list. `none` adds the possibility of no choice, which is `null`. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hint, optional, pointer, options, value, onChange, none, disabled } = props;
  const { t } = useTranslation("ui");
  const field = useField(pointer, label);
  const choose = (chosen: string) =>
    onChange(options.find((option) => option.value === chosen)?.value ?? null);
  return (
    <FieldParts field={field} label={label} hint={hint} optional={optional}>
      <select
        id={field.id}
        className="ams-select"
        value={value ?? ""}
        disabled={disabled}
        onChange={(event) => choose(event.target.value)}
        aria-invalid={field.invalid || undefined}
        aria-describedby={describedBy(field, hint)}
      >
        {(none !== undefined || value === null) && (
          <option value="">{none === true || none === undefined ? t("empty_choice") : none}</option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldParts>
  );
}
