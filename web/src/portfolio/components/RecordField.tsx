import { useTranslation } from "react-i18next";
import { CheckboxGroup, RadioGroup } from "../../ui/Choices";
import { DateField } from "../../ui/DateField";
import { MoneyField, NumberField } from "../../ui/NumberField";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextArea";
import { TextField } from "../../ui/TextField";
import { TokenField } from "../../ui/TokenField";
import { useCatalog } from "../api";
import { listOf } from "../fieldText";
import { pointerOf, type FieldDefinition } from "../fields";
import { useLabels } from "../labels";
import { isEmptyValue } from "../record";
import type { Person, Phase } from "../types";
import { allPhases } from "../vocabulary";
import { PersonField } from "./PersonField";
import { PickMany } from "./PickMany";
import { RowsField, type Row } from "./RowsField";

interface RecordFieldProps {
  field: FieldDefinition;
  /** Where the record stands in the request: empty, or /record. */
  prefix: string;
  phase: Phase;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** What the field asks for, and from which phase it is required. */
function useHint(field: FieldDefinition, phase: Phase, empty: boolean): string | undefined {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const catalog = useCatalog().data;
  const pointer = pointerOf(field.key);
  const from = allPhases.find(
    (candidate) =>
      candidate === catalog?.completeness.find((rule) => rule.pointer === pointer)?.required_from,
  );
  const parts = field.hint === undefined ? [] : [t(`hint.${field.hint}`)];
  if (from !== undefined) {
    const now = allPhases.indexOf(phase) >= allPhases.indexOf(from);
    if (!now) parts.push(t("editor.required_from", { phase: labels.phase(from).toLowerCase() }));
    else if (empty) parts.push(t("editor.required_now"));
  }
  return parts.length === 0 ? undefined : parts.join(" ");
}

const texts = (value: unknown): string[] =>
  listOf(value).filter((item): item is string => typeof item === "string");
const textOr = (value: unknown): string | null => (typeof value === "string" ? value : null);
const numberOr = (value: unknown): number | null => (typeof value === "number" ? value : null);

export function RecordField({ field, prefix, phase, value, onChange }: RecordFieldProps) {
  const { t } = useTranslation("portfolio");
  const undecided = value === "not_classified" || value === "not_assessed";
  const hint = useHint(field, phase, isEmptyValue(value) || undecided);
  const common = { label: t(`field.${field.key}`), hint, pointer: prefix + pointerOf(field.key) };
  switch (field.kind) {
    case "long_text":
      return (
        <TextArea
          {...common}
          rows={3}
          value={textOr(value) ?? ""}
          onChange={(typed) => onChange(typed || null)}
        />
      );
    case "person":
      return <PersonField {...common} value={value as Person | null} onChange={onChange} />;
    case "number":
      return <NumberField {...common} value={numberOr(value)} onChange={onChange} />;
    case "money":
      return <MoneyField {...common} value={numberOr(value)} onChange={onChange} />;
    case "date":
      return <DateField {...common} value={textOr(value)} onChange={onChange} />;
    case "words":
      return <TokenField {...common} values={texts(value)} onChange={onChange} />;
    case "rows":
      return <RowsField {...common} field={field} rows={listOf(value) as Row[]} onChange={onChange} />;
    case "text":
    case "link":
      return <LineField {...common} field={field} value={textOr(value)} onChange={onChange} />;
    default:
      return <ChoiceField {...common} field={field} value={value} onChange={onChange} />;
  }
}

interface CommonProps {
  label: string;
  hint: string | undefined;
  pointer: string;
  onChange: (value: unknown) => void;
}

function LineField(props: CommonProps & { field: FieldDefinition; value: string | null }) {
  const { field, value, onChange, ...common } = props;
  // A record always has a name; anything else that is emptied is simply not there.
  const change = (typed: string) => onChange(typed === "" && field.key !== "identity.name" ? null : typed);
  return (
    <TextField
      {...common}
      type={field.kind === "link" ? "url" : "text"}
      value={value ?? ""}
      onChange={change}
    />
  );
}

type ChoiceDefinition = Extract<
  FieldDefinition,
  { kind: "yes_no" | "choice" | "choices" | "term" | "terms" | "departments" }
>;
type ChoiceFieldProps = CommonProps & { field: FieldDefinition; value: unknown };

function ChoiceField({ field: anyField, value, ...common }: ChoiceFieldProps) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const field = anyField as ChoiceDefinition;
  switch (field.kind) {
    case "yes_no":
      return (
        <RadioGroup
          {...common}
          options={[
            { value: "yes", label: t("common.yes") },
            { value: "no", label: t("common.no") },
            { value: "unknown", label: t("editor.unknown") },
          ]}
          value={value === true ? "yes" : value === false ? "no" : "unknown"}
          onChange={(chosen) => common.onChange(chosen === "unknown" ? null : chosen === "yes")}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          options={labels.words(field.vocabulary)}
          value={textOr(value)}
          none={field.required ? undefined : true}
        />
      );
    case "choices":
      return (
        <CheckboxGroup {...common} columns options={labels.words(field.vocabulary)} values={texts(value)} />
      );
    case "term":
      return <Select {...common} options={labels.terms(field.catalog)} value={textOr(value)} none />;
    case "terms":
      return <PickMany {...common} options={labels.terms(field.catalog)} values={texts(value)} />;
    default:
      return <PickMany {...common} options={labels.departments(texts(value))} values={texts(value)} />;
  }
}
