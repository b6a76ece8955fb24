import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { Disclosure } from "../../ui/Disclosure";
import { EmptyState } from "../../ui/EmptyState";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useHistory } from "../api";
import { plainText, useFieldText } from "../fieldText";
import { fieldAt, pointerOf } from "../fields";
import { useLabels } from "../labels";

type Entry = Schema<"HistoryEntry">;
type Change = Schema<"FieldChange">;

/** Who changed what and when, newest first. */
export function HistoryList({ id }: { id: string }) {
  const { t } = useTranslation("portfolio");
  const query = useHistory(id);
  return (
    <QueryState query={query}>
      {(entries) =>
        entries.length === 0 ? (
          <EmptyState title={t("history.none")} />
        ) : (
          <ol className="rg-plain-list rg-history">
            {entries.map((entry, index) => (
              <li key={`${entry.version} ${entry.at} ${index}`}>
                <HistoryItem entry={entry} />
              </li>
            ))}
          </ol>
        )
      }
    </QueryState>
  );
}

function HistoryItem({ entry }: { entry: Entry }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const { changes } = entry;
  return (
    <div className="rg-stack">
      <div>
        <h3>
          {t(`history.${entry.kind}`)}
          <Movement entry={entry} />
        </h3>
        <p className="rg-soft">{t("history.by", { by: entry.by, at: format.dateTime(entry.at) })}</p>
        {entry.reason && <p>{t("history.reason", { reason: entry.reason })}</p>}
      </div>
      {changes.length > 0 && (
        <Disclosure
          summary={t("history.changes", { count: changes.length })}
          open={changes.length <= 6 && entry.kind !== "created"}
        >
          <Changes changes={changes} />
        </Disclosure>
      )}
    </div>
  );
}

function Movement({ entry }: { entry: Entry }) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  if (!entry.to_phase) return null;
  const to = labels.phase(entry.to_phase);
  if (!entry.from_phase) return <>: {t("history.start", { to })}</>;
  return <>: {t("history.move", { from: labels.phase(entry.from_phase), to })}</>;
}

function readJson(text: string | null | undefined): unknown {
  if (text === null || text === undefined) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** A changed field in words; a change deep inside a list shows the value as it is. */
function useChangeText() {
  const { t } = useTranslation("portfolio");
  const fieldText = useFieldText();
  const valueText = (change: Change, json: string | null | undefined) => {
    const value = readJson(json);
    const field = fieldAt(change.pointer);
    if (value === null) return t("history.empty");
    const whole = field !== undefined && pointerOf(field.key) === change.pointer;
    const text = whole ? fieldText(field, value) : plainText(value);
    return text === "" ? t("history.empty") : text;
  };
  const name = ({ pointer }: Change) => {
    const field = fieldAt(pointer);
    return field === undefined ? pointer : t(`field.${field.key}`);
  };
  return { name, valueText };
}

export function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation("portfolio");
  const { name, valueText } = useChangeText();
  return (
    <DataTable
      caption={t("history.changes", { count: changes.length })}
      captionHidden
      rows={changes}
      rowKey={({ pointer }) => pointer}
      columns={[
        { key: "field", header: t("history.field"), rowHeader: true, cell: name },
        { key: "before", header: t("history.before"), cell: (change) => valueText(change, change.before) },
        { key: "after", header: t("history.after"), cell: (change) => valueText(change, change.after) },
      ]}
    />
  );
}
