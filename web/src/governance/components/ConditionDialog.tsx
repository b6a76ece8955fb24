import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { TextArea } from "../../ui/TextArea";
import { useAnnounce } from "../../ui/statusContext";
import { useMeetCondition } from "../api";

interface ConditionDialogProps {
  decisionId: string;
  condition: Schema<"DecisionCondition">;
  onClose: () => void;
}

/** Says how a condition was met. */
export function ConditionDialog({ decisionId, condition, onClose }: ConditionDialogProps) {
  const { t } = useTranslation("governance");
  const announce = useAnnounce();
  const meet = useMeetCondition();
  const [note, setNote] = useState("");
  const send = () =>
    meet.mutate(
      { id: decisionId, body: { number: condition.number, note: note.trim() } },
      {
        onSuccess: () => {
          announce(t("condition.done"));
          onClose();
        },
      },
    );
  return (
    <Dialog title={t("condition.title")} onClose={onClose}>
      <Form onSubmit={send} error={meet.error} busy={meet.isPending}>
        <p>{condition.text}</p>
        <TextArea label={t("condition.note")} pointer="/note" value={note} onChange={setNote} />
        <FormActions>
          <Button type="submit" busy={meet.isPending}>
            {t("condition.send")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
