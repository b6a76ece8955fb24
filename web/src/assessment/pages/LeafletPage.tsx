import "../assessment.css";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { Button } from "../../ui/Button";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { QueryState } from "../../ui/QueryState";
import { Tabs } from "../../ui/Tabs";
import { useFormat } from "../../ui/format";
import { useAssessment, useInstrument } from "../api";
import { evaluate, isQuestion, type AskedItem } from "../evaluation";
import { placeKey, type Assessment, type Instrument } from "../types";
import { useValueText } from "../valueText";

/** For whom a part of a leaflet is; the instrument says so with these tags. */
const audiences = ["patients", "staff"] as const;
type Audience = (typeof audiences)[number];

export function LeafletPage() {
  const { t } = useTranslation("assessment");
  const { id = "" } = useParams();
  const query = useAssessment(id);
  const assessment = query.data;
  const instrument = useInstrument(assessment?.instrument_id, assessment?.instrument_version);
  return (
    <Page
      title={assessment ? t("leaflet.title", { name: assessment.subject.name }) : t("fill.loading")}
      lead={assessment && <Lead assessment={assessment} />}
      actions={
        <>
          <Button onClick={() => window.print()}>{t("common.print")}</Button>
          <ButtonLink kind="secondary" to={`/assessments/${id}`}>
            {t("result.to_questions")}
          </ButtonLink>
        </>
      }
    >
      <QueryState query={query} lines={8}>
        {(loaded) => (
          <QueryState query={instrument} lines={8}>
            {(questions) => <Leaflet assessment={loaded} instrument={questions} />}
          </QueryState>
        )}
      </QueryState>
    </Page>
  );
}

function Lead({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const { status, completed_at: at } = assessment;
  return status === "completed" && at ? t("leaflet.lead", { date: format.date(at) }) : t("leaflet.draft");
}

interface LeafletProps {
  assessment: Assessment;
  instrument: Instrument;
}

/** The parts for one audience; parts that name no audience are for everybody. */
function partsFor(parts: readonly AskedItem[], audience: Audience): AskedItem[] {
  return parts.filter(
    ({ item }) => item.tags.includes(audience) || !audiences.some((each) => item.tags.includes(each)),
  );
}

function Leaflet({ assessment, instrument }: LeafletProps) {
  const { t } = useTranslation("assessment");
  const [parameters, setParameters] = useSearchParams();
  const audience = audiences.find((each) => each === parameters.get("for")) ?? "patients";
  const { items } = evaluate(instrument.items, assessment.answers, assessment.instances);
  return (
    <Tabs
      label={t("leaflet.audiences")}
      tabs={audiences.map((each) => ({ id: each, label: t(`leaflet.${each}`) }))}
      active={audience}
      onChange={(chosen) => setParameters({ for: chosen }, { replace: true, preventScrollReset: true })}
    >
      <article className="rg-leaflet">
        {partsFor(items, audience).map((part) => (
          <Part key={part.item.link_id} part={part} assessment={assessment} />
        ))}
      </article>
    </Tabs>
  );
}

function Part({ part, assessment }: { part: AskedItem; assessment: Assessment }) {
  const format = useFormat();
  const answered = part.items.filter((each) => isQuestion(each.item));
  return (
    <section className="rg-leaflet__part">
      <h2>{format.text(part.item.text)}</h2>
      <dl>
        {answered.map((each) => (
          <Line key={placeKey(each.item.link_id, each.instance)} asked={each} assessment={assessment} />
        ))}
      </dl>
    </section>
  );
}

function Line({ asked, assessment }: { asked: AskedItem; assessment: Assessment }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const read = useValueText();
  const { item, instance } = asked;
  const answer = assessment.answers.find(
    (each) => each.link_id === item.link_id && each.instance === instance,
  );
  if (answer?.not_applicable) return null;
  const values = answer?.values ?? [];
  if (values.length === 0 && !item.required) return null;
  return (
    <div>
      <dt>{format.text(item.text)}</dt>
      <dd>
        {values.length === 0 ? (
          <span className="rg-soft">{t("leaflet.missing")}</span>
        ) : (
          format.list(values.map((value) => read(item, value)))
        )}
      </dd>
    </div>
  );
}
