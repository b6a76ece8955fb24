import "../../portfolio/flow.css";
import "../validation.css";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useMeasures, useValidation } from "../api";
import { ClaimsPanel, CriteriaPanel } from "../components/Answers";
import { ModelFigures } from "../components/ModelFigures";
import { measureName, useEstimateText } from "../estimateText";

type Validation = Schema<"Validation">;

export function ValidationPage() {
  const { t, i18n } = useTranslation("validation");
  const { id = "" } = useParams();
  const query = useValidation(id);
  const file = `/api/v1/validations/${id}`;
  return (
    <Page
      title={t("page.title")}
      lead={query.data && <Lead validation={query.data} />}
      actions={
        query.data && (
          <>
            <a
              className="ams-button ams-button--primary"
              href={`${file}/report?language=${i18n.language}`}
              download
            >
              {t("page.report")}
            </a>
            <a className="ams-button ams-button--secondary" href={`${file}/card`} download>
              {t("page.card")}
            </a>
            <ButtonLink
              kind="secondary"
              to={`/applications/${query.data.summary.application_id}/validations`}
            >
              {t("page.to_list")}
            </ButtonLink>
          </>
        )
      }
    >
      <QueryState query={query} lines={12}>
        {(validation) => <Contents validation={validation} />}
      </QueryState>
    </Page>
  );
}

function Lead({ validation }: { validation: Validation }) {
  const { t } = useTranslation("validation");
  const { summary, application_name, result } = validation;
  const { met, not_met, insufficient } = summary;
  const answers =
    result.criteria.length === 0 ? t("criteria.none") : t("list.counts", { met, not_met, insufficient });
  return (
    <>
      {t("page.lead", { name: application_name, version: summary.application_version })} {answers}
    </>
  );
}

function Contents({ validation }: { validation: Validation }) {
  const format = useFormat();
  const { result, claims } = validation;
  return (
    <>
      <CriteriaPanel criteria={result.criteria} />
      <ClaimsPanel claims={claims} />
      {result.run.warnings.length > 0 && (
        <Warnings texts={result.run.warnings.map(({ text }) => format.text(text))} />
      )}
      {result.models.map((model) => (
        <div key={model.name} className="rg-stack">
          <MeasuresPanel model={model} />
          <ModelFigures model={model} run={result.run} />
        </div>
      ))}
      <AboutPanel validation={validation} />
    </>
  );
}

function Warnings({ texts }: { texts: readonly string[] }) {
  const { t } = useTranslation("validation");
  return (
    <Panel title={t("page.warnings")}>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Panel>
  );
}

const shown = [
  "auroc",
  "auprc",
  "observed_expected",
  "calibration_in_the_large",
  "calibration_slope",
  "brier",
  "expected_calibration_error",
] as const;

function MeasuresPanel({ model }: { model: Schema<"ModelResult"> }) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  const text = useEstimateText();
  const known = useMeasures().data?.measures;
  const { measures } = model.all;
  if (!measures) return null;
  const title = t("page.measures", { model: model.name });
  return (
    <Panel title={title}>
      <DataTable
        caption={title}
        captionHidden
        rows={shown.map((id) => ({ id, estimate: measures[id] }))}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "measure",
            header: t("claims.measure"),
            rowHeader: true,
            cell: ({ id }) => measureName(known, id, format.text),
          },
          { key: "value", header: t("page.value"), cell: ({ estimate }) => text(estimate) },
          { key: "n", header: t("n"), end: true, cell: ({ estimate }) => format.number(estimate.n) },
          {
            key: "events",
            header: t("events"),
            end: true,
            cell: ({ estimate }) => format.number(estimate.events),
          },
          {
            key: "meaning",
            header: t("page.meaning"),
            cell: ({ id }) => {
              const measure = known?.find((each) => each.id === id);
              return measure === undefined ? "" : format.text(measure.meaning);
            },
          },
        ]}
      />
    </Panel>
  );
}

function AboutPanel({ validation }: { validation: Validation }) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  const { summary, result, plan } = validation;
  return (
    <Panel title={t("page.about")}>
      <div className="rg-provenance">
        <p>
          {t("page.added", { name: summary.added_by, date: format.dateTime(summary.added_at) })}{" "}
          {t("page.engine", { version: summary.engine_version })}
        </p>
        <p>{t("page.hash", { hash: summary.data_sha256 })}</p>
        {result.run.plan && (
          <p>{t("page.plan", { name: result.run.plan.name, hash: result.run.plan.sha256 })}</p>
        )}
        {plan && <pre className="rg-small">{plan}</pre>}
        {result.suppressed.length > 0 && <p>{t("page.suppressed", { count: result.suppressed.length })}</p>}
      </div>
    </Panel>
  );
}
