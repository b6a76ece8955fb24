import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Changes } from "../../portfolio/components/HistoryList";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import type { LawWalk } from "../api";
import { ArticleLine, Unsure } from "./DutyText";

export function LabelTags({ labels }: { labels: readonly Schema<"LawLabel">[] }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  if (labels.length === 0) return null;
  return (
    <ul className="rg-law__tags rg-plain-list" role="list" aria-label={t("labels")}>
      {labels.map(({ id, name }) => (
        <li key={id}>
          <Tag tone="brand">{format.text(name)}</Tag>
        </li>
      ))}
    </ul>
  );
}

/** What an outcome means: words, labels, duties, and what the register will say. */
export function WalkOutcome({ walk }: { walk: LawWalk }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  if (!walk.outcome) return null;
  return (
    <div className="rg-stack">
      <p>{format.text(walk.outcome.text)}</p>
      <Unsure text={walk.outcome.unsure} />
      <LabelTags labels={walk.labels} />
      {walk.changes.length > 0 && (
        <>
          <h3>{t("register_changes")}</h3>
          <Changes changes={walk.changes} />
        </>
      )}
      <h3>{t("duties_follow", { count: walk.duties.length })}</h3>
      {walk.duties.length > 0 && (
        <ul className="rg-law__duties" role="list">
          {walk.duties.map((duty) => (
            <li key={duty.id} className="rg-law__duty">
              <h4>{format.text(duty.title)}</h4>
              <ArticleLine duty={duty} />
              <Unsure text={duty.unsure} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
