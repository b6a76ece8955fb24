import { FieldParts, type FieldProps } from "./FieldParts";
import { describedBy, useField } from "./formContext";

interface TextAreaProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  maxLength?: number;
}

export function TextArea({
  label,
  hint,
  optional,
  pointer,
  value,
  onChange,
  rows = 4,
  ...rest
}: TextAreaProps) {
  const field = useField(pointer, label);
  return (
    <FieldParts field={field} label={label} hint={hint} optional={optional}>
      <textarea
        {...rest}
        id={field.id}
        className="ams-text-area"
        rows={rows}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={field.invalid || undefined}
        aria-describedby={describedBy(field, hint)}
      />
    </FieldParts>
  );
}
