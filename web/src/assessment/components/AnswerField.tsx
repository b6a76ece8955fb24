import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckboxGroup, RadioGroup } from "../../ui/Choices";
import { DateField } from "../../ui/DateField";
import { MeasureField } from "../../ui/NumberField";
import { Select, type Option } from "../../ui/Select";
import { TextArea } from "../../ui/TextArea";
import { TextField } from "../../ui/TextField";
import { TokenField } from "../../ui/TokenField";
import { useFormat } from "../../ui/format";
import type { AnswerFieldProps, Item } from "../types";
import { numberOf, textOf } from "../valueText";
import { FileAnswer } from "./FileAnswer";

const mostRadios = 7;

/** Where a question is answered, by the kind of answer it asks. */
export function AnswerField(props: AnswerFieldProps) {
  const { item } = props;
  switch (item.type) {
    case "boolean":
      return <YesNo {...props} />;
    case "choice":
      return <Choice {...props} />;
    case "integer":
    case "decimal":
    case "quantity":
      return <Measured {...props} />;
    case "date":
      return <Day {...props} />;
    case "attachment":
      return <FileAnswer {...props} />;
    default:
      return <Words {...props} />;
  }
}

function YesNo({ label, hint, values, disabled, onChange }: AnswerFieldProps) {
  const { t } = useTranslation("assessment");
  const value = typeof values[0] === "boolean" ? (values[0] ? "yes" : "no") : null;
  return (
    <RadioGroup
      label={label}
      hint={hint}
      disabled={disabled}
      columns
      options={[
        { value: "yes", label: t("answer.yes") },
        { value: "no", label: t("answer.no") },
      ]}
      value={value}
      onChange={(chosen) => onChange([chosen === "yes"], false)}
    />
  );
}

function useOptions(item: Item): Option[] {
  const format = useFormat();
  return item.options.map(({ value, text }) => ({ value, label: format.text(text) }));
}

function Choice({ item, label, hint, values, disabled, onChange }: AnswerFieldProps) {
  const options = useOptions(item);
  const common = { label, hint, disabled, options };
  const chosen = values.map(textOf);
  if (item.repeats) {
    return <CheckboxGroup {...common} values={chosen} onChange={(next) => onChange(next, false)} />;
  }
  const value = chosen[0] ?? null;
  if (options.length <= mostRadios) {
    return <RadioGroup {...common} value={value} onChange={(next) => onChange([next], false)} />;
  }
  return (
    <Select
      {...common}
      none
      value={value}
      onChange={(next) => onChange(next === null ? [] : [next], false)}
    />
  );
}

function Measured({ item, label, hint, values, disabled, onChange }: AnswerFieldProps) {
  const format = useFormat();
  return (
    <MeasureField
      label={label}
      hint={hint}
      disabled={disabled}
      whole={item.type === "integer"}
      unit={item.unit ? format.text(item.unit.text) : undefined}
      value={numberOf(values[0])}
      onChange={(value) => onChange(value === null ? [] : [value], true)}
    />
  );
}

function Day({ label, hint, values, disabled, onChange }: AnswerFieldProps) {
  return (
    <DateField
      label={label}
      hint={hint}
      disabled={disabled}
      value={textOf(values[0]) || null}
      onChange={(value) => onChange(value === null ? [] : [value], false)}
    />
  );
}

/** What is typed stays as it is, although spaces around it do not count as an answer. */
function useTyped(values: readonly unknown[], onChange: AnswerFieldProps["onChange"]) {
  const saved = textOf(values[0]);
  const [typed, setTyped] = useState(saved);
  const value = typed.trim() === saved ? typed : saved;
  const type = (text: string) => {
    setTyped(text);
    const trimmed = text.trim();
    if (trimmed !== saved) onChange(trimmed === "" ? [] : [trimmed], true);
  };
  return { value, type };
}

function Words({ item, label, hint, values, disabled, onChange }: AnswerFieldProps) {
  const options = useOptions(item);
  const { value, type } = useTyped(values, onChange);
  const common = { label, hint, disabled };
  const maxLength = item.max_length ?? undefined;
  if (item.repeats) {
    return (
      <TokenField
        {...common}
        suggestions={options}
        values={values.map(textOf)}
        onChange={(next) => onChange(next, false)}
      />
    );
  }
  if (item.type === "text") {
    return <TextArea {...common} rows={3} maxLength={maxLength} value={value} onChange={type} />;
  }
  const known = options.find((option) => option.value === value);
  const choose = (text: string) => type(options.find((option) => option.label === text)?.value ?? text);
  return (
    <TextField
      {...common}
      type={item.type === "url" ? "url" : "text"}
      autoComplete="off"
      maxLength={maxLength}
      suggestions={options.length === 0 ? undefined : options.map((option) => option.label)}
      value={known?.label ?? value}
      onChange={choose}
    />
  );
}
