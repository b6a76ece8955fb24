import { useTranslation } from "react-i18next";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { Tag, type TagTone } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import type { LawDuty } from "../api";
import { DutyBody } from "./DutyText";

interface DutyListProps {
  duties: readonly LawDuty[];
  mayRecord: boolean;
  /** Opens what is recorded of a duty; the page holds it, for the list may go while somebody types. */
  onRecord: (duty: LawDuty) => void;
}

export function DutyList({ duties, mayRecord, onRecord }: DutyListProps) {
  const { t } = useTranslation("law");
  const format = useFormat();
  return (
    <ul className="rg-law__duties" role="list">
      {duties.map((duty) => (
        <li key={duty.id} className="rg-law__duty">
          <h3>{format.text(duty.title)}</h3>
          <DutyTags duty={duty} />
          <DutyBody duty={duty} />
          <DutyProof duty={duty} />
          {mayRecord && (
            <div className="rg-no-print">
              <Button kind="secondary" small onClick={() => onRecord(duty)}>
                <ActionText action={t("record")} about={format.text(duty.title)} />
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** How far a duty is, in one word and a tone. */
function useStateTag(): (duty: LawDuty) => { tone: TagTone; text: string } {
  const { t } = useTranslation("law");
  return (duty) => {
    if (duty.state === "met" && duty.late) return { tone: "late", text: t("review_due") };
    if (duty.state === "met") return { tone: "ok", text: t("state.met") };
    if (duty.state === "not_applicable") return { tone: "neutral", text: t("state.not_applicable") };
    return { tone: duty.late ? "late" : "soon", text: t(`state.${duty.state}`) };
  };
}

function DutyTags({ duty }: { duty: LawDuty }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const { tone, text } = useStateTag()(duty);
  const when =
    duty.starts_on === null || duty.starts_on === undefined
      ? t("start_unsettled")
      : t(duty.in_force ? "in_force_since" : "starts_on", { date: format.date(duty.starts_on) });
  return (
    <p className="rg-law__tags">
      <Tag tone={tone}>{text}</Tag>
      <Tag>{when}</Tag>
    </p>
  );
}

function DutyProof({ duty }: { duty: LawDuty }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  if (!duty.recorded_at) return null;
  return (
    <div className="rg-small">
      {duty.state === "met" && duty.met_on && (
        <p>{t("met_by", { name: duty.met_by ?? duty.recorded_by ?? "", date: format.date(duty.met_on) })}</p>
      )}
      {duty.note && <p>{duty.note}</p>}
      {duty.evidence.length > 0 && (
        <ul>
          {duty.evidence.map(({ title, link }) => (
            <li key={link}>
              <a href={link} rel="noreferrer">
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
      {duty.next_review_on && <p>{t("next_review", { date: format.date(duty.next_review_on) })}</p>}
      <p className="rg-soft">
        {t("recorded", { name: duty.recorded_by ?? "", date: format.dateTime(duty.recorded_at) })}
      </p>
    </div>
  );
}
