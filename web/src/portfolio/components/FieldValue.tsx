import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { cellText, listOf, plainText, useFieldText } from "../fieldText";
import { isEvidenceFile } from "../evidence";
import type { CellDefinition, FieldDefinition } from "../fields";
import { useLabels } from "../labels";
import { isEmptyValue } from "../record";

interface FieldValueProps {
  field: FieldDefinition;
  value: unknown;
}

/** Only addresses of the web, and files in Regie, become links; anything else stays text. */
function WebLink({ address, children }: { address: string; children?: string }) {
  const { t } = useTranslation("portfolio");
  if (isEvidenceFile(address)) return <a href={address}>{children ?? t("evidence_file.open")}</a>;
  if (!/^https?:\/\//i.test(address)) return <>{children ?? address}</>;
  return (
    <a href={address} rel="noreferrer">
      {children ?? address}
    </a>
  );
}

const undecided = ["not_classified", "not_assessed"];

/** A field of the record as people read it. */
export function FieldValue({ field, value }: FieldValueProps) {
  const { t } = useTranslation("portfolio");
  const text = useFieldText();
  if (isEmptyValue(value)) return <span className="rg-soft">{t("common.not_filled")}</span>;
  if (field.kind === "choice" && undecided.includes(plainText(value))) {
    return <Tag tone="soon">{text(field, value)}</Tag>;
  }
  if (field.kind === "link") return <WebLink address={plainText(value)} />;
  if (field.kind === "rows") return <Rows field={field} rows={listOf(value)} />;
  return <span className="rg-record__text">{text(field, value)}</span>;
}

function Rows({ field, rows }: { field: FieldDefinition & { kind: "rows" }; rows: readonly unknown[] }) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const format = useFormat();
  const content = (cell: CellDefinition, row: unknown) => {
    const text = cellText(cell, row, labels, format);
    if (cell.kind === "link") return <WebLink address={text} />;
    return text === "" ? "–" : text;
  };
  return (
    <DataTable
      caption={t(`field.${field.key}`)}
      captionHidden
      rows={rows.map((row, index) => ({ row, index }))}
      rowKey={({ index }) => index}
      columns={field.cells.map((cell, index) => ({
        key: cell.key,
        header: t(`cell.${cell.key}`),
        cell: ({ row }: { row: unknown }) => content(cell, row),
        rowHeader: index === 0,
        end: cell.kind === "number",
      }))}
    />
  );
}
