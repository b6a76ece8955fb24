import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import { progressOf } from "../evaluation";
import { itemsById } from "../evaluation";
import type { Desk } from "../useDesk";
import { questionId } from "./Question";
import { sectionId } from "./QuestionTree";

function goTo(id: string) {
  const target = document.getElementById(id);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "start" });
}

/** How far we are, part by part, and where the answers stand with the server. */
export function ProgressPanel({ desk }: { desk: Desk }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const { asked, answers } = desk;
  const parts = asked.items.filter(({ item }) => item.type === "group");
  return (
    <Panel
      title={t("progress.title")}
      sentence={t("progress.sentence", { answered: asked.answered, count: asked.questions })}
    >
      <progress
        className="rg-asks__meter"
        aria-label={t("progress.title")}
        max={Math.max(1, asked.questions)}
        value={asked.answered}
      />
      <OverallSave desk={desk} />
      {parts.length > 1 && (
        <nav aria-label={t("progress.parts")} className="rg-no-print">
          <ul className="rg-plain-list rg-asks__contents">
            {parts.map((part) => {
              const { questions, answered } = progressOf(part, answers.at);
              const target = sectionId(part.item.link_id, part.instance);
              return (
                <li key={target}>
                  <a
                    href={`#${target}`}
                    onClick={(event) => {
                      event.preventDefault();
                      goTo(target);
                    }}
                  >
                    <span>{format.text(part.item.text)}</span>
                    <span className="rg-number">
                      {answered}/{questions}
                    </span>
                  </a>
                </li>
              );
            })}
          </ul>
        </nav>
      )}
    </Panel>
  );
}

function OverallSave({ desk }: { desk: Desk }) {
  const { t } = useTranslation("assessment");
  if (!desk.mayWrite) return null;
  const waiting = [...desk.answers.pending.values()].map((each) => each.waiting);
  const offline = waiting.filter((each) => each === "offline").length;
  const attention = waiting.filter((each) => ["conflict", "reason", "refused"].includes(each)).length;
  return (
    <p role="status" className="rg-small rg-asks__saved">
      {offline > 0
        ? t("save.all_offline", { count: offline })
        : attention > 0
          ? t("save.all_attention", { count: attention })
          : waiting.length > 0
            ? t("save.saving")
            : t("save.all_saved")}
    </p>
  );
}

/** The required questions that have no answer yet, each a way to it. */
export function MissingList({ desk }: { desk: Desk }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const items = itemsById(desk.instrument.items);
  const { missing } = desk.asked;
  if (missing.length === 0) return null;
  return (
    <div className="rg-stack">
      <p>{t("complete.missing", { count: missing.length })}</p>
      <ul className="rg-asks__missing">
        {missing.slice(0, 12).map(({ linkId, instance }) => {
          const item = items.get(linkId);
          const target = questionId(linkId, instance);
          return (
            <li key={target}>
              <a
                href={`#${target}`}
                onClick={(event) => {
                  event.preventDefault();
                  goTo(target);
                }}
              >
                {item ? format.text(item.text) : linkId}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
