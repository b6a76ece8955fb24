import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { EmptyState } from "../../ui/EmptyState";
import { Link } from "../../ui/Link";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import type { QuestionLinks } from "../questionLinks";

const most = 5;

interface MovesPanelProps {
  compared: Schema<"RoundComparison">;
  links: QuestionLinks;
}

/** Where the group is ahead of us most, on the questions that have a better answer. */
export function MovesPanel({ compared, links }: MovesPanelProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { moves, questions } = compared.comparison;
  const lines = moves.slice(0, most).flatMap((id) => {
    const gap = questions.find(({ question }) => question === id)?.gap;
    const found = compared.questions.find((each) => each.id === id);
    return found !== undefined && typeof gap === "number" ? [{ question: found, gap }] : [];
  });
  return (
    <Panel title={t("moves.title")} sentence={t("moves.sentence")}>
      {lines.length === 0 ? (
        <EmptyState title={t(compared.sent ? "moves.none" : "moves.not_sent")} />
      ) : (
        <ol className="rg-bench__moves">
          {lines.map(({ question, gap }) => (
            <li key={question.id}>
              <Link to={links.address(question.id)}>{links.text(question)}</Link>{" "}
              <small>{t("moves.gap", { gap: format.percent(gap) })}</small>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
