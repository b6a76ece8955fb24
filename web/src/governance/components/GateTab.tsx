import "../governance.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { daysSince, useFormat } from "../../ui/format";
import { useLabels } from "../../portfolio/labels";
import { useGate, type Gate, type Requirement } from "../api";
import { stateTone, useChangeText, type GateAction } from "../words";
import { DecisionDialog } from "./DecisionDialog";
import { DecisionList } from "./DecisionList";
import { DocumentDialog } from "./DocumentDialog";
import { RequirementList } from "./RequirementList";
import { SignDialog } from "./SignDialog";
import { WaiverDialog } from "./WaiverDialog";
import { WaiverList } from "./WaiverList";

/** What the gate of an application asks, what is met, and what the board decided. */
export function GateTab({ id }: { id: string }) {
  const query = useGate(id);
  return (
    <QueryState query={query} lines={8}>
      {(gate) => <Contents gate={gate} />}
    </QueryState>
  );
}

function Contents({ gate }: { gate: Gate }) {
  const { t } = useTranslation("governance");
  const labels = useLabels();
  const [opened, setOpened] = useState<{ action: GateAction; requirement: Requirement } | null>(null);
  const close = () => setOpened(null);
  return (
    <div className="rg-stack rg-stack--wide">
      <Standing gate={gate} />
      <Panel title={t("gate.title", { phase: labels.phase(gate.phase) })} sentence={t("gate.sentence")}>
        <RequirementList gate={gate} onAct={(action, requirement) => setOpened({ action, requirement })} />
      </Panel>
      <WaiverList gate={gate} />
      <DecisionList gate={gate} />
      {opened?.action === "sign" && (
        <SignDialog gate={gate} requirement={opened.requirement} onClose={close} />
      )}
      {opened?.action === "waive" && (
        <WaiverDialog gate={gate} requirement={opened.requirement} onClose={close} />
      )}
      {opened?.action === "document" && (
        <DocumentDialog gate={gate} requirement={opened.requirement} onClose={close} />
      )}
    </div>
  );
}

function Standing({ gate }: { gate: Gate }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const labels = useLabels();
  const [deciding, setDeciding] = useState(false);
  const term = labels.phaseTerm(gate.phase);
  return (
    <>
      {gate.changes.length > 0 && <ReopenedAlert gate={gate} />}
      {gate.moved_without_decision && <Alert tone="warning">{t("moved_without_decision_text")}</Alert>}
      <Panel
        title={term === undefined ? labels.phase(gate.phase) : format.text(term.gate_question)}
        sentence={t("gate.counts", {
          met: format.number(gate.met),
          missing: format.number(gate.missing),
          waived: format.number(gate.waived),
        })}
        actions={gate.allowed.decide && <Button onClick={() => setDeciding(true)}>{t("decide.open")}</Button>}
      >
        <p>
          <Tag tone={stateTone[gate.state]}>{t(`state.${gate.state}`)}</Tag>{" "}
          {t("gate.since", {
            date: format.date(gate.opened_at),
            days: format.days(daysSince(gate.opened_at)),
          })}
        </p>
        {gate.to_phase && (
          <p className="rg-small">{t("gate.leads_to", { phase: labels.phase(gate.to_phase) })}</p>
        )}
        {gate.binding && <p className="rg-small">{t("gate.binding")}</p>}
      </Panel>
      {deciding && <DecisionDialog gate={gate} onClose={() => setDeciding(false)} />}
    </>
  );
}

function ReopenedAlert({ gate }: { gate: Gate }) {
  const { t } = useTranslation("governance");
  const changeText = useChangeText();
  return (
    <Alert tone="warning" title={t("reopened.title")}>
      <p>{t("reopened.text")}</p>
      <ul>
        {gate.changes.map((change) => {
          const text = changeText(change);
          return <li key={text}>{text}</li>;
        })}
      </ul>
    </Alert>
  );
}
