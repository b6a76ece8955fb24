import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import type { Column } from "../../ui/column";
import { useFormat } from "../../ui/format";
import type { AuditEntry } from "../api";
import { DetailsButton, EntryDetails } from "./EntryDetails";
import { useActionText } from "./actionText";

function useColumns(): Column<AuditEntry>[] {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const actionText = useActionText();
  const origin = (entry: AuditEntry) =>
    entry.origin === "command line" ? t("command_line") : t("from_origin", { origin: entry.origin });
  return [
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
  ];
}

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t } = useTranslation("audit");
  const columns = useColumns();
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const toggle = (sequence: number) => {
    const next = new Set(opened);
    if (!next.delete(sequence)) next.add(sequence);
    setOpened(next);
  };
  const details: Column<AuditEntry> = {
    key: "details",
    header: t("details"),
    cell: (entry) => (
      <DetailsButton
        entry={entry}
        open={opened.has(entry.sequence)}
        onToggle={() => toggle(entry.sequence)}
      />
    ),
  };
  return (
    <DataTable
      caption={t("caption")}
      columns={[...columns, details]}
      rows={entries}
      rowKey={({ sequence }) => sequence}
      expansion={(entry) => (opened.has(entry.sequence) ? <EntryDetails entry={entry} /> : null)}
    />
  );
}
