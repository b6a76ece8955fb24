import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { GroupParts, type FieldProps } from "../../ui/FieldParts";
import { NumberField } from "../../ui/NumberField";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useField } from "../../ui/formContext";
import type { CellDefinition, FieldDefinition } from "../fields";
import { isEvidenceFile } from "../evidence";
import { useLabels } from "../labels";
import { EvidenceUpload } from "./EvidenceUpload";

export type Row = Record<string, unknown>;

interface RowsFieldProps extends FieldProps {
  field: FieldDefinition & { kind: "rows" };
  pointer: string;
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
}

/** A list of small forms. After adding, the new row has the focus; after removing, the button to add. */
export function RowsField({ field, label, hint, pointer, rows, onChange }: RowsFieldProps) {
  const { t } = useTranslation("portfolio");
  const state = useField(pointer, label);
  const list = useRef<HTMLDivElement>(null);
  const focus = useRef<"last" | "add" | null>(null);

  useEffect(() => {
    if (focus.current === null) return;
    const rowElements = list.current?.querySelectorAll<HTMLElement>(".rg-rows__row");
    const add = list.current?.querySelector<HTMLElement>(".rg-rows__add button");
    const last = rowElements?.[rowElements.length - 1]?.querySelector<HTMLElement>("input, select");
    (focus.current === "last" ? last : add)?.focus();
    focus.current = null;
  });

  const change = (index: number, row: Row) =>
    onChange(rows.map((other, place) => (place === index ? row : other)));
  const add = () => {
    onChange([...rows, {}]);
    focus.current = "last";
  };
  const remove = (index: number) => {
    onChange(rows.filter((_, place) => place !== index));
    focus.current = "add";
  };

  return (
    <GroupParts field={state} label={label} hint={hint}>
      <div ref={list} className="rg-rows">
        {rows.map((row, index) => (
          <fieldset key={index} className="rg-rows__row">
            <legend>{t(`row.${field.rows}`, { n: index + 1 })}</legend>
            <div className="rg-rows__cells">
              {field.cells.map((cell) => (
                <Cell
                  key={cell.key}
                  cell={cell}
                  pointer={`${pointer}/${index}/${cell.key}`}
                  value={row[cell.key] ?? null}
                  onChange={(value) => change(index, { ...row, [cell.key]: value })}
                />
              ))}
            </div>
            <Button kind="quiet" small onClick={() => remove(index)}>
              <ActionText action={t("row.remove")} about={t(`row.${field.rows}`, { n: index + 1 })} />
            </Button>
          </fieldset>
        ))}
        <div className="rg-rows__add">
          <Button kind="secondary" small onClick={add}>
            {t(`row.add_${field.rows}`)}
          </Button>
        </div>
        {field.rows === "evidence" && <EvidenceUpload onAdded={(row) => onChange([...rows, { ...row }])} />}
      </div>
    </GroupParts>
  );
}

interface CellProps {
  cell: CellDefinition;
  pointer: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

function Cell({ cell, pointer, value, onChange }: CellProps) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const common = { label: t(`cell.${cell.key}`), pointer, optional: !cell.required };
  const text = typeof value === "string" ? value : null;
  switch (cell.kind) {
    case "number":
      return <NumberField {...common} value={typeof value === "number" ? value : null} onChange={onChange} />;
    case "date":
      return <DateField {...common} value={text} onChange={onChange} />;
    case "choice":
      return <Select {...common} options={labels.words(cell.vocabulary)} value={text} onChange={onChange} />;
    case "department":
      return (
        <Select
          {...common}
          options={labels.departments(text === null ? [] : [text])}
          value={text}
          onChange={onChange}
        />
      );
    default:
      if (cell.kind === "link" && text !== null && isEvidenceFile(text)) {
        return (
          <p>
            <a href={text}>{t("evidence_file.open")}</a>
          </p>
        );
      }
      return (
        <TextField
          {...common}
          type={cell.kind === "link" ? "url" : "text"}
          value={text ?? ""}
          onChange={(typed) => onChange(typed === "" ? null : typed)}
        />
      );
  }
}
