import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "../../api/problem";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Choices";
import { DateField } from "../../ui/DateField";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { TextArea } from "../../ui/TextArea";
import { TextField } from "../../ui/TextField";
import { useAnnounce } from "../../ui/statusContext";
import { useLabels } from "../../portfolio/labels";
import { useDecide, type Gate } from "../api";

type Verdict = Schema<"DecisionVerdict">;

interface ConditionDraft {
  key: number;
  text: string;
  owner: string;
  due_on: string | null;
}

const verdicts: readonly Verdict[] = ["go", "go_with_conditions", "hold", "no_go"];

/** The decision of the board: what, why, and on what conditions. */
export function DecisionDialog({ gate, onClose }: { gate: Gate; onClose: () => void }) {
  const { t } = useTranslation("governance");
  const labels = useLabels();
  const announce = useAnnounce();
  const decide = useDecide(gate.application_id);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [reason, setReason] = useState("");
  const [conditions, setConditions] = useState<ConditionDraft[]>([newCondition(0)]);
  const [incomplete, setIncomplete] = useState<ProblemError | null>(null);
  const conditional = verdict === "go_with_conditions";
  const done = () => {
    announce(t("decide.done"));
    onClose();
  };
  const send = () => {
    const chosen = conditional ? conditions : [];
    const errors = missingFields(verdict, chosen, t);
    setIncomplete(errors.length === 0 ? null : new ProblemError(422, { errors }));
    if (verdict === null || errors.length > 0) return;
    const body = {
      phase: gate.phase,
      verdict,
      reason: reason.trim(),
      conditions: chosen.map(({ text, owner, due_on }) => ({ text, owner, due_on: due_on ?? "" })),
    };
    decide.mutate({ version: gate.version, body }, { onSuccess: done });
  };
  return (
    <Dialog title={t("decide.title", { name: gate.name })} onClose={onClose} wide>
      <Form onSubmit={send} error={incomplete ?? decide.error} busy={decide.isPending}>
        {gate.missing > 0 && <Alert tone="warning">{t("decide.missing", { count: gate.missing })}</Alert>}
        <VerdictField value={verdict} onChange={setVerdict} />
        <TextArea
          label={t("decide.reason")}
          hint={t("decide.reason_hint")}
          pointer="/reason"
          value={reason}
          onChange={setReason}
        />
        {conditional && <Conditions conditions={conditions} onChange={setConditions} />}
        {gate.to_phase && (verdict === "go" || conditional) && (
          <p>{t("decide.moves", { phase: labels.phase(gate.to_phase) })}</p>
        )}
        <p className="rg-soft">{t("decide.sealed")}</p>
        <FormActions>
          <Button type="submit" busy={decide.isPending}>
            {t("decide.send")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

function VerdictField(props: { value: Verdict | null; onChange: (verdict: Verdict) => void }) {
  const { t } = useTranslation("governance");
  return (
    <RadioGroup
      {...props}
      label={t("decide.verdict")}
      pointer="/verdict"
      options={verdicts.map((value) => ({
        value,
        label: t(`verdict.${value}`),
        explanation: t(`verdict_text.${value}`),
      }))}
    />
  );
}

/** What the form itself can see is not filled in. */
function missingFields(verdict: Verdict | null, conditions: ConditionDraft[], t: TFunction<"governance">) {
  const required = (pointer: string, detail: string) => ({ pointer, code: "required", detail });
  const errors = verdict === null ? [required("/verdict", t("decide.verdict_missing"))] : [];
  conditions.forEach(({ due_on }, index) => {
    if (due_on === null) errors.push(required(`/conditions/${index}/due_on`, t("decide.due_missing")));
  });
  return errors;
}

function newCondition(key: number): ConditionDraft {
  return { key, text: "", owner: "", due_on: null };
}

interface ConditionsProps {
  conditions: ConditionDraft[];
  onChange: (conditions: ConditionDraft[]) => void;
}

function Conditions({ conditions, onChange }: ConditionsProps) {
  const { t } = useTranslation("governance");
  const change = (index: number, part: Partial<ConditionDraft>) =>
    onChange(conditions.map((each, at) => (at === index ? { ...each, ...part } : each)));
  const next = Math.max(...conditions.map(({ key }) => key)) + 1;
  return (
    <>
      {conditions.map((condition, index) => (
        <fieldset key={condition.key} className="rg-gate__condition">
          <legend>{t("decide.condition", { number: index + 1 })}</legend>
          <TextField
            label={t("decide.condition_text")}
            pointer={`/conditions/${index}/text`}
            value={condition.text}
            onChange={(text) => change(index, { text })}
          />
          <TextField
            label={t("decide.condition_owner")}
            pointer={`/conditions/${index}/owner`}
            value={condition.owner}
            onChange={(owner) => change(index, { owner })}
          />
          <DateField
            label={t("decide.condition_due")}
            pointer={`/conditions/${index}/due_on`}
            value={condition.due_on}
            onChange={(due_on) => change(index, { due_on })}
          />
          {conditions.length > 1 && (
            <div>
              <Button
                kind="quiet"
                small
                onClick={() => onChange(conditions.filter((_each, at) => at !== index))}
              >
                {t("decide.condition_remove", { number: index + 1 })}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button kind="secondary" small onClick={() => onChange([...conditions, newCondition(next)])}>
          {t("decide.condition_add")}
        </Button>
      </div>
    </>
  );
}
