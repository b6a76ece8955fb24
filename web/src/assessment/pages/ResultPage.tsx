import "../assessment.css";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useAssessment, useAssessments, useInstrument } from "../api";
import { ExportMenu } from "../components/ExportMenu";
import { RadarFigure } from "../components/RadarFigure";
import { ScoreTable } from "../components/ScoreTable";
import { SignaturesPanel } from "../components/SignaturesPanel";
import { TrendFigure } from "../components/TrendFigure";
import { useSubjectText } from "../labels";
import { sameSubject } from "../subject";
import type { Assessment, AssessmentSummary } from "../types";

export function ResultPage() {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const subjectText = useSubjectText();
  const { id = "" } = useParams();
  const query = useAssessment(id);
  const assessment = query.data;
  return (
    <Page
      title={
        assessment ? t("result.title", { name: format.text(assessment.instrument_title) }) : t("fill.loading")
      }
      lead={
        assessment &&
        t("fill.lead", {
          subject: subjectText(assessment.subject),
          version: assessment.instrument_version,
          status: t(`status.${assessment.status}`),
        })
      }
      actions={
        assessment && (
          <>
            <Button kind="quiet" onClick={() => window.print()}>
              {t("common.print")}
            </Button>
            <ExportMenu id={assessment.id} />
            <ButtonLink kind="secondary" to={`/assessments/${id}`}>
              {t("result.to_questions")}
            </ButtonLink>
          </>
        )
      }
    >
      <QueryState query={query} lines={8}>
        {(loaded) => <Result assessment={loaded} />}
      </QueryState>
    </Page>
  );
}

/** Those of the same instrument and subject, oldest first. */
function useSeries(assessment: Assessment): AssessmentSummary[] {
  const { instrument_id: instrument, subject } = assessment;
  const all = useAssessments({ instrument, subject_kind: subject.kind }).data ?? [];
  const day = (each: AssessmentSummary) => each.completed_at ?? each.updated_at;
  return all
    .filter((each) => sameSubject(each.subject, subject))
    .sort((a, b) => day(a).localeCompare(day(b)));
}

function Result({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const instrument = useInstrument(assessment.instrument_id, assessment.instrument_version);
  const series = useSeries(assessment);
  const before = series[series.findIndex((each) => each.id === assessment.id) - 1];
  const { scores, outcome, missing } = assessment.state;
  return (
    <>
      {assessment.status === "open" && (
        <Alert tone="info">
          <p>{t("result.provisional", { count: missing.length })}</p>
        </Alert>
      )}
      {outcome && (
        <Panel title={t("result.outcome")}>
          <p className="rg-asks__outcome">{format.text(outcome.text)}</p>
        </Panel>
      )}
      {scores.length > 0 && (
        <Panel title={t("score.title")} sentence={t("score.sentence")}>
          <ScoreTable scores={scores} />
        </Panel>
      )}
      {scores.length === 0 && !outcome && (
        <Panel title={t("result.words")}>
          <p>{t("result.words_text")}</p>
        </Panel>
      )}
      <QueryState query={instrument}>
        {(questions) => (
          <>
            <RadarFigure assessment={assessment} instrument={questions} before={before} />
            <TrendFigure instrument={questions} assessments={series} />
          </>
        )}
      </QueryState>
      <CompareWith assessment={assessment} series={series} />
      <SignaturesPanel assessment={assessment} />
    </>
  );
}

function CompareWith({
  assessment,
  series,
}: {
  assessment: Assessment;
  series: readonly AssessmentSummary[];
}) {
  const { t } = useTranslation("assessment");
  const other = series.filter((each) => each.id !== assessment.id).at(-1);
  if (other === undefined) return null;
  return (
    <Panel title={t("compare.invite")} sentence={t("compare.invite_sentence", { count: series.length - 1 })}>
      <div className="rg-no-print">
        <ButtonLink kind="secondary" to={`/assessments/${other.id}/compare?with=${assessment.id}`}>
          {t("compare.open")}
        </ButtonLink>
      </div>
    </Panel>
  );
}
