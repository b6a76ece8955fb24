import {
  type Announcements,
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  type UniqueIdentifier,
} from "@dnd-kit/core";
import { useTranslation } from "react-i18next";
import { useLabels } from "../labels";
import type { FunnelCard, Phase } from "../types";
import { allPhases, endPhases } from "../vocabulary";

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

type Sides = Pick<DOMRect, "left" | "right" | "top" | "bottom">;

function contains({ left, right, top, bottom }: Sides, { x, y }: { x: number; y: number }): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/**
 * With the mouse what lies under the pointer on the screen now, for the places outside the funnel stay in
 * sight while the page scrolls below them; with the keyboard the phase that was stepped to.
 */
export const underPointerOrStep: CollisionDetection = (args) => {
  const { pointerCoordinates, collisionRect, droppableContainers, droppableRects } = args;
  if (pointerCoordinates !== null) {
    const under = droppableContainers.filter(({ node }) => {
      const rect = node.current?.getBoundingClientRect();
      return rect !== undefined && contains(rect, pointerCoordinates);
    });
    const onTop = under.find(({ id }) => endPhases.some((end) => end === id)) ?? under[0];
    return onTop === undefined ? [] : [{ id: onTop.id }];
  }
  const step = { x: collisionRect.left + 1, y: collisionRect.top + 1 };
  return droppableContainers
    .filter(({ id }) => {
      const rect = droppableRects.get(id);
      return rect !== undefined && contains(rect, step);
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
        const { name, from, over: phase } = text(active.data.current, over?.id);
        if (phase === null) return t("funnel.dnd_nowhere", { name });
        // Follows picking up at once, and would otherwise be said in its place.
        if (phase === from) return t("funnel.dnd_start", { name, phase });
        return t("funnel.dnd_over", { name, phase });
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
