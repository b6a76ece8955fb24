import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { CheckboxGroup } from "../../ui/Choices";
import { Form, FormActions } from "../../ui/Form";
import { LeaveGuard } from "../../ui/LeaveGuard";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { Select } from "../../ui/Select";
import { TextArea } from "../../ui/TextArea";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/format";
import { useCatalog, useSubmitIdea } from "../api";
import { useLabels } from "../labels";
import { daysAfter } from "../today";
import { vocabulary } from "../vocabulary";

type NewIdea = Schema<"NewIdea">;

const nothing: NewIdea = {
  name: "",
  problem: "",
  problem_owner: "",
  idea: null,
  department: null,
  drivers: [],
};

export function NewIdeaPage() {
  const submit = useSubmitIdea();
  const [idea, setIdea] = useState<NewIdea>(nothing);
  if (submit.data !== undefined) {
    const again = () => {
      setIdea(nothing);
      submit.reset();
    };
    return <Received idea={submit.data} onAgain={again} />;
  }
  return (
    <IdeaForm
      idea={idea}
      onChange={setIdea}
      error={submit.error}
      busy={submit.isPending}
      onSubmit={() => submit.mutate(idea)}
    />
  );
}

interface IdeaFormProps {
  idea: NewIdea;
  onChange: (idea: NewIdea) => void;
  error: unknown;
  busy: boolean;
  onSubmit: () => void;
}

/** The problem comes first: a solution may be unknown. */
function IdeaForm({ idea, onChange, error, busy, onSubmit }: IdeaFormProps) {
  const { t } = useTranslation("portfolio");
  const set = (part: Partial<NewIdea>) => onChange({ ...idea, ...part });
  const dirty = idea.problem !== "" || idea.name !== "" || idea.problem_owner !== "";
  return (
    <Page title={t("idea.title")} lead={t("idea.lead")}>
      <LeaveGuard dirty={dirty} />
      <Panel>
        <Form onSubmit={onSubmit} error={error} busy={busy}>
          <TextArea
            label={t("idea.problem")}
            hint={t("idea.problem_hint")}
            pointer="/problem"
            value={idea.problem}
            onChange={(problem) => set({ problem })}
          />
          <TextField
            label={t("idea.problem_owner")}
            hint={t("idea.problem_owner_hint")}
            pointer="/problem_owner"
            value={idea.problem_owner}
            onChange={(problem_owner) => set({ problem_owner })}
          />
          <TextField
            label={t("idea.name")}
            hint={t("idea.name_hint")}
            pointer="/name"
            value={idea.name}
            onChange={(name) => set({ name })}
          />
          <OptionalFields idea={idea} onChange={set} />
          <AnswerPromise />
          <FormActions>
            <Button type="submit" busy={busy}>
              {t("idea.submit")}
            </Button>
          </FormActions>
        </Form>
      </Panel>
    </Page>
  );
}

interface OptionalFieldsProps {
  idea: NewIdea;
  onChange: (part: Partial<NewIdea>) => void;
}

function OptionalFields({ idea, onChange }: OptionalFieldsProps) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  return (
    <>
      <TextArea
        label={t("idea.idea")}
        optional
        pointer="/idea"
        rows={2}
        value={idea.idea ?? ""}
        onChange={(typed) => onChange({ idea: typed === "" ? null : typed })}
      />
      <Select
        label={t("idea.department")}
        optional
        pointer="/department"
        options={labels.departments()}
        value={idea.department ?? null}
        onChange={(department) => onChange({ department })}
        none
      />
      <CheckboxGroup
        label={t("idea.drivers")}
        optional
        columns
        pointer="/drivers"
        options={vocabulary.driver.map((value) => ({ value, label: labels.word("driver", value) }))}
        values={idea.drivers}
        onChange={(drivers) => onChange({ drivers })}
      />
    </>
  );
}

function AnswerPromise() {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const catalog = useCatalog().data;
  if (catalog === undefined) return null;
  return (
    <p className="rg-soft">{t("idea.promise", { days: format.days(catalog.idea_answer_within_days) })}</p>
  );
}

function Received({ idea, onAgain }: { idea: Schema<"IdeaStatus">; onAgain: () => void }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const catalog = useCatalog().data;
  return (
    <Page title={t("idea.done_title")} lead={t("idea.done_lead", { name: idea.name, code: idea.code })}>
      <Panel>
        {catalog !== undefined && (
          <p>
            {t("idea.done_promise", {
              date: format.date(daysAfter(idea.intake.submitted_at, catalog.idea_answer_within_days)),
            })}
          </p>
        )}
        <p>{t("idea.done_steps")}</p>
        <div className="rg-row">
          <ButtonLink to="/ideas">{t("idea.done_mine")}</ButtonLink>
          <Button kind="secondary" onClick={onAgain}>
            {t("idea.done_again")}
          </Button>
        </div>
      </Panel>
    </Page>
  );
}
