import "../law.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { Schema } from "../../api/types";
import { Disclosure } from "../../ui/Disclosure";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useApplicationLaw, type ApplicationLaw, type LawDuty } from "../api";
import { DutyDialog } from "../components/DutyDialog";
import { DutyList } from "../components/DutyList";
import { Unsure } from "../components/DutyText";
import { Path } from "../components/Path";
import { LabelTags } from "../components/WalkOutcome";

export function ApplicationLawPage() {
  const { t } = useTranslation("law");
  const { id = "" } = useParams();
  const query = useApplicationLaw(id);
  const law = query.data;
  return (
    <Page
      title={law === undefined ? t("application_loading") : t("application_title", { name: law.name })}
      lead={law && <Lead law={law} />}
    >
      <QueryState query={query} lines={10}>
        {(loaded) => <Contents law={loaded} />}
      </QueryState>
    </Page>
  );
}

function settled({ state }: LawDuty): boolean {
  return state === "met" || state === "not_applicable";
}

function Lead({ law }: { law: ApplicationLaw }) {
  const { t } = useTranslation("law");
  const late = law.duties.filter((duty) => duty.late).length;
  return (
    <>
      {t("application_lead", { count: law.duties.length, met: law.duties.filter(settled).length, late })}{" "}
      <Link to={`/applications/${law.id}`}>{t("to_application", { code: law.code })}</Link>
    </>
  );
}

function Contents({ law }: { law: ApplicationLaw }) {
  const { t } = useTranslation("law");
  const [recording, setRecording] = useState<LawDuty | null>(null);
  const now = law.duties.filter((duty) => duty.in_force);
  const later = law.duties.filter((duty) => !duty.in_force);
  return (
    <>
      <Panel title={t("classifications")} sentence={t("classifications_sentence")}>
        <div className="rg-stack">
          {law.classifications.map((each) => (
            <Classified key={each.tree.id} law={law} classification={each} />
          ))}
          {[...law.from_register, ...law.unanswered].map((tree) => (
            <Unanswered key={tree.id} law={law} tree={tree} known={law.from_register.includes(tree)} />
          ))}
        </div>
      </Panel>
      <Panel title={t("now_title")} sentence={t("now_sentence", { count: now.length })}>
        {now.length === 0 ? (
          <EmptyState title={t("now_none")} />
        ) : (
          <DutyList duties={now} mayRecord={law.allowed.record} onRecord={setRecording} />
        )}
      </Panel>
      {later.length > 0 && (
        <Panel title={t("later_title")} sentence={t("later_sentence", { count: later.length })}>
          <DutyList duties={later} mayRecord={law.allowed.record} onRecord={setRecording} />
        </Panel>
      )}
      {recording !== null && (
        <DutyDialog duty={recording} application={law.id} onClose={() => setRecording(null)} />
      )}
    </>
  );
}

interface ClassifiedProps {
  law: ApplicationLaw;
  classification: Schema<"LawClassification">;
}

function Classified({ law, classification }: ClassifiedProps) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const { tree, outcome } = classification;
  return (
    <section className="rg-law__duty" aria-label={format.text(tree.title)}>
      <h3>{format.text(tree.title)}</h3>
      <p>
        <strong>{format.text(outcome.title)}</strong>{" "}
        {classification.answers_needed && <Tag tone="late">{t("answers_needed")}</Tag>}
      </p>
      <p>{format.text(outcome.text)}</p>
      <Unsure text={outcome.unsure} />
      <LabelTags labels={classification.labels} />
      {classification.note && <p>{classification.note}</p>}
      <p className="rg-small rg-soft">
        {t("answered_by", { name: classification.by, date: format.dateTime(classification.at) })}
      </p>
      <Disclosure summary={t("path_of", { title: format.text(tree.title) })}>
        <Path steps={classification.path} />
      </Disclosure>
      {law.allowed.classify && (
        <div className="rg-no-print">
          <ButtonLink kind="secondary" small to={`/applications/${law.id}/law/${tree.id}`}>
            {t("answer_again", { title: format.text(tree.title) })}
          </ButtonLink>
        </div>
      )}
    </section>
  );
}

interface UnansweredProps {
  law: ApplicationLaw;
  tree: Schema<"LawTree">;
  known: boolean;
}

function Unanswered({ law, tree, known }: UnansweredProps) {
  const { t } = useTranslation("law");
  const format = useFormat();
  return (
    <section className="rg-law__duty" aria-label={format.text(tree.title)}>
      <h3>{format.text(tree.title)}</h3>
      <p>
        <Tag tone="soon">{t("unanswered")}</Tag>
      </p>
      <p>{known ? t("from_register") : t("not_known")}</p>
      {law.allowed.classify && (
        <div className="rg-no-print">
          <ButtonLink small to={`/applications/${law.id}/law/${tree.id}`}>
            {t("answer_now", { title: format.text(tree.title) })}
          </ButtonLink>
        </div>
      )}
    </section>
  );
}
