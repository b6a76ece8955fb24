import { useTranslation } from "react-i18next";
import { DataTable, type Column } from "../../ui/DataTable";
import { useFormat } from "../../ui/format";
import type { AuditEntry } from "../api";
import { EntryDetails } from "./EntryDetails";
import { useActionText } from "./actionText";

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const actionText = useActionText();
  const origin = (entry: AuditEntry) =>
    entry.origin === "command line" ? t("command_line") : t("from_origin", { origin: entry.origin });
  const columns: Column<AuditEntry>[] = [
    {
      key: "when",
      header: t("when"),
      cell: (entry) => (
        <>
          <time dateTime={entry.at}>{format.dateTime(entry.at)}</time>
          <small className="rg-block">{t("number", { sequence: entry.sequence })}</small>
        </>
      ),
    },
    {
      key: "who",
      header: t("who"),
      cell: (entry) => (
        <>
          {entry.actor}
          <small className="rg-block">{origin(entry)}</small>
        </>
      ),
    },
    {
      key: "what",
      header: t("what"),
      rowHeader: true,
      cell: (entry) => (
        <>
          {actionText(entry.action)}
          {typeof entry.subject_label === "string" && (
            <small className="rg-block">{entry.subject_label}</small>
          )}
        </>
      ),
    },
    { key: "details", header: t("details"), cell: (entry) => <EntryDetails entry={entry} /> },
  ];
  return (
    <DataTable caption={t("caption")} columns={columns} rows={entries} rowKey={({ sequence }) => sequence} />
  );
}
