import { useId } from "react";
import { FieldParts, type FieldProps } from "./FieldParts";
import { describedBy, useField } from "./formContext";

interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "email" | "password" | "search" | "url";
  autoComplete?: string;
  autoFocus?: boolean;
  maxLength?: number;
  /** Offered while typing; anything else may be typed too. */
  suggestions?: readonly string[];
  /** The browser's spelling check is off for names of things and addresses. */
  spellCheck?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, hint, optional, pointer, value, onChange, type = "text", suggestions, ...rest } = props;
  const field = useField(pointer, label);
  const listId = useId();
  return (
    <FieldParts field={field} label={label} hint={hint} optional={optional}>
      <input
        {...rest}
        id={field.id}
        className="ams-text-input"
        type={type}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={field.invalid || undefined}
        aria-describedby={describedBy(field, hint)}
        list={suggestions === undefined ? undefined : listId}
      />
      {suggestions !== undefined && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </FieldParts>
  );
}
