import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError, type FieldProblem } from "../../api/problem";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextArea";
import { useFormat } from "../../ui/format";
import { useLabels } from "../labels";
import { today } from "../today";
import type { Phase } from "../types";
import { allPhases, funnelPhases, isEnded, nextPhase } from "../vocabulary";

export interface Movable {
  id: string;
  name: string;
  version: number;
  phase: Phase;
}

type PhaseMove = Schema<"PhaseMove">;

interface MoveDialogProps {
  subject: Movable;
  /** Chosen beforehand, or typed in an attempt that failed. */
  initial?: Partial<PhaseMove>;
  error: unknown;
  busy: boolean;
  onSend: (move: PhaseMove) => void;
  onClose: () => void;
}

/** Said here at once, in the way in which the server would say it. */
function useWhatIsMissing() {
  const { t } = useTranslation("portfolio");
  return (phase: Phase | null, reason: string): ProblemError | null => {
    const errors: FieldProblem[] = [];
    if (phase === null) {
      errors.push({ pointer: "/phase", code: "required", detail: t("move.phase_missing") });
    }
    if (reason.trim() === "") {
      errors.push({ pointer: "/reason", code: "required", detail: t("move.reason_missing") });
    }
    return errors.length === 0 ? null : new ProblemError(422, { errors });
  };
}

/** Asks where to, why and when. */
export function MoveDialog({ subject, initial, error, busy, onSend, onClose }: MoveDialogProps) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const [phase, setPhase] = useState<Phase | null>(initial?.phase ?? nextPhase(subject.phase));
  const [reason, setReason] = useState(initial?.reason ?? "");
  const [on, setOn] = useState<string | null>(initial?.on ?? today());
  const whatIsMissing = useWhatIsMissing();
  const [incomplete, setIncomplete] = useState<ProblemError | null>(null);
  const options = allPhases
    .filter((candidate) => candidate !== subject.phase)
    .map((value) => ({ value, label: labels.phase(value) }));

  function send() {
    const problem = whatIsMissing(phase, reason);
    setIncomplete(problem);
    if (phase !== null && problem === null) onSend({ phase, reason: reason.trim(), on });
  }

  return (
    <Dialog title={t("move.title", { name: subject.name })} onClose={onClose}>
      <Form onSubmit={send} error={incomplete ?? error} busy={busy}>
        <Select
          label={t("move.to")}
          pointer="/phase"
          options={options}
          value={phase}
          onChange={setPhase}
          none={t("move.choose")}
        />
        {phase !== null && <Meaning from={subject.phase} to={phase} />}
        <TextArea
          label={t("move.reason")}
          hint={t("move.reason_hint")}
          pointer="/reason"
          value={reason}
          onChange={setReason}
        />
        <DateField
          label={t("move.on")}
          hint={t("move.on_hint")}
          pointer="/on"
          value={on}
          onChange={setOn}
          max={today()}
        />
        <FormActions>
          <Button type="submit" busy={busy}>
            {t("move.submit")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

/** What this step means: the question to answer, or a warning about a step out of the ordinary. */
function Meaning({ from, to }: { from: Phase; to: Phase }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  if (isEnded(to)) return <Alert tone="warning">{t("move.ends")}</Alert>;
  if (isEnded(from)) return null;
  const order: readonly Phase[] = funnelPhases;
  const steps = order.indexOf(to) - order.indexOf(from);
  if (steps < 0) return <Alert tone="warning">{t("move.back")}</Alert>;
  const term = labels.phaseTerm(from);
  const question = term === undefined ? "" : format.text(term.gate_question);
  return (
    <Alert tone={steps > 1 ? "warning" : "info"}>
      <p>{t("move.gate", { phase: labels.phase(from), question })}</p>
      {steps > 1 && <p>{t("move.skips")}</p>}
    </Alert>
  );
}
