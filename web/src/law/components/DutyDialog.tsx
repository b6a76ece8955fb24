import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EvidenceUpload } from "../../portfolio/components/EvidenceUpload";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Choices";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { FieldGroup } from "../../ui/FieldParts";
import { Form, FormActions } from "../../ui/Form";
import { TextArea } from "../../ui/TextArea";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useRecordDuty, type DutyRecord, type LawDuty } from "../api";

const states = ["open", "in_progress", "met", "not_applicable"] as const;

interface DutyDialogProps {
  duty: LawDuty;
  /** The id of the application; `null` for the hospital itself. */
  application: string | null;
  onClose: () => void;
}

export function DutyDialog({ duty, application, onClose }: DutyDialogProps) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const announce = useAnnounce();
  const save = useRecordDuty(application);
  const [record, setRecord] = useState<DutyRecord>({
    duty: duty.id,
    state: duty.state,
    met_on: duty.met_on ?? null,
    met_by: duty.met_by ?? null,
    note: duty.note ?? null,
    evidence: duty.evidence,
  });
  const set = (part: Partial<DutyRecord>) => setRecord((before) => ({ ...before, ...part }));
  const send = () =>
    save.mutate(
      { version: duty.version, body: record },
      {
        onSuccess: () => {
          announce(t("recorded_done", { title: format.text(duty.title) }));
          onClose();
        },
      },
    );
  return (
    <Dialog title={format.text(duty.title)} onClose={onClose} wide>
      <Form onSubmit={send} error={save.error} busy={save.isPending}>
        <StateFields record={record} onChange={set} />
        <EvidenceRows record={record} hint={format.text(duty.evidence_hint)} onChange={set} />
        <FormActions>
          <Button type="submit" busy={save.isPending}>
            {t("save")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

interface PartProps {
  record: DutyRecord;
  onChange: (part: Partial<DutyRecord>) => void;
}

function StateFields({ record, onChange }: PartProps) {
  const { t } = useTranslation("law");
  return (
    <>
      <RadioGroup
        label={t("how_far")}
        pointer="/state"
        options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        value={record.state}
        onChange={(state) => onChange({ state })}
      />
      {record.state === "met" && (
        <>
          <DateField
            label={t("met_on")}
            optional
            pointer="/met_on"
            value={record.met_on ?? null}
            onChange={(met_on) => onChange({ met_on })}
          />
          <TextField
            label={t("met_by_field")}
            optional
            pointer="/met_by"
            value={record.met_by ?? ""}
            onChange={(typed) => onChange({ met_by: typed === "" ? null : typed })}
          />
        </>
      )}
      <TextArea
        label={t("note")}
        hint={record.state === "not_applicable" ? t("note_reason") : undefined}
        optional={record.state !== "not_applicable"}
        pointer="/note"
        rows={3}
        value={record.note ?? ""}
        onChange={(typed) => onChange({ note: typed === "" ? null : typed })}
      />
    </>
  );
}

interface EvidenceRowsProps extends PartProps {
  hint: string;
}

function EvidenceRows({ record, hint, onChange }: EvidenceRowsProps) {
  const { t } = useTranslation("law");
  const { evidence } = record;
  const change = (index: number, part: Partial<(typeof evidence)[number]>) =>
    onChange({ evidence: evidence.map((each, place) => (place === index ? { ...each, ...part } : each)) });
  return (
    <FieldGroup label={t("evidence")} hint={t("evidence_hint", { text: hint })} pointer="/evidence" optional>
      <div className="rg-stack">
        {evidence.map((each, index) => (
          <div key={index} className="rg-stack">
            <TextField
              label={t("evidence_title", { n: index + 1 })}
              pointer={`/evidence/${index}/title`}
              value={each.title}
              onChange={(title) => change(index, { title })}
            />
            <TextField
              label={t("evidence_link", { n: index + 1 })}
              pointer={`/evidence/${index}/link`}
              value={each.link}
              onChange={(link) => change(index, { link })}
            />
            <div>
              <Button
                kind="quiet"
                small
                onClick={() => onChange({ evidence: evidence.filter((_, place) => place !== index) })}
              >
                {t("evidence_remove", { n: index + 1 })}
              </Button>
            </div>
          </div>
        ))}
        <div>
          <Button
            kind="secondary"
            small
            onClick={() => onChange({ evidence: [...evidence, { title: "", link: "" }] })}
          >
            {t("evidence_add")}
          </Button>
        </div>
        <EvidenceUpload onAdded={(row) => onChange({ evidence: [...evidence, row] })} />
      </div>
    </FieldGroup>
  );
}
