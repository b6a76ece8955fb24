import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { useLabels } from "../../portfolio/labels";
import { DataTable } from "../../ui/DataTable";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";

interface FieldsPanelProps {
  figures: Schema<"MarketFigures">;
  list: Schema<"MarketList">;
}

export function FieldsPanel({ figures, list }: FieldsPanelProps) {
  const { t } = useTranslation("market");
  const format = useFormat();
  const nameOf = (id: string) => {
    const field = list.fields.find((candidate) => candidate.id === id);
    return field === undefined ? id : format.text(field.name);
  };
  const most = figures.fields[0];
  const n = format.number(figures.fields_total);
  return (
    <Panel
      title={t("growth.fields_title")}
      sentence={
        most === undefined
          ? undefined
          : t("growth.fields_sentence", { field: nameOf(most.field), most: format.number(most.count), n })
      }
    >
      <div className="rg-market__bars">
        <FieldsTable figures={figures} list={list} nameOf={nameOf} />
      </div>
      <p className="rg-small">
        {t("growth.fields_note", {
          n,
          publisher: list.source.publisher,
          until: format.date(figures.until),
        })}
      </p>
    </Panel>
  );
}

interface FieldsTableProps extends FieldsPanelProps {
  nameOf: (field: string) => string;
}

function FieldsTable({ figures, list, nameOf }: FieldsTableProps) {
  const { t } = useTranslation("market");
  const format = useFormat();
  const labels = useLabels();
  const most = figures.fields[0]?.count ?? 1;
  const specialismsOf = (id: string) =>
    (list.fields.find((field) => field.id === id)?.specialisms ?? []).map((specialism) =>
      labels.term("specialisms", specialism),
    );
  return (
    <DataTable
      caption={t("growth.fields_title")}
      captionHidden
      rows={figures.fields}
      rowKey={({ field }) => field}
      columns={[
        {
          key: "field",
          header: t("growth.field"),
          rowHeader: true,
          cell: ({ field }) => nameOf(field),
        },
        {
          key: "count",
          header: t("growth.count"),
          cell: ({ count }) => (
            <span className="rg-median">
              <span>{format.number(count)}</span>
              <span
                className="rg-median__bar"
                aria-hidden="true"
                style={{ "--share": count / most } as CSSProperties}
              />
            </span>
          ),
        },
        {
          key: "specialisms",
          header: t("growth.specialisms"),
          cell: ({ field }) => {
            const names = specialismsOf(field);
            return names.length === 0 ? (
              <span className="rg-soft">{t("growth.no_specialism")}</span>
            ) : (
              format.list(names)
            );
          },
        },
      ]}
    />
  );
}
