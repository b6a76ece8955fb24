import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DateTimeField } from "./DateTimeField";
import { Disclosure } from "../../ui/Disclosure";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useDeadlines, type LawDutyText } from "../api";

/** What is not settled about a law. The product says so wherever it shows it. */
export function Unsure({ text }: { text: { nl: string; en: string } | null | undefined }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  if (text === null || text === undefined) return null;
  return (
    <p className="rg-small">
      <strong>{t("unsure")}</strong> {format.text(text)}
    </p>
  );
}

/** Act and article, with the way to the source. */
export function ArticleLine({ duty }: { duty: LawDutyText }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const { article } = duty;
  const words = t("article", { act: format.text(article.act_name), article: format.text(article.title) });
  return (
    <p className="rg-small rg-soft">
      {article.address ? (
        <a href={article.address} rel="noreferrer">
          {words}
        </a>
      ) : (
        words
      )}
    </p>
  );
}

/** What a duty asks, where that stands, and when its terms end. */
export function DutyBody({ duty }: { duty: LawDutyText }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const terms = duty.deadlines.filter(({ kind }) => kind !== "review");
  return (
    <>
      <ArticleLine duty={duty} />
      <p>{format.text(duty.text)}</p>
      <Unsure text={duty.unsure} />
      <Disclosure summary={t("more", { title: format.text(duty.title) })}>
        <p>{t("evidence_hint", { text: format.text(duty.evidence_hint) })}</p>
        <p>{t("applies_to", { roles: format.list(duty.applies_to.map((role) => t(`role.${role}`))) })}</p>
        <p className="rg-small">
          {t("source", {
            title: duty.source.title,
            publisher: duty.source.publisher,
            date: format.date(duty.checked_on),
          })}
        </p>
        {terms.length > 0 && <Deadlines duty={duty} />}
      </Disclosure>
    </>
  );
}

/** The terms of a duty from a moment that the reader chooses. */
function Deadlines({ duty }: { duty: LawDutyText }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const [moment, setMoment] = useState<string | null>(null);
  const query = useDeadlines(duty.id, moment);
  return (
    <div className="rg-stack">
      <DateTimeField label={t("deadline_from")} value={moment} onChange={setMoment} />
      {moment !== null && (
        <QueryState query={query} lines={2}>
          {({ items }) => (
            <div role="status">
              <ul>
                {items
                  .filter(({ kind }) => kind !== "review")
                  .map(({ id, name, ends_at }) => (
                    <li key={id}>
                      {t("deadline", { name: format.text(name), date: format.dateTime(ends_at) })}
                    </li>
                  ))}
              </ul>
            </div>
          )}
        </QueryState>
      )}
    </div>
  );
}
