import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { useFormat } from "../../ui/format";
import type { Answer, AnswerChange, Item } from "../types";
import { useValueText } from "../valueText";

interface AnswerConflictProps {
  item: Item;
  mine: AnswerChange;
  theirs: Answer | undefined;
  onSettle: (mine: boolean) => void;
}

/** Two people answered one question: both answers, and the reader chooses. */
export function AnswerConflict({ item, mine, theirs, onSettle }: AnswerConflictProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const read = useValueText();
  const shown = (answer: Answer | AnswerChange | undefined) => {
    if (answer?.not_applicable) return t("conflict.not_applicable", { reason: answer.not_applicable });
    const parts = (answer?.values ?? []).map((each) => read(item, each));
    if (typeof answer?.maturity === "number") parts.push(t("conflict.maturity", { value: answer.maturity }));
    return parts.length === 0 ? t("answer.none") : format.list(parts);
  };
  return (
    <Alert tone="warning" live>
      <p>
        <strong>{t("conflict.title", { by: theirs?.by ?? t("conflict.somebody") })}</strong>
      </p>
      <dl className="rg-question__versions">
        <div>
          <dt>{t("conflict.theirs")}</dt>
          <dd>{shown(theirs)}</dd>
        </div>
        <div>
          <dt>{t("conflict.mine")}</dt>
          <dd>{shown(mine)}</dd>
        </div>
      </dl>
      <div className="rg-row">
        <Button small onClick={() => onSettle(true)}>
          {t("conflict.keep_mine")}
        </Button>
        <Button small kind="secondary" onClick={() => onSettle(false)}>
          {t("conflict.take_theirs")}
        </Button>
      </div>
    </Alert>
  );
}
