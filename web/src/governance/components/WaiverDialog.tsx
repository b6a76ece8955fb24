import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../../api/problem";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { TextArea } from "../../ui/TextArea";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useWaive, type Gate, type Requirement } from "../api";

interface WaiverDialogProps {
  gate: Gate;
  requirement: Requirement;
  onClose: () => void;
}

/** Lets a requirement go until a day. */
export function WaiverDialog({ gate, requirement, onClose }: WaiverDialogProps) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const announce = useAnnounce();
  const waive = useWaive(gate.application_id);
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState<string | null>(null);
  const [incomplete, setIncomplete] = useState<ProblemError | null>(null);
  const send = () => {
    if (until === null) {
      const detail = t("waive.until_missing");
      setIncomplete(
        new ProblemError(422, { errors: [{ pointer: "/expires_on", code: "required", detail }] }),
      );
      return;
    }
    setIncomplete(null);
    waive.mutate(
      { phase: gate.phase, requirement: requirement.id, reason: reason.trim(), expires_on: until },
      {
        onSuccess: () => {
          announce(t("waive.done"));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("waive.title")} onClose={onClose}>
      <Form onSubmit={send} error={incomplete ?? waive.error} busy={waive.isPending}>
        <p>{format.text(requirement.text)}</p>
        <p className="rg-soft">{t("waive.explanation")}</p>
        <TextArea label={t("waive.reason")} pointer="/reason" value={reason} onChange={setReason} />
        <DateField label={t("waive.until")} pointer="/expires_on" value={until} onChange={setUntil} />
        <FormActions>
          <Button type="submit" busy={waive.isPending}>
            {t("waive.send")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
