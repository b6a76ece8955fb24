import "../editor.css";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { DateField } from "../../ui/DateField";
import { LeaveGuard } from "../../ui/LeaveGuard";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { Select } from "../../ui/Select";
import { useAnnounce } from "../../ui/statusContext";
import { useAddApplication } from "../api";
import { RecordForm } from "../components/RecordForm";
import { useLabels } from "../labels";
import { emptyRecord, sameValue, withoutBlankRows } from "../record";
import { today } from "../today";
import type { Phase } from "../types";
import { allPhases } from "../vocabulary";

export function NewApplicationPage() {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const add = useAddApplication();
  const [record, setRecord] = useState(emptyRecord);
  const [phase, setPhase] = useState<Phase>("idea");
  const [since, setSince] = useState<string | null>(null);
  const dirty = add.data === undefined && (!sameValue(record, emptyRecord()) || phase !== "idea");
  const added = add.data;

  useEffect(() => {
    if (added !== undefined) void navigate(`/applications/${added.id}`, { replace: true });
  }, [added, navigate]);

  const send = () =>
    add.mutate(
      { record: withoutBlankRows(record), phase, phase_since: since },
      {
        onSuccess: ({ code, record: { identity } }) =>
          announce(t("editor.added", { name: identity.name, code })),
      },
    );
  return (
    <Page title={t("editor.title_new")} lead={t("editor.lead_new")}>
      <LeaveGuard dirty={dirty} />
      <RecordForm
        record={record}
        onChange={setRecord}
        phase={phase}
        prefix="/record"
        error={add.error}
        busy={add.isPending}
        onSubmit={send}
      >
        <Panel title={t("editor.phase_title")}>
          <div className="rg-editor__fields">
            <Select
              label={t("editor.phase")}
              pointer="/phase"
              options={allPhases.map((value) => ({ value, label: labels.phase(value) }))}
              value={phase}
              onChange={(value) => setPhase(value ?? "idea")}
            />
            <DateField
              label={t("editor.phase_since")}
              hint={t("editor.phase_since_hint")}
              pointer="/phase_since"
              value={since}
              onChange={setSince}
              max={today()}
            />
          </div>
        </Panel>
      </RecordForm>
    </Page>
  );
}
