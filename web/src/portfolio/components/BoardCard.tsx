import { useDraggable } from "@dnd-kit/core";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Link } from "../../ui/Link";
import { Tag } from "../../ui/Tag";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { classes } from "../../ui/classes";
import { useFormat } from "../../ui/format";
import { GateTags } from "../../governance/components/GateTags";
import { useLabels } from "../labels";
import type { FunnelCard, Phase } from "../types";

interface CardProps {
  card: FunnelCard;
  phase: Phase;
  onMove: (card: FunnelCard) => void;
}

/** One application on the board: dragged by mouse anywhere, by keyboard from its handle. */
export function BoardCard({ card, phase, onMove }: CardProps) {
  const { t } = useTranslation("portfolio");
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, isDragging } = useDraggable({
    id: card.id,
    data: { card, phase },
    disabled: !card.may_move,
  });
  return (
    <article
      ref={setNodeRef}
      className={classes(
        "rg-card",
        card.ageing && "rg-card--ageing",
        card.may_move && "rg-card--movable",
        isDragging && "rg-card--dragged",
      )}
      onMouseDown={listeners?.onMouseDown as React.MouseEventHandler | undefined}
    >
      <CardText card={card} />
      <GateTags id={card.id} name={card.name} />
      {card.may_move && (
        <div className="rg-card__actions rg-no-print">
          <button
            ref={setActivatorNodeRef}
            type="button"
            className="rg-card__handle"
            {...attributes}
            onKeyDown={listeners?.onKeyDown as React.KeyboardEventHandler | undefined}
          >
            <span aria-hidden="true">⠿</span>
            <VisuallyHidden>{t("funnel.drag", { name: card.name })}</VisuallyHidden>
          </button>
          <Button kind="quiet" small onClick={() => onMove(card)}>
            <span aria-hidden="true">{t("funnel.move")}</span>
            <VisuallyHidden>{t("funnel.move_name", { name: card.name })}</VisuallyHidden>
          </Button>
        </div>
      )}
    </article>
  );
}

/** What the card says; also under the pointer while it is dragged. */
export function CardText({ card }: { card: FunnelCard }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const days = format.days(card.days_in_phase);
  const first = card.departments[0];
  const others = card.departments.length - 1;
  const undecided = card.risk_class === "not_classified";
  return (
    <>
      <h3 className="rg-card__name">
        <Link to={`/applications/${card.id}`} draggable={false}>
          {card.name}
        </Link>
      </h3>
      <p className="rg-small">
        {card.owner ?? <span className="rg-card__missing">{t("funnel.no_owner")}</span>}
        {first !== undefined && <>, {labels.department(first)}</>}
        {others > 0 && <> +{format.number(others)}</>}
      </p>
      <p className="rg-card__tags">
        <Tag tone={card.ageing ? "late" : "neutral"}>{card.ageing ? t("funnel.ageing", { days }) : days}</Tag>
        {card.technology === "generative" || card.technology === "agent" ? (
          <Tag>{labels.word("technology", card.technology)}</Tag>
        ) : null}
        {(card.medical_device === "yes" || card.medical_device === "in_house") && (
          <Tag tone="brand">{t("overview.medical_devices")}</Tag>
        )}
        {(card.risk_class === "high" || undecided) && (
          <Tag tone={undecided ? "soon" : "brand"}>{labels.word("risk_class", card.risk_class)}</Tag>
        )}
      </p>
    </>
  );
}
