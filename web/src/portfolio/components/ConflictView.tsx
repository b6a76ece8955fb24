import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Choices";
import { DataTable } from "../../ui/DataTable";
import { DialogActions } from "../../ui/Dialog";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import { useFieldText } from "../fieldText";
import { pointerOf, type FieldDefinition } from "../fields";
import { mergeRecords, resolve, type Merge, type Side } from "../merge";
import { valueAt } from "../record";
import type { Application, ApplicationRecord } from "../types";

interface ConflictViewProps {
  /** The version from which the editing began. */
  base: ApplicationRecord;
  yours: ApplicationRecord;
  /** What somebody else saved in the meantime. */
  theirs: Application;
  busy: boolean;
  onSave: (record: ApplicationRecord) => void;
  onBack: () => void;
}

/** Two people changed one record: shows where they differ, merges the rest, asks for the choices. */
export function ConflictView({ base, yours, theirs, busy, onSave, onBack }: ConflictViewProps) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const merge = mergeRecords(base, yours, theirs.record);
  const result = resolve(merge, yours, choices);
  const count = merge.conflicts.length;
  const choose = (field: FieldDefinition, side: Side) => setChoices(new Map(choices).set(field.key, side));
  return (
    <div className="rg-stack rg-stack--wide">
      <Alert tone="warning" title={t("conflict.title")} live>
        <p>{t("conflict.text", { by: theirs.updated_by, at: format.dateTime(theirs.updated_at) })}</p>
        <p>{count === 0 ? t("conflict.none") : t("conflict.choose", { count })}</p>
      </Alert>
      {merge.conflicts.map((field) => (
        <ConflictPanel
          key={field.key}
          field={field}
          versions={{ base, yours, theirs: theirs.record }}
          by={theirs.updated_by}
          choice={choices.get(field.key) ?? null}
          onChoose={(side) => choose(field, side)}
        />
      ))}
      {merge.settled.length > 0 && <Settled merge={merge} />}
      {result === null && <p role="status">{t("conflict.undecided")}</p>}
      <DialogActions>
        <Button
          busy={busy}
          disabled={result === null}
          onClick={() => {
            if (result !== null) onSave(result);
          }}
        >
          {t("conflict.save")}
        </Button>
        <Button kind="secondary" onClick={onBack}>
          {t("conflict.back")}
        </Button>
      </DialogActions>
    </div>
  );
}

interface ConflictPanelProps {
  field: FieldDefinition;
  versions: Record<"base" | Side, ApplicationRecord>;
  by: string;
  choice: Side | null;
  onChoose: (side: Side) => void;
}

function ConflictPanel({ field, versions, by, choice, onChoose }: ConflictPanelProps) {
  const { t } = useTranslation("portfolio");
  const text = useFieldText();
  const read = (record: ApplicationRecord) =>
    text(field, valueAt(record, pointerOf(field.key))) || t("history.empty");
  const columns = [
    { key: "base", title: t("conflict.base"), record: versions.base },
    { key: "yours", title: t("conflict.yours"), record: versions.yours },
    { key: "theirs", title: t("conflict.theirs", { by }), record: versions.theirs },
  ];
  return (
    <Panel title={t(`field.${field.key}`)}>
      <dl className="rg-versions">
        {columns.map(({ key, title, record }) => (
          <div key={key}>
            <dt>{title}</dt>
            <dd>{read(record)}</dd>
          </div>
        ))}
      </dl>
      <RadioGroup
        label={t("conflict.pick")}
        options={[
          { value: "yours", label: t("conflict.pick_yours") },
          { value: "theirs", label: t("conflict.pick_theirs") },
        ]}
        value={choice}
        onChange={onChoose}
      />
    </Panel>
  );
}

function Settled({ merge }: { merge: Merge }) {
  const { t } = useTranslation("portfolio");
  const text = useFieldText();
  return (
    <Panel title={t("conflict.merged_title")}>
      <DataTable
        caption={t("conflict.merged_title")}
        captionHidden
        rows={merge.settled}
        rowKey={({ field }) => field.key}
        columns={[
          {
            key: "field",
            header: t("conflict.field"),
            rowHeader: true,
            cell: ({ field }) => t(`field.${field.key}`),
          },
          {
            key: "value",
            header: t("conflict.value"),
            cell: ({ field }) =>
              text(field, valueAt(merge.merged, pointerOf(field.key))) || t("history.empty"),
          },
          { key: "from", header: t("conflict.from"), cell: ({ side }) => t(`conflict.kept_${side}`) },
        ]}
      />
    </Panel>
  );
}
