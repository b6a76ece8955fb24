import { useTranslation } from "react-i18next";
import { Link } from "../../ui/Link";
import { Tag } from "../../ui/Tag";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { useGateBoard } from "../api";
import { stateTone } from "../words";

/** On a card of the funnel: how its gate stands, with the way to it. */
export function GateTags({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation("governance");
  const line = useGateBoard().data?.items.find(({ application_id }) => application_id === id);
  if (line === undefined) return null;
  return (
    <p className="rg-card__tags">
      {line.state !== "open" && <Tag tone={stateTone[line.state]}>{t(`state.${line.state}`)}</Tag>}
      {line.moved_without_decision && <Tag tone="soon">{t("moved_without_decision")}</Tag>}
      <Link to={`/applications/${id}?tab=gate`} draggable={false}>
        {t("to_gate")}
        <VisuallyHidden> {name}</VisuallyHidden>
      </Link>
    </p>
  );
}
