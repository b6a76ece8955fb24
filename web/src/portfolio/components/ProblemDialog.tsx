import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { Link } from "../../ui/Link";
import { TextArea } from "../../ui/TextArea";
import { TextField } from "../../ui/TextField";
import { useAnnounce } from "../../ui/statusContext";
import { useStateProblem } from "../api";

interface ProblemDialogProps {
  idea: { id: string; code: string; name: string };
  /** It was made a moment ago: say so, and lead to it. */
  made?: boolean;
  onClose: () => void;
}

/** An idea that began with a product gets its problem here. */
export function ProblemDialog({ idea, made = false, onClose }: ProblemDialogProps) {
  const { t } = useTranslation("portfolio");
  const announce = useAnnounce();
  const save = useStateProblem(idea.id);
  const [problem, setProblem] = useState("");
  const [owner, setOwner] = useState("");
  const send = () =>
    save.mutate(
      { problem: problem.trim(), problem_owner: owner.trim() },
      {
        onSuccess: () => {
          announce(t("problem.done", { code: idea.code }));
          onClose();
        },
      },
    );
  return (
    <Dialog title={t("problem.title")} onClose={onClose}>
      {made && (
        <Alert tone="ok" live>
          <p>
            {t("problem.made", { code: idea.code, name: idea.name })}{" "}
            <Link to={`/applications/${idea.id}`}>{t("problem.see")}</Link>
          </p>
        </Alert>
      )}
      <p>{t("problem.why")}</p>
      <Form onSubmit={send} error={save.error} busy={save.isPending}>
        <TextArea
          label={t("idea.problem")}
          hint={t("idea.problem_hint")}
          pointer="/problem"
          value={problem}
          onChange={setProblem}
        />
        <TextField
          label={t("idea.problem_owner")}
          hint={t("idea.problem_owner_hint")}
          pointer="/problem_owner"
          value={owner}
          onChange={setOwner}
        />
        <FormActions>
          <Button type="submit" busy={save.isPending}>
            {t("problem.save")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("problem.later")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}
