import "../assessment.css";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { Button } from "../../ui/Button";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { QueryState } from "../../ui/QueryState";
import { Tabs } from "../../ui/Tabs";
import { useFormat } from "../../ui/format";
import { useInstrument, useSharedAssessment } from "../api";
import { AgendaPanel } from "../components/AgendaPanel";
import { CompletePanel } from "../components/CompletePanel";
import { ExportMenu } from "../components/ExportMenu";
import { KeptAnswers } from "../components/KeptAnswers";
import { Mindmap } from "../components/Mindmap";
import { MoveAlert } from "../components/MoveAlert";
import { ProgressPanel } from "../components/ProgressPanel";
import { QuestionTree } from "../components/QuestionTree";
import { SignaturesPanel } from "../components/SignaturesPanel";
import { useSubjectText } from "../labels";
import { useDesk, type Desk } from "../useDesk";
import type { Assessment, Instrument } from "../types";

export function AssessmentPage() {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const subjectText = useSubjectText();
  const { id = "" } = useParams();
  const query = useSharedAssessment(id);
  const assessment = query.data;
  const instrument = useInstrument(assessment?.instrument_id, assessment?.instrument_version);
  return (
    <Page
      title={
        assessment ? t("fill.title", { name: format.text(assessment.instrument_title) }) : t("fill.loading")
      }
      lead={
        assessment &&
        t("fill.lead", {
          subject: subjectText(assessment.subject),
          version: assessment.instrument_version,
          status: t(`status.${assessment.status}`),
        })
      }
      actions={assessment && <Actions assessment={assessment} layout={instrument.data?.layout} />}
    >
      <QueryState query={query} lines={10}>
        {(loaded) => (
          <>
            {/* Not among the questions: a move reads those of another version. */}
            <MoveAlert key={loaded.id} assessment={loaded} />
            <QueryState query={instrument} lines={10}>
              {(questions) => <FillIn key={loaded.id} assessment={loaded} instrument={questions} />}
            </QueryState>
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Actions({ assessment, layout }: { assessment: Assessment; layout?: Instrument["layout"] }) {
  const { t } = useTranslation("assessment");
  return (
    <>
      <Button kind="quiet" onClick={() => window.print()}>
        {t("common.print")}
      </Button>
      <ExportMenu id={assessment.id} />
      {layout === "leaflet" && (
        <ButtonLink kind="secondary" to={`/assessments/${assessment.id}/leaflet`}>
          {t("leaflet.open")}
        </ButtonLink>
      )}
      <ButtonLink kind="secondary" to={`/assessments/${assessment.id}/result`}>
        {t("result.open")}
      </ButtonLink>
    </>
  );
}

function FillIn({ assessment, instrument }: { assessment: Assessment; instrument: Instrument }) {
  const desk = useDesk(assessment, instrument);
  return instrument.layout === "mindmap" ? <MapOrList desk={desk} /> : <AsList desk={desk} />;
}

const narrow = "(max-width: 56rem)";

/** The same questions as a map and as a list; a phone begins with the list. */
function MapOrList({ desk }: { desk: Desk }) {
  const { t } = useTranslation("assessment");
  const [parameters, setParameters] = useSearchParams();
  const chosen = parameters.get("view") ?? (window.matchMedia(narrow).matches ? "list" : "map");
  const show = (view: string) => setParameters({ view }, { replace: true, preventScrollReset: true });
  return (
    <Tabs
      label={t("map.views")}
      tabs={[
        { id: "map", label: t("map.as_map") },
        { id: "list", label: t("map.as_list") },
      ]}
      active={chosen === "list" ? "list" : "map"}
      onChange={show}
    >
      {chosen === "list" ? (
        <AsList desk={desk} />
      ) : (
        <div className="rg-stack rg-stack--wide">
          <Mindmap desk={desk} />
          <AgendaPanel desk={desk} />
          <CompletePanel desk={desk} />
        </div>
      )}
    </Tabs>
  );
}

function AsList({ desk }: { desk: Desk }) {
  const { t } = useTranslation("assessment");
  return (
    <div className="rg-asks" onBlur={desk.answers.flush}>
      <div className="rg-asks__questions">
        {desk.mayWrite && <p className="rg-small">{t("fill.required")}</p>}
        <QuestionTree desk={desk} items={desk.instrument.items} asked={desk.asked.items} within={0} />
        <KeptAnswers assessment={desk.assessment} />
      </div>
      <div className="rg-asks__side">
        <ProgressPanel desk={desk} />
        <CompletePanel desk={desk} />
        <SignaturesPanel assessment={desk.assessment} />
        {desk.instrument.layout === "mindmap" && <AgendaPanel desk={desk} />}
      </div>
    </div>
  );
}
