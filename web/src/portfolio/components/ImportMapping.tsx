import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Disclosure } from "../../ui/Disclosure";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Select, type Option } from "../../ui/Select";
import { useFormat } from "../../ui/format";
import { useFields } from "../exchangeApi";
import type { MappedColumn } from "../importState";

interface ImportMappingProps {
  columns: readonly MappedColumn[];
  onChange: (column: string, field: string | null) => void;
}

/** Which field each column is, to change where the program or a colleague was wrong. */
export function ImportMapping({ columns, onChange }: ImportMappingProps) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const fields = useFields();
  const unread = columns.filter(({ field }) => (field ?? null) === null).length;
  // Open for who has something to choose; it does not close while they do.
  const [open] = useState(unread > 0);
  return (
    <Panel title={t("import.mapping_title")} sentence={t("import.mapping_sentence")}>
      <Disclosure
        open={open}
        summary={t("import.mapping_summary", {
          count: columns.length,
          read: columns.length - unread,
          unread,
        })}
      >
        <QueryState query={fields} lines={6}>
          {(items) => {
            const options = items.map(({ pointer, name }) => ({ value: pointer, label: format.text(name) }));
            return (
              <div className="rg-import__columns">
                {columns.map((column) => (
                  <ColumnChoice
                    key={column.column}
                    column={column}
                    options={options}
                    onChange={(field) => onChange(column.column, field)}
                  />
                ))}
              </div>
            );
          }}
        </QueryState>
      </Disclosure>
    </Panel>
  );
}

interface ColumnChoiceProps {
  column: MappedColumn;
  options: readonly Option[];
  onChange: (field: string | null) => void;
}

function ColumnChoice({ column, options, onChange }: ColumnChoiceProps) {
  const { t } = useTranslation("portfolio");
  const { samples, origin, field } = column;
  return (
    <Select
      label={column.column}
      hint={
        <>
          <span className="rg-block">{t(`import.origin_${origin ?? "none"}`)}</span>
          {samples.length > 0 && (
            <span className="rg-block">{t("import.samples", { samples: samples.join(" · ") })}</span>
          )}
        </>
      }
      options={options}
      none={t("import.not_read")}
      value={field ?? null}
      onChange={onChange}
    />
  );
}
