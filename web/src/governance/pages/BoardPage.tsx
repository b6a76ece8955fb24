import "../governance.css";
import { useTranslation } from "react-i18next";
import { useDisciplineText } from "../../access/disciplineText";
import { useMay } from "../../access/session";
import type { Schema } from "../../api/types";
import { Checkbox } from "../../ui/Choices";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useLabels } from "../../portfolio/labels";
import { useChangeGateSetting, useGateBoard, useGateSetting, type GateLine } from "../api";
import { stateTone, useChangeText } from "../words";

type Board = Schema<"GateBoard">;
type OpenCondition = Schema<"OpenCondition">;

export function BoardPage() {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const query = useGateBoard();
  const mayManage = useMay("gates_manage");
  const waiting = query.data?.items.filter(({ state }) => state === "ready" || state === "reopened").length;
  return (
    <Page
      title={t("board.title")}
      lead={
        waiting === undefined ? undefined : t("board.lead", { count: waiting, n: format.number(waiting) })
      }
    >
      <QueryState query={query} lines={8}>
        {(board) => <Contents board={board} />}
      </QueryState>
      {mayManage && <Setting />}
    </Page>
  );
}

function Contents({ board }: { board: Board }) {
  const { t } = useTranslation("governance");
  return (
    <>
      <Panel title={t("board.gates")} sentence={t("board.gates_sentence")}>
        {board.items.length === 0 ? (
          <EmptyState title={t("board.empty")} />
        ) : (
          <GateTable items={board.items} />
        )}
      </Panel>
      <Panel title={t("board.conditions")} sentence={t("board.conditions_sentence")}>
        {board.conditions.length === 0 ? (
          <EmptyState title={t("board.conditions_empty")} />
        ) : (
          <ConditionTable items={board.conditions} />
        )}
      </Panel>
    </>
  );
}

function GateTable({ items }: { items: readonly GateLine[] }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const labels = useLabels();
  const disciplineText = useDisciplineText();
  const columns = [
    {
      key: "name",
      header: t("board.column_name"),
      rowHeader: true,
      cell: (line: GateLine) => (
        <>
          <Link to={`/applications/${line.application_id}?tab=gate`}>{line.name}</Link>
          <small>{labels.phase(line.phase)}</small>
        </>
      ),
    },
    { key: "state", header: t("board.column_state"), cell: (line: GateLine) => <State line={line} /> },
    {
      key: "missing",
      header: t("board.column_missing"),
      cell: (line: GateLine) => (
        <>
          {t("board.missing", {
            missing: format.number(line.missing),
            total: format.number(line.met + line.missing + line.waived),
          })}
          {line.asked.length > 0 && (
            <small>
              {t("board.asked", {
                list: format.list(line.asked.map(disciplineText)),
              })}
            </small>
          )}
        </>
      ),
    },
    {
      key: "waiting",
      header: t("board.column_waiting"),
      cell: (line: GateLine) => <span className="rg-number">{format.days(line.waiting_days)}</span>,
    },
  ];
  return (
    <DataTable
      caption={t("board.gates")}
      captionHidden
      rows={items}
      rowKey={(line) => line.application_id}
      columns={columns}
    />
  );
}

function State({ line }: { line: GateLine }) {
  const { t } = useTranslation("governance");
  const changeText = useChangeText();
  return (
    <>
      <Tag tone={stateTone[line.state]}>{t(`state.${line.state}`)}</Tag>
      {line.moved_without_decision && <small>{t("moved_without_decision")}</small>}
      {line.changes.map((change) => {
        const text = changeText(change);
        return <small key={text}>{text}</small>;
      })}
    </>
  );
}

function ConditionTable({ items }: { items: readonly OpenCondition[] }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const columns = [
    {
      key: "text",
      header: t("board.column_condition"),
      rowHeader: true,
      cell: (each: OpenCondition) => each.text,
    },
    {
      key: "application",
      header: t("board.column_name"),
      cell: (each: OpenCondition) => (
        <Link to={`/applications/${each.application_id}?tab=gate`}>{each.name}</Link>
      ),
    },
    { key: "owner", header: t("board.column_owner"), cell: (each: OpenCondition) => each.owner },
    {
      key: "due",
      header: t("board.column_due"),
      cell: (each: OpenCondition) => (
        <Tag tone={each.overdue ? "late" : "neutral"}>
          {t(each.overdue ? "board.overdue" : "board.due", { date: format.date(each.due_on) })}
        </Tag>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("board.conditions")}
      captionHidden
      rows={items}
      rowKey={(each) => `${each.decision_id}-${each.number}`}
      columns={columns}
    />
  );
}

function Setting() {
  const { t } = useTranslation("governance");
  const announce = useAnnounce();
  const query = useGateSetting();
  const change = useChangeGateSetting();
  const setting = query.data;
  if (setting === undefined) return null;
  return (
    <Panel title={t("setting.title")}>
      <Checkbox
        label={t("setting.binding")}
        explanation={t("setting.explanation")}
        checked={setting.binding}
        disabled={change.isPending}
        onChange={(binding) =>
          change.mutate(
            { version: setting.version, binding },
            { onSuccess: () => announce(t(binding ? "setting.on" : "setting.off")) },
          )
        }
      />
      {change.isError && <ErrorState error={change.error} />}
    </Panel>
  );
}
