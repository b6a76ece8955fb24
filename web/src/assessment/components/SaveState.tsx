import { useTranslation } from "react-i18next";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import type { PendingAnswer } from "../answerDesk";
import type { Answer } from "../types";

interface SaveStateProps {
  pending: PendingAnswer | undefined;
  saved: Answer | undefined;
}

/** Whether an answer is with the server, and who gave it. */
export function SaveState({ pending, saved }: SaveStateProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  if (pending === undefined) {
    if (saved?.origin !== "person") return null;
    return <span className="rg-small">{t("save.by", { by: saved.by, at: format.dateTime(saved.at) })}</span>;
  }
  if (pending.waiting === "saving") return <span className="rg-small">{t("save.saving")}</span>;
  if (pending.waiting === "offline") return <Tag tone="soon">{t("save.offline")}</Tag>;
  if (pending.waiting === "reason") return <Tag tone="soon">{t("save.reason")}</Tag>;
  if (pending.waiting === "conflict") return <Tag tone="late">{t("save.conflict")}</Tag>;
  const details = pending.problem?.fields.map(({ detail }) => detail) ?? [];
  return (
    <span role="alert" className="rg-question__refused">
      {t("save.refused")} {details.length > 0 ? details.join(" ") : pending.problem?.detail}
    </span>
  );
}
