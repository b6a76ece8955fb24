import { FieldParts } from "../../ui/FieldParts";
import { useField } from "../../ui/formContext";

interface DateTimeFieldProps {
  label: string;
  /** As RFC 3339 in UTC. */
  value: string | null;
  onChange: (value: string | null) => void;
}

/** A moment, typed in the reader's own time. */
export function DateTimeField({ label, value, onChange }: DateTimeFieldProps) {
  const field = useField(undefined, label);
  const local = value === null ? "" : toLocal(new Date(value));
  return (
    <FieldParts field={field} label={label}>
      <input
        id={field.id}
        className="ams-text-input rg-field__short"
        type="datetime-local"
        value={local}
        onChange={(event) => {
          const moment = new Date(event.target.value);
          onChange(Number.isNaN(moment.getTime()) ? null : moment.toISOString());
        }}
      />
    </FieldParts>
  );
}

function toLocal(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
