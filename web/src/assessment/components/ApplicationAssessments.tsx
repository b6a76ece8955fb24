import "../assessment.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useMay } from "../../access/session";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/format";
import { useAssessments, useCreateAssessment, useInstruments } from "../api";
import { AssessmentTable } from "./AssessmentTable";

/** The assessments of one application, and a way to begin another. */
export function ApplicationAssessments({ id }: { id: string }) {
  const { t } = useTranslation("assessment");
  const mayWrite = useMay("assessment_write");
  const ofApplication = useAssessments({ subject_kind: "application", subject_id: id });
  const ofVersions = useAssessments({ subject_kind: "version", subject_id: id });
  return (
    <Panel title={t("application.title")} sentence={t("application.sentence")}>
      <QueryState query={ofApplication}>
        {(own) => {
          const all = [...own, ...(ofVersions.data ?? [])];
          if (all.length === 0) return <EmptyState title={t("application.none")} />;
          return <AssessmentTable assessments={all} withSubject={ofVersions.data?.length !== 0} />;
        }}
      </QueryState>
      {mayWrite && <Begin id={id} />}
    </Panel>
  );
}

function Begin({ id }: { id: string }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const navigate = useNavigate();
  const create = useCreateAssessment();
  const [chosen, setChosen] = useState<string | null>(null);
  const instruments = (useInstruments().data ?? []).filter(({ subject }) => subject === "application");
  const begin = () => {
    if (chosen === null) return;
    create.mutate(
      { instrument_id: chosen, subject: { kind: "application", id } },
      { onSuccess: (created) => void navigate(`/assessments/${created.id}`) },
    );
  };
  return (
    <div className="rg-stack rg-no-print">
      <Select
        label={t("application.instrument")}
        options={instruments.map((each) => ({ value: each.id, label: format.text(each.title) }))}
        value={chosen}
        onChange={setChosen}
      />
      {create.isError && <ErrorState error={create.error} />}
      <div>
        <Button kind="secondary" disabled={chosen === null} busy={create.isPending} onClick={begin}>
          {t("start.do")}
        </Button>
      </div>
    </div>
  );
}
