import {
  pointerWithin,
  type Announcements,
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  type UniqueIdentifier,
} from "@dnd-kit/core";
import { useTranslation } from "react-i18next";
import { useLabels } from "../labels";
import type { FunnelCard, Phase } from "../types";
import { allPhases } from "../vocabulary";

export interface DragData {
  card: FunnelCard;
  phase: Phase;
}

export function dragData(current: unknown): DragData | null {
  const data = current as Partial<DragData> | undefined;
  return data?.card !== undefined && data.phase !== undefined ? { card: data.card, phase: data.phase } : null;
}

export function asPhase(id: UniqueIdentifier | undefined): Phase | null {
  return allPhases.find((phase) => phase === id) ?? null;
}

const inset = 4;

/** The arrows go from phase to phase, in their order; whatever the room on the screen. */
export const phaseByPhase: KeyboardCoordinateGetter = (event, { context }) => {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const step = steps[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  const here = asPhase(context.over?.id) ?? dragData(context.active?.data.current)?.phase;
  if (here === undefined) return undefined;
  const next = allPhases[allPhases.indexOf(here) + step];
  const place = next === undefined ? undefined : context.droppableRects.get(next);
  return place === undefined ? undefined : { x: place.left + inset, y: place.top + inset };
};

/** With the mouse what lies under the pointer; with the keyboard the phase that was stepped to. */
export const underPointerOrStep: CollisionDetection = (args) => {
  if (args.pointerCoordinates !== null) return pointerWithin(args);
  const { left, top } = args.collisionRect;
  const at = { x: left + 1, y: top + 1 };
  return args.droppableContainers
    .filter(({ id }) => {
      const rect = args.droppableRects.get(id);
      if (rect === undefined) return false;
      return at.x >= rect.left && at.x <= rect.right && at.y >= rect.top && at.y <= rect.bottom;
    })
    .map(({ id }) => ({ id }));
};

/** What a screen reader says during a move by keyboard, in the reader's language. */
export function useBoardAnnouncements(): { announcements: Announcements; instructions: string } {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const text = (current: unknown, over: UniqueIdentifier | undefined) => {
    const data = dragData(current);
    const phase = asPhase(over);
    return {
      name: data?.card.name ?? "",
      from: data === null ? "" : labels.phase(data.phase),
      over: phase === null ? null : labels.phase(phase),
    };
  };
  return {
    instructions: t("funnel.dnd_instructions"),
    announcements: {
      onDragStart: ({ active }) => {
        const { name, from } = text(active.data.current, undefined);
        return t("funnel.dnd_start", { name, phase: from });
      },
      onDragOver: ({ active, over }) => {
        const { name, over: phase } = text(active.data.current, over?.id);
        return phase === null ? t("funnel.dnd_nowhere", { name }) : t("funnel.dnd_over", { name, phase });
      },
      onDragEnd: ({ active, over }) => {
        const { name, from, over: phase } = text(active.data.current, over?.id);
        if (phase === null || phase === from) return t("funnel.dnd_cancel", { name, phase: from });
        return t("funnel.dnd_end", { name, phase });
      },
      onDragCancel: ({ active }) => {
        const { name, from } = text(active.data.current, undefined);
        return t("funnel.dnd_cancel", { name, phase: from });
      },
    },
  };
}
