import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldParts, type FieldProps } from "./FieldParts";
import { parseAmount, parseCents, parseWhole } from "./amounts";
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
  unitBehind?: boolean;
}

/** Keeps what was typed as long as it means the same value, so that typing is never interrupted. */
function TypedNumber(props: TypedNumberProps) {
  const { label, hint, optional, pointer, value, onChange, parse, write, complaint, disabled } = props;
  const { unit, unitBehind = false } = props;
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
        {unit !== undefined && !unitBehind && <span aria-hidden="true">{unit}</span>}
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
        {unitBehind && <span>{unit}</span>}
      </div>
    </FieldParts>
  );
}

/** A whole number. */
export function NumberField(props: NumberFieldProps) {
  const { t } = useTranslation("ui");
  return <TypedNumber {...props} parse={parseWhole} write={String} complaint={t("not_a_number")} />;
}

interface MeasureFieldProps extends NumberFieldProps {
  whole?: boolean;
  /** Stands behind the number. */
  unit?: string;
}

/** A number as it was measured or counted, with its unit. */
export function MeasureField({ whole = false, ...props }: MeasureFieldProps) {
  const { t, i18n } = useTranslation("ui");
  const locale = i18n.language === "en" ? "en-GB" : "nl-NL";
  return (
    <TypedNumber
      {...props}
      unitBehind={props.unit !== undefined}
      parse={whole ? parseWhole : parseAmount}
      write={(value) => value.toLocaleString(locale, { useGrouping: false, maximumFractionDigits: 2 })}
      complaint={t("not_a_number")}
    />
  );
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
