import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import type { Assessment } from "../types";

/** Answers to questions that a newer version no longer asks. */
export function KeptAnswers({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  if (assessment.kept.length === 0) return null;
  return (
    <Panel title={t("kept.title")} sentence={t("kept.sentence")}>
      <dl className="rg-question__versions">
        {assessment.kept.map(({ question, from_version, answer }) => (
          <div key={`${answer.link_id}#${answer.instance}`}>
            <dt>
              {format.text(question)} ({from_version})
            </dt>
            <dd>{format.list(answer.values.map(String))}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
