import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { QueryState } from "../../ui/QueryState";
import { TextArea } from "../../ui/TextArea";
import { useAnnounce } from "../../ui/statusContext";
import { useApplication, useMoveApplication } from "../api";
import { useLabels } from "../labels";
import type { Application } from "../types";

interface AnswerDialogProps {
  idea: Schema<"IdeaStatus">;
  to: "exploration" | "rejected";
  onClose: () => void;
}

/** The answer to an idea: it goes on or it does not, and why. The submitter reads it. */
export function AnswerDialog({ idea, to, onClose }: AnswerDialogProps) {
  const { t } = useTranslation("portfolio");
  const query = useApplication(idea.id);
  const { name } = idea;
  const title = to === "rejected" ? t("ideas.reject_title", { name }) : t("ideas.accept_title", { name });
  return (
    <Dialog title={title} onClose={onClose}>
      <QueryState query={query} lines={3}>
        {(application) => <AnswerForm application={application} to={to} onClose={onClose} />}
      </QueryState>
    </Dialog>
  );
}

interface AnswerFormProps {
  application: Application;
  to: AnswerDialogProps["to"];
  onClose: () => void;
}

function AnswerForm({ application, to, onClose }: AnswerFormProps) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const announce = useAnnounce();
  const move = useMoveApplication();
  const [reason, setReason] = useState("");
  const { id, version, record } = application;
  const send = () =>
    move.mutate(
      { id, version, move: { phase: to, reason: reason.trim() } },
      {
        onSuccess: () => {
          announce(t("ideas.done", { name: record.identity.name }));
          onClose();
        },
      },
    );
  return (
    <Form onSubmit={send} error={move.error} busy={move.isPending}>
      <p>{record.identity.problem}</p>
      <TextArea
        label={t("ideas.answer_label")}
        hint={t("ideas.answer_hint")}
        pointer="/reason"
        value={reason}
        onChange={setReason}
      />
      <FormActions>
        <Button type="submit" busy={move.isPending}>
          {to === "rejected"
            ? t("ideas.reject")
            : t("ideas.accept", { phase: labels.phase(to).toLowerCase() })}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          {t("common.cancel")}
        </Button>
      </FormActions>
    </Form>
  );
}
