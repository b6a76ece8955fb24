import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldParts, type FieldProps } from "./FieldParts";
import { parseCents, parseWhole } from "./amounts";
import { describedBy, useField } from "./formContext";

interface NumberFieldProps extends FieldProps {
  value: number | null;
  onChange: (value: number | null) => void;
}

interface TypedNumberProps extends NumberFieldProps {
  parse: (text: string) => number | null;
  write: (value: number) => string;
  complaint: string;
  unit?: string;
}

/** Keeps what was typed as long as it means the same value, so that typing is never interrupted. */
function TypedNumber(props: TypedNumberProps) {
  const { label, hint, optional, pointer, value, onChange, parse, write, complaint, unit, disabled } = props;
  const [draft, setDraft] = useState<{ text: string; value: number | null } | null>(null);
  const text = draft !== null && draft.value === value ? draft.text : value === null ? "" : write(value);
  const unreadable = text.trim() !== "" && parse(text) === null;
  const field = useField(pointer, label, unreadable ? complaint : null);

  function type(typed: string) {
    const parsed = parse(typed);
    setDraft({ text: typed, value: parsed });
    onChange(parsed);
  }

  return (
    <FieldParts field={field} label={label} hint={hint} optional={optional}>
      <div className="rg-field__money">
        {unit !== undefined && <span aria-hidden="true">{unit}</span>}
        <input
          id={field.id}
          className="ams-text-input rg-field__short"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          disabled={disabled}
          onChange={(event) => type(event.target.value)}
          aria-invalid={field.invalid || undefined}
          aria-describedby={describedBy(field, hint)}
        />
      </div>
    </FieldParts>
  );
}

/** A whole number. */
export function NumberField(props: NumberFieldProps) {
  const { t } = useTranslation("ui");
  return <TypedNumber {...props} parse={parseWhole} write={String} complaint={t("not_a_number")} />;
}

/** Euros for the reader, whole cents for the program. */
export function MoneyField({ label, ...props }: NumberFieldProps) {
  const { t, i18n } = useTranslation("ui");
  const write = (cents: number) =>
    (cents / 100).toLocaleString(i18n.language === "en" ? "en-GB" : "nl-NL", {
      minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
    });
  return (
    <TypedNumber
      {...props}
      label={`${label} (${t("euro")})`}
      parse={parseCents}
      write={write}
      complaint={t("not_an_amount")}
      unit="€"
    />
  );
}
