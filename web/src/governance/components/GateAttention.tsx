import { useTranslation } from "react-i18next";
import { Link } from "../../ui/Link";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import { useGateBoard } from "../api";

/** On the overview: what waits for the AI board. Nothing when nothing does. */
export function GateAttention() {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const board = useGateBoard().data;
  if (board === undefined) return null;
  const lines = [
    { key: "reopened", count: board.items.filter(({ state }) => state === "reopened").length },
    { key: "ready", count: board.items.filter(({ state }) => state === "ready").length },
    { key: "overdue", count: board.conditions.filter(({ overdue }) => overdue).length },
  ] as const;
  const open = lines.filter(({ count }) => count > 0);
  if (open.length === 0) return null;
  return (
    <Panel title={t("attention.title")}>
      <ul className="rg-plain-list rg-counts">
        {open.map(({ key, count }) => (
          <li key={key}>
            <Link to="/gates">
              <span>{t(`attention.${key}`)}</span> <strong>{format.number(count)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
