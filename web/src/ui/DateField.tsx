import { FieldParts, type FieldProps } from "./FieldParts";
import { describedBy, useField } from "./formContext";

interface DateFieldProps extends FieldProps {
  /** yyyy-mm-dd */
  value: string | null;
  onChange: (value: string | null) => void;
  min?: string;
  max?: string;
}

export function DateField({ label, hint, optional, pointer, value, onChange, ...rest }: DateFieldProps) {
  const field = useField(pointer, label);
  return (
    <FieldParts field={field} label={label} hint={hint} optional={optional}>
      <input
        {...rest}
        id={field.id}
        className="ams-text-input rg-field__short"
        type="date"
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        aria-invalid={field.invalid || undefined}
        aria-describedby={describedBy(field, hint)}
      />
    </FieldParts>
  );
}
