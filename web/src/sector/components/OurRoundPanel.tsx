import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useMay } from "../../access/session";
import { useAssessment } from "../../assessment/api";
import type { Assessment } from "../../assessment/types";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { ButtonLink, Link } from "../../ui/Link";
import { Loading } from "../../ui/Loading";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useBegin, usePrepare, type OurRound } from "../api";
import { arrived, nextStep, received, waiting, type Step } from "../outbox";
import { statusTone, useTraitText } from "../words";

/** One round: what it asks, how far we are, and the one next step. */
export function OurRoundPanel({ ours }: { ours: OurRound }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const traitText = useTraitText();
  const { round } = ours;
  return (
    <Panel
      title={round.title}
      sentence={t("send.round", { hub: ours.hub_name, date: format.date(round.closes_on) })}
      actions={<Tag tone={statusTone[round.status]}>{t(`status.${round.status}`)}</Tag>}
    >
      {ours.assessment_id ? (
        <Begun ours={ours} assessment={ours.assessment_id} />
      ) : (
        <NextStep ours={ours} step={nextStep(ours, undefined)} />
      )}
      <p className="rg-small">
        {t("send.known_as", {
          traits: format.list(
            [round.traits.type, round.traits.ambition, round.traits.region, round.traits.size].map(traitText),
          ),
        })}
      </p>
    </Panel>
  );
}

function Begun({ ours, assessment }: { ours: OurRound; assessment: string }) {
  const query = useAssessment(assessment);
  return (
    <QueryState query={query} lines={2}>
      {(loaded) => (
        <>
          <Answered assessment={loaded} />
          <Sent ours={ours} />
          <NextStep ours={ours} step={nextStep(ours, loaded)} />
        </>
      )}
    </QueryState>
  );
}

/** How much arrived answered, and how much is answered now. */
function Answered({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { questions, answered, prefilled } = arrived(assessment);
  return (
    <div className="rg-stack">
      <p>
        {t("send.answered", { answered: format.number(answered), count: questions })}{" "}
        {t("send.prefilled", {
          count: prefilled,
          share: format.percent(questions === 0 ? 0 : prefilled / questions),
        })}
      </p>
      <progress
        className="rg-sector__meter"
        aria-label={t("send.meter", { name: assessment.title })}
        max={Math.max(1, questions)}
        value={answered}
      />
    </div>
  );
}

function Sent({ ours }: { ours: OurRound }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const sent = received(ours);
  if (!sent?.receipt) return null;
  const at = format.dateTime(sent.receipt.receipt.received_at);
  return (
    <p>
      <Tag tone="ok">{t("package.received")}</Tag> {t("send.received", { at })}{" "}
      <Link to={`/monitor/packages/${sent.id}`}>{t("send.see_receipt")}</Link>
    </p>
  );
}

function NextStep({ ours, step }: { ours: OurRound; step: Step }) {
  const { t } = useTranslation("sector");
  const navigate = useNavigate();
  const begin = useBegin();
  const prepare = usePrepare();
  const maySend = useMay("answers_send");
  const desk = `/assessments/${ours.assessment_id ?? ""}`;
  const ready = waiting(ours);
  const start = () =>
    begin.mutate(ours.id, {
      onSuccess: ({ assessment_id }) => void navigate(`/assessments/${assessment_id ?? ""}`),
    });
  const look = () =>
    prepare.mutate(ours.id, { onSuccess: ({ id }) => void navigate(`/monitor/packages/${id}`) });
  if (prepare.isPending || begin.isPending) return <Loading lines={1} />;
  return (
    <div className="rg-stack">
      <p>{t(!maySend && (step === "begin" || step === "prepare") ? "step_text.ask" : `step_text.${step}`)}</p>
      {(begin.isError || prepare.isError) && <ErrorState error={begin.error ?? prepare.error} />}
      <div className="rg-row rg-no-print">
        {step === "begin" && maySend && <Button onClick={start}>{t("send.begin")}</Button>}
        {step === "fill_in" && <ButtonLink to={desk}>{t("send.fill_in")}</ButtonLink>}
        {step === "prepare" && maySend && <Button onClick={look}>{t("send.prepare")}</Button>}
        {step === "send" && ready && (
          <ButtonLink to={`/monitor/packages/${ready.id}`}>{t("send.look")}</ButtonLink>
        )}
        {ours.round.status === "published" && (
          <ButtonLink to={`/benchmark?${new URLSearchParams({ round: ours.id })}`}>
            {t("send.benchmark")}
          </ButtonLink>
        )}
        {(step === "prepare" || step === "send" || step === "done") && (
          <ButtonLink kind="secondary" to={desk}>
            {t("send.answers")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
