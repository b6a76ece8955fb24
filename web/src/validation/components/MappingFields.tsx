import { useTranslation } from "react-i18next";
import { CheckboxGroup } from "../../ui/Choices";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import type { Mapping } from "../runPlan";

interface MappingFieldsProps {
  /** Of the file; absent when they cannot be read here, and are typed. */
  columns: readonly string[] | undefined;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

/** Which column is what. */
export function MappingFields(props: MappingFieldsProps) {
  const { t } = useTranslation("validation");
  const { mapping, onChange } = props;
  const typed = (name: "event" | "threshold") => (
    <TextField
      label={t(`run.${name}`)}
      hint={t(`run.${name}_hint`)}
      pointer={`/${name}`}
      optional
      value={mapping[name]}
      onChange={(value) => onChange({ ...mapping, [name]: value })}
    />
  );
  return (
    <>
      <ColumnField {...props} name="score" hint={t("run.score_hint")} />
      <ColumnField {...props} name="outcome" hint={t("run.outcome_hint")} />
      {typed("event")}
      {typed("threshold")}
      <ColumnField {...props} name="patient" hint={t("run.patient_hint")} optional />
      <ColumnField {...props} name="time" optional />
      <ColumnsField {...props} name="by" />
      <ColumnsField {...props} name="drop" />
    </>
  );
}

interface ColumnFieldProps extends MappingFieldsProps {
  name: "score" | "outcome" | "patient" | "time";
  hint?: string;
  optional?: boolean;
}

function ColumnField({ columns, mapping, onChange, name, hint, optional }: ColumnFieldProps) {
  const { t } = useTranslation("validation");
  const field = { label: t(`run.${name}`), hint, optional, pointer: `/${name}` };
  if (columns === undefined) {
    return (
      <TextField
        {...field}
        value={mapping[name]}
        onChange={(value) => onChange({ ...mapping, [name]: value })}
        spellCheck={false}
      />
    );
  }
  return (
    <Select
      {...field}
      none={optional ? t("run.none") : undefined}
      options={columns.map((column) => ({ value: column, label: column }))}
      value={mapping[name] === "" ? null : mapping[name]}
      onChange={(value) => onChange({ ...mapping, [name]: value ?? "" })}
    />
  );
}

interface ColumnsFieldProps extends MappingFieldsProps {
  name: "by" | "drop";
}

function ColumnsField({ columns, mapping, onChange, name }: ColumnsFieldProps) {
  const { t } = useTranslation("validation");
  const field = { label: t(`run.${name}`), optional: true, pointer: `/${name}` };
  const change = (values: string[]) => onChange({ ...mapping, [name]: values });
  if (columns === undefined) {
    return (
      <TextField
        {...field}
        hint={`${t(`run.${name}_hint`)} ${t("run.by_typed")}`}
        value={mapping[name].join(",")}
        onChange={(text) => change(text === "" ? [] : text.split(","))}
        spellCheck={false}
      />
    );
  }
  const others = [mapping.score, mapping.outcome, mapping.patient];
  return (
    <CheckboxGroup
      {...field}
      hint={t(`run.${name}_hint`)}
      options={columns
        .filter((column) => !others.includes(column))
        .map((column) => ({ value: column, label: column }))}
      values={[...mapping[name]]}
      onChange={change}
      columns
    />
  );
}
