import "../governance.css";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Disclosure } from "../../ui/Disclosure";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { RecordSections } from "../../portfolio/components/RecordSections";
import { useLabels } from "../../portfolio/labels";
import { useDecision } from "../api";
import { ConditionList } from "../components/DecisionList";
import { readSnapshot, type Snapshot } from "../snapshot";
import { requirementTone } from "../words";

type Sealed = Schema<"SealedDecision">;

export function DecisionPage() {
  const { t } = useTranslation("governance");
  const { id = "" } = useParams();
  const query = useDecision(id);
  return (
    <Page title={t("sealed.title")} lead={query.data && <Lead sealed={query.data} />}>
      <QueryState query={query} lines={10}>
        {(sealed) => <Contents sealed={sealed} />}
      </QueryState>
    </Page>
  );
}

function Lead({ sealed }: { sealed: Sealed }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const { code, name, decision } = sealed;
  return t("sealed.lead", { code, name, date: format.date(decision.decided_at), by: decision.decided_by });
}

function Contents({ sealed }: { sealed: Sealed }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const labels = useLabels();
  const { decision } = sealed;
  const snapshot = readSnapshot(sealed.snapshot);
  return (
    <>
      <Proof sealed={sealed} />
      <Panel title={t("sealed.decision")}>
        <p>
          <strong>{t(`verdict.${decision.verdict}`)}</strong>: {decision.reason}
        </p>
        <p className="rg-small">
          {t("sealed.gate", { phase: labels.phase(decision.phase) })}
          {decision.to_phase && <> {t("sealed.moved", { phase: labels.phase(decision.to_phase) })}</>}
        </p>
        <ConditionList decision={decision} editable={false} />
        {decision.supersedes && (
          <p>
            <Link to={`/decisions/${decision.supersedes}`}>{t("sealed.supersedes")}</Link>
          </p>
        )}
        {decision.superseded_by && (
          <p>
            <Link to={`/decisions/${decision.superseded_by}`}>{t("sealed.superseded_by")}</Link>
          </p>
        )}
        <p>
          <Link to={`/applications/${decision.application_id}?tab=gate`}>{t("sealed.to_application")}</Link>
        </p>
      </Panel>
      {snapshot !== null && <Known snapshot={snapshot} />}
      <Panel title={t("sealed.whole")} sentence={t("sealed.whole_sentence")}>
        <p className="rg-small rg-hash">
          SHA-256: <code>{decision.sha256}</code>
        </p>
        <Disclosure summary={t("sealed.show")}>
          <pre className="rg-snapshot" tabIndex={0}>
            {snapshot === null ? sealed.snapshot : JSON.stringify(JSON.parse(sealed.snapshot), null, 2)}
          </pre>
        </Disclosure>
      </Panel>
      <p className="rg-soft">{t("sealed.checked", { date: format.dateTime(new Date().toISOString()) })}</p>
    </>
  );
}

function Proof({ sealed }: { sealed: Sealed }) {
  const { t } = useTranslation("governance");
  if (sealed.intact) return <Alert tone="ok">{t("sealed.intact")}</Alert>;
  return (
    <Alert tone="error" title={t("sealed.altered")}>
      <ul>
        {sealed.faults.map(({ part, what }) => (
          <li key={`${part} ${what}`}>
            {t(`seal.${part}`)}: {what}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** The requirements and the record as they were. */
function Known({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  return (
    <>
      <Panel title={t("sealed.requirements")}>
        <ul className="rg-gate__list">
          {snapshot.gate.requirements.map((each) => (
            <li key={each.id} className="rg-gate__item">
              <div className="rg-gate__head">
                <p>{format.text(each.text)}</p>
                <Tag tone={requirementTone[each.state]}>{t(`requirement.${each.state}`)}</Tag>
              </div>
              {each.by && each.at && (
                <p className="rg-small">{t("requirement.by", { by: each.by, date: format.date(each.at) })}</p>
              )}
            </li>
          ))}
        </ul>
      </Panel>
      {snapshot.evidence.length > 0 && (
        <Panel title={t("sealed.evidence")}>
          <ul>
            {snapshot.evidence.map(({ id, name, sha256 }) => (
              <li key={id} className="rg-hash">
                {name} <code className="rg-small">{sha256}</code>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Disclosure summary={t("sealed.record")}>
        <RecordSections record={snapshot.application.record} />
      </Disclosure>
    </>
  );
}
