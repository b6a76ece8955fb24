import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Link } from "../../ui/Link";
import { Panel } from "../../ui/Panel";
import { Tag } from "../../ui/Tag";
import { daysSince, useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useCatalog, useMoveApplication } from "../api";
import { anchorOf, fieldAt } from "../fields";
import { useLabels } from "../labels";
import type { Application, Phase } from "../types";
import { isEnded, nextPhase, usualEnd } from "../vocabulary";
import { Meter } from "./Meter";
import { MoveDialog } from "./MoveDialog";

/** In which phase, since when, and the ways on. */
export function PhasePanel({ application }: { application: Application }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const announce = useAnnounce();
  const move = useMoveApplication();
  const [target, setTarget] = useState<{ phase?: Phase } | null>(null);
  const { phase, phase_since, allowed, record } = application;
  const name = record.identity.name;
  const term = labels.phaseTerm(phase);
  const days = daysSince(phase_since);
  const limit = term?.ageing_after_days ?? 0;
  const close = () => {
    move.reset();
    setTarget(null);
  };
  return (
    <Panel
      title={t("application.phase_title")}
      sentence={term === undefined ? undefined : format.text(term.explanation)}
    >
      <p>
        <strong>{labels.phase(phase)}</strong>{" "}
        <Tag tone={limit > 0 && days > limit ? "soon" : "neutral"}>
          {t("application.in_phase", { days: format.days(days) })}
        </Tag>
      </p>
      {term !== undefined && (
        <p className="rg-small">
          {t("application.gate")}: {format.text(term.gate_question)}
        </p>
      )}
      {allowed.move && <PhaseActions phase={phase} onChoose={(chosen) => setTarget({ phase: chosen })} />}
      {target !== null && (
        <MoveDialog
          subject={{ ...application, name }}
          initial={target.phase === undefined ? undefined : { phase: target.phase }}
          error={move.error}
          busy={move.isPending}
          onClose={close}
          onSend={(wanted) =>
            move.mutate(
              { id: application.id, version: application.version, move: wanted },
              {
                onSuccess: () => {
                  announce(t("move.done", { name, phase: labels.phase(wanted.phase) }));
                  close();
                },
              },
            )
          }
        />
      )}
    </Panel>
  );
}

function PhaseActions({ phase, onChoose }: { phase: Phase; onChoose: (phase?: Phase) => void }) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const next = nextPhase(phase);
  if (isEnded(phase)) {
    return (
      <div className="rg-no-print">
        <Button kind="secondary" onClick={() => onChoose()}>
          {t("application.reopen")}
        </Button>
      </div>
    );
  }
  return (
    <div className="rg-row rg-no-print">
      {next !== null && (
        <Button onClick={() => onChoose(next)}>{t("application.next", { phase: labels.phase(next) })}</Button>
      )}
      <Button kind="secondary" small onClick={() => onChoose()}>
        {t("application.other_phase")}
      </Button>
      <Button kind="quiet" small onClick={() => onChoose(usualEnd(phase))}>
        {t("application.stop")}
      </Button>
    </div>
  );
}

/** How much of what this phase asks for is there, and what is not, each with the way to fill it in. */
export function CompletenessPanel({ application }: { application: Application }) {
  const { t } = useTranslation("portfolio");
  const { id, completeness, allowed } = application;
  const { score, filled, required, missing } = completeness;
  return (
    <Panel
      title={t("application.complete_title")}
      sentence={t("application.complete_sentence", { filled, required })}
    >
      <p>
        <Meter percent={score} />
      </p>
      {missing.length === 0 ? (
        <p>{t("application.complete_all")}</p>
      ) : (
        <div>
          <h3>{t("application.missing")}</h3>
          <ul className="rg-record__missing">
            {missing.map(({ pointer }) => (
              <li key={pointer}>
                <MissingField id={id} pointer={pointer} editable={allowed.edit} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

function MissingField({ id, pointer, editable }: { id: string; pointer: string; editable: boolean }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const catalog = useCatalog().data;
  const field = fieldAt(pointer);
  const required = catalog?.completeness.find((candidate) => candidate.pointer === pointer);
  const name =
    field !== undefined ? t(`field.${field.key}`) : required ? format.text(required.name) : pointer;
  if (!editable || field === undefined) return <>{name}</>;
  return <Link to={`/applications/${id}/edit#${anchorOf(field.key)}`}>{name}</Link>;
}

/** Others for the same purpose from another supplier. */
export function OverlapAlert({ application }: { application: Application }) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  if (application.overlaps.length === 0) return null;
  return (
    <Alert tone="warning" title={t("application.overlap_title")}>
      <p>{t("application.overlap_text")}</p>
      <ul>
        {application.overlaps.map(({ id, code, name, supplier, phase }) => (
          <li key={id}>
            <Link to={`/applications/${id}`}>{name}</Link> (
            {t("application.overlap_item", {
              code,
              supplier: supplier ?? t("application.no_supplier"),
              phase: labels.phase(phase).toLowerCase(),
            })}
            )
          </li>
        ))}
      </ul>
    </Alert>
  );
}

export function ConfirmedLine({ application }: { application: Application }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const limit = useCatalog().data?.aged_after_days ?? Infinity;
  const age = daysSince(application.confirmed_at);
  return (
    <>
      {t("application.confirmed", {
        by: application.confirmed_by,
        when: format.day(application.confirmed_at),
      })}{" "}
      {age > limit && <Tag tone="soon">{t("application.confirmed_aged", { days: format.days(age) })}</Tag>}
    </>
  );
}

export function OriginPanel({ application }: { application: Application }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const { intake } = application;
  return (
    <Panel title={t("application.state_title")}>
      <p>
        <ConfirmedLine application={application} />
      </p>
      {intake && (
        <>
          <p>
            {t("application.intake_by", { by: intake.submitted_by, date: format.date(intake.submitted_at) })}
          </p>
          <p>
            {intake.answered_at
              ? t("application.intake_answered", {
                  days: format.days(intake.waiting_days),
                  answer: intake.answer ?? "",
                })
              : t("application.intake_waiting", { days: format.days(intake.waiting_days) })}
          </p>
        </>
      )}
      <p className="rg-small">
        {t("application.created", { by: application.created_by, date: format.date(application.created_at) })}{" "}
        {t("application.updated", { by: application.updated_by, date: format.date(application.updated_at) })}
      </p>
    </Panel>
  );
}
