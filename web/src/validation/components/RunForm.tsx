import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Choices";
import { FileField } from "../../ui/FileField";
import { Form, FormActions } from "../../ui/Form";
import { Panel } from "../../ui/Panel";
import { Progress } from "../../ui/Progress";
import { useFormat } from "../../ui/format";
import { useRunValidation } from "../api";
import { emptyMapping, guessed, planOf, readColumns, type Mapping } from "../runPlan";
import { MappingFields } from "./MappingFields";
import { VersionField } from "./VersionField";

const mostBytes = 2_000_000_000;

interface Chosen {
  file: File;
  columns: string[] | undefined;
}

interface RunFormProps {
  applicationId: string;
  list: Schema<"ValidationList">;
}

/** A file of rows, which column is what, and off it goes. */
export function RunForm({ applicationId, list }: RunFormProps) {
  const { t } = useTranslation("validation");
  const navigate = useNavigate();
  const run = useRunValidation(applicationId);
  const [version, setVersion] = useState<string>(list.versions.at(-1) ?? "");
  const [chosen, setChosen] = useState<Chosen>();
  const [mapping, setMapping] = useState<Mapping>(emptyMapping);
  const [wantsAgreed, setWantsAgreed] = useState(true);
  const hasAgreed = list.planned_versions.includes(version);
  const byAgreed = hasAgreed && wantsAgreed;
  const choose = (file: File) =>
    void readColumns(file).then((columns) => {
      setChosen({ file, columns });
      setMapping(columns === undefined ? emptyMapping : guessed(columns));
    });
  const complete = byAgreed || (mapping.score !== "" && mapping.outcome !== "");
  const ready = chosen !== undefined && chosen.file.size <= mostBytes && complete;
  const send = () => {
    if (!ready) return;
    run.mutate(
      { file: chosen.file, version, plan: byAgreed ? undefined : planOf(mapping) },
      { onSuccess: ({ summary }) => void navigate(`/validations/${summary.id}`) },
    );
  };
  return (
    <Panel title={t("run.form")} sentence={t("run.kept")}>
      <p className="rg-small">{t("run.kept_more")}</p>
      <Form onSubmit={send} error={run.error} busy={run.isPending} label={t("run.form")}>
        <RowsField chosen={chosen} onChoose={choose} />
        <VersionField versions={list.versions} value={version} onChange={setVersion} />
        {hasAgreed && <PlanField agreed={wantsAgreed} onChange={setWantsAgreed} />}
        {chosen !== undefined && !byAgreed && (
          <MappingFields columns={chosen.columns} mapping={mapping} onChange={setMapping} />
        )}
        {run.isPending && <RunProgress share={run.sent} />}
        <FormActions>
          <Button type="submit" busy={run.isPending} disabled={!ready}>
            {t("run.send")}
          </Button>
          {run.isPending && (
            <Button kind="secondary" onClick={run.stop}>
              {t("run.stop")}
            </Button>
          )}
        </FormActions>
      </Form>
    </Panel>
  );
}

interface RowsFieldProps {
  chosen: Chosen | undefined;
  onChoose: (file: File) => void;
}

function RowsField({ chosen, onChoose }: RowsFieldProps) {
  const { t } = useTranslation("validation");
  return (
    <>
      <FileField
        label={t("run.file")}
        hint={t("run.file_hint")}
        accept=".csv,.tsv,.txt,.gz,.zst"
        buttonText={t("add.choose")}
        dropText={t("add.drop")}
        chosen={chosen?.file.name}
        onChoose={onChoose}
      />
      {chosen !== undefined && chosen.file.size > mostBytes && (
        <Alert tone="error" live>
          <p>{t("run.too_large")}</p>
        </Alert>
      )}
      {chosen !== undefined && chosen.columns === undefined && (
        <Alert live>
          <p>{t("run.unreadable")}</p>
        </Alert>
      )}
    </>
  );
}

interface PlanFieldProps {
  agreed: boolean;
  onChange: (agreed: boolean) => void;
}

function PlanField({ agreed, onChange }: PlanFieldProps) {
  const { t } = useTranslation("validation");
  return (
    <RadioGroup
      label={t("run.plan")}
      pointer="/plan"
      options={[
        { value: "agreed", label: t("run.plan_agreed"), explanation: t("run.plan_agreed_what") },
        { value: "own", label: t("run.plan_own") },
      ]}
      value={agreed ? "agreed" : "own"}
      onChange={(value) => onChange(value === "agreed")}
    />
  );
}

function RunProgress({ share }: { share: number }) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  if (share >= 1) return <Progress label={t("run.computing")} />;
  // In tenths: who listens is told ten times, not a hundred.
  const told = Math.floor(share * 10) / 10;
  return <Progress label={t("run.sending", { share: format.percent(told) })} share={share} />;
}
