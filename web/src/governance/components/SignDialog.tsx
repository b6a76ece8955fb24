import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDisciplineText } from "../../access/disciplineText";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Choices";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { TextArea } from "../../ui/TextArea";
import { useAnnounce } from "../../ui/statusContext";
import { useSign, type Gate, type Requirement } from "../api";

interface SignDialogProps {
  gate: Gate;
  requirement: Requirement;
  onClose: () => void;
}

/** Agrees or objects for a discipline. */
export function SignDialog({ gate, requirement, onClose }: SignDialogProps) {
  const { t } = useTranslation("governance");
  const disciplineText = useDisciplineText();
  const announce = useAnnounce();
  const sign = useSign(gate.application_id);
  const [verdict, setVerdict] = useState<Schema<"SignOffVerdict">>("agreed");
  const [remark, setRemark] = useState("");
  const { discipline } = requirement;
  if (!discipline) return null;
  const name = disciplineText(discipline);
  const send = () =>
    sign.mutate(
      { phase: gate.phase, discipline, verdict, remark: remark.trim() === "" ? null : remark.trim() },
      {
        onSuccess: () => {
          announce(t("sign.done", { name }));
          onClose();
        },
      },
    );
  return (
    <Dialog title={t("sign.title", { name })} onClose={onClose}>
      <Form onSubmit={send} error={sign.error} busy={sign.isPending}>
        <RadioGroup
          label={t("sign.verdict")}
          pointer="/verdict"
          value={verdict}
          onChange={setVerdict}
          options={[
            { value: "agreed", label: t("sign.agreed") },
            { value: "objected", label: t("sign.objected") },
          ]}
        />
        <TextArea
          label={t("sign.remark")}
          hint={t("sign.remark_hint")}
          optional={verdict === "agreed"}
          pointer="/remark"
          value={remark}
          onChange={setRemark}
        />
        <FormActions>
          <Button type="submit" busy={sign.isPending}>
            {t("sign.send")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
