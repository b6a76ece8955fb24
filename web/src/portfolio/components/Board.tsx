import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  useDroppable,
  useSensor,
  useSensors,
  type DragEndEvent,
} from "@dnd-kit/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { useFormat } from "../../ui/format";
import type { Schema } from "../../api/types";
import type { Funnel } from "../funnelBoard";
import { useLabels } from "../labels";
import type { FunnelCard, Phase } from "../types";
import { endPhases } from "../vocabulary";
import { BoardCard, CardText } from "./BoardCard";
import { asPhase, dragData, phaseByPhase, underPointerOrStep, useBoardAnnouncements } from "./boardDnd";

type ColumnData = Schema<"FunnelColumn">;
type OnMove = (card: FunnelCard, from: Phase, to?: Phase) => void;

/** A press that does not travel stays a click. */
const dragAfterPixels = 6;

export function Board({ funnel, onMove }: { funnel: Funnel; onMove: OnMove }) {
  const { t } = useTranslation("portfolio");
  const { announcements, instructions } = useBoardAnnouncements();
  const [dragged, setDragged] = useState<FunnelCard | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: dragAfterPixels } }),
    useSensor(KeyboardSensor, { coordinateGetter: phaseByPhase }),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const data = dragData(active.data.current);
    const to = asPhase(over?.id);
    if (data !== null && to !== null && to !== data.phase) onMove(data.card, data.phase, to);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underPointerOrStep}
      accessibility={{ announcements, screenReaderInstructions: { draggable: instructions } }}
      onDragStart={({ active }) => setDragged(dragData(active.data.current)?.card ?? null)}
      onDragCancel={() => setDragged(null)}
      onDragEnd={drop}
    >
      <div className="rg-board" role="region" aria-label={t("funnel.tab_board")} tabIndex={0}>
        {funnel.columns.map((column) => (
          <BoardColumn key={column.phase} column={column} onMove={onMove} />
        ))}
      </div>
      <EndArea dragging={dragged !== null} />
      <DragOverlay dropAnimation={null}>
        {dragged !== null && (
          <div className="rg-card rg-card--lifted">
            <CardText card={dragged} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

/** Longer columns begin with the cards that wait longest; the rest on request. */
const cardsAtFirst = 25;

function BoardColumn({ column, onMove }: { column: ColumnData; onMove: OnMove }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const { setNodeRef, isOver } = useDroppable({ id: column.phase });
  const [limit, setLimit] = useState(cardsAtFirst);
  const shown = column.cards.slice(0, limit);
  const rest = column.cards.length - shown.length;
  return (
    <section
      ref={setNodeRef}
      id={`phase-${column.phase}`}
      className={classes("rg-column", isOver && "rg-column--over")}
      aria-labelledby={`phase-${column.phase}-name`}
    >
      <h2 id={`phase-${column.phase}-name`}>
        {labels.shortPhase(column.phase)} <span>{format.number(column.count)}</span>
      </h2>
      {column.ageing_after_days > 0 && (
        <p className="rg-small">
          {t("funnel.column_limit", { days: format.days(column.ageing_after_days) })}
        </p>
      )}
      {column.cards.length === 0 && <p className="rg-small">{t("funnel.column_empty")}</p>}
      {shown.map((card) => (
        <BoardCard
          key={card.id}
          card={card}
          phase={column.phase}
          onMove={(chosen) => onMove(chosen, column.phase)}
        />
      ))}
      {rest > 0 && (
        <Button kind="secondary" small onClick={() => setLimit(limit + 4 * cardsAtFirst)}>
          {t("funnel.more", { count: rest })}
        </Button>
      )}
    </section>
  );
}

function EndArea({ dragging }: { dragging: boolean }) {
  const { t } = useTranslation("portfolio");
  return (
    <div className={classes("rg-ends rg-no-print", dragging && "rg-ends--open")}>
      <p>{t("funnel.end_area")}</p>
      {endPhases.map((phase) => (
        <EndPlace key={phase} phase={phase} />
      ))}
    </div>
  );
}

function EndPlace({ phase }: { phase: Phase }) {
  const labels = useLabels();
  const { setNodeRef, isOver } = useDroppable({ id: phase });
  return (
    <div ref={setNodeRef} className={classes("rg-ends__place", isOver && "rg-column--over")}>
      {labels.phase(phase)}
    </div>
  );
}
