import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState";
import { Link } from "../../ui/Link";
import { Panel } from "../../ui/Panel";
import { Tag, type TagTone } from "../../ui/Tag";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { useFormat } from "../../ui/format";
import { useLabels } from "../../portfolio/labels";
import type { Schema } from "../../api/types";
import type { Decision, Gate } from "../api";
import { ConditionDialog } from "./ConditionDialog";

type Condition = Schema<"DecisionCondition">;

const verdictTone: Record<Schema<"DecisionVerdict">, TagTone> = {
  go: "ok",
  go_with_conditions: "ok",
  hold: "soon",
  no_go: "late",
};

/** What the board decided about this application, newest first. */
export function DecisionList({ gate }: { gate: Gate }) {
  const { t } = useTranslation("governance");
  return (
    <Panel title={t("decisions.title")}>
      {gate.decisions.length === 0 ? (
        <EmptyState title={t("decisions.empty")} />
      ) : (
        <ul className="rg-gate__list">
          {gate.decisions.map((decision) => (
            <Item key={decision.id} decision={decision} editable={gate.allowed.meet_condition} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Item({ decision, editable }: { decision: Decision; editable: boolean }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const labels = useLabels();
  return (
    <li className="rg-gate__item">
      <div className="rg-gate__head">
        <p>
          <Link to={`/decisions/${decision.id}`}>
            {t("decisions.about", {
              phase: labels.phase(decision.phase),
              date: format.date(decision.decided_at),
            })}
          </Link>
        </p>
        <Tag tone={verdictTone[decision.verdict]}>{t(`verdict.${decision.verdict}`)}</Tag>
      </div>
      <p>{decision.reason}</p>
      <p className="rg-small">
        {t("decisions.by", { by: decision.decided_by })}
        {decision.superseded_by && <> {t("decisions.superseded")}</>}
      </p>
      <ConditionList decision={decision} editable={editable} />
    </li>
  );
}

export function ConditionList({ decision, editable }: { decision: Decision; editable: boolean }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const [opened, setOpened] = useState<Condition | null>(null);
  if (decision.conditions.length === 0) return null;
  return (
    <>
      <ul>
        {decision.conditions.map((condition) => (
          <li key={condition.number}>
            {condition.text}{" "}
            <span className="rg-small">
              {t("condition.line", { owner: condition.owner, date: format.date(condition.due_on) })}
              {condition.met_at && (
                <>
                  {" "}
                  {t("condition.met", {
                    by: condition.met_by ?? "",
                    date: format.date(condition.met_at),
                    note: condition.note ?? "",
                  })}
                </>
              )}
            </span>
            {editable && !condition.met_at && (
              <Button kind="quiet" small onClick={() => setOpened(condition)}>
                <ActionText action={t("condition.meet")} about={condition.text} />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {opened !== null && (
        <ConditionDialog decisionId={decision.id} condition={opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}
