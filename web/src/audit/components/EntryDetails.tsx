import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import type { Column } from "../../ui/column";
import { Icon } from "../../ui/Icon";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { useFormat } from "../../ui/format";
import { useFieldNames, type AuditEntry } from "../api";
import { readDetails, type DetailLine } from "../details";

interface DetailsButtonProps {
  entry: AuditEntry;
  open: boolean;
  onToggle: () => void;
}

/** Says how much there is to see. */
export function DetailsButton({ entry, open, onToggle }: DetailsButtonProps) {
  const { t } = useTranslation("audit");
  const details = typeof entry.details === "string" ? readDetails(entry.details) : null;
  return (
    <Button kind="quiet" small aria-expanded={open} onClick={onToggle}>
      {details?.areChanges === true ? t("show_changes", { count: details.lines.length }) : t("show_facts")}
      <VisuallyHidden> {t("number", { sequence: entry.sequence })}</VisuallyHidden>
      <Icon name={open ? "up" : "down"} />
    </Button>
  );
}

/** What changed, field by field, and the hash that ties the entry to the one before it. */
export function EntryDetails({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation("audit");
  const details = typeof entry.details === "string" ? readDetails(entry.details) : null;
  return (
    <div className="rg-inset rg-stack">
      {details?.areChanges === true && <Changes lines={details.lines} sequence={entry.sequence} />}
      {details?.areChanges === false && <Facts lines={details.lines} />}
      <p className="rg-small">
        {t("hash")}: <code>{entry.hash}</code>
      </p>
    </div>
  );
}

/** What changes besides the register's own fields; anything else stands there by its pointer. */
const otherNames = ["name", "email", "active", "grants", "version", "phase", "reason", "source"] as const;

function Changes({ lines, sequence }: { lines: readonly DetailLine[]; sequence: number }) {
  const { t } = useTranslation("audit");
  const format = useFormat();
  const names = useFieldNames().data;
  const nameOf = (pointer: string) => {
    const name = names?.get(pointer);
    if (name !== undefined) return format.text(name);
    const other = otherNames.find((candidate) => `/${candidate}` === pointer);
    return other === undefined ? <code>{pointer}</code> : t(`names.${other}`);
  };
  const nothing = <span className="rg-soft">{t("nothing")}</span>;
  const columns: Column<DetailLine>[] = [
    { key: "field", header: t("field"), rowHeader: true, cell: ({ name }) => nameOf(name) },
    { key: "before", header: t("before"), cell: ({ before }) => before ?? nothing },
    { key: "after", header: t("after"), cell: ({ after }) => after ?? nothing },
  ];
  return (
    <DataTable
      caption={t("changes_caption", { sequence })}
      captionHidden
      columns={columns}
      rows={lines}
      rowKey={({ name }) => name}
    />
  );
}

function Facts({ lines }: { lines: readonly DetailLine[] }) {
  return (
    <ul className="rg-plain-list">
      {lines.map(({ name, after }) => (
        <li key={name}>
          {name !== "" && <code>{name}: </code>}
          {after}
        </li>
      ))}
    </ul>
  );
}
