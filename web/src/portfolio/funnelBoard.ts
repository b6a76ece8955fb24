import type { Schema } from "../api/types";
import type { FunnelCard, Phase } from "./types";

export type Funnel = Schema<"Funnel">;

const workInProgress: readonly Phase[] = [
  "exploration",
  "development",
  "pilot_technical",
  "pilot_clinical",
  "implementation",
];

export function phaseOf(funnel: Funnel, id: string): Phase | null {
  return funnel.columns.find(({ cards }) => cards.some((card) => card.id === id))?.phase ?? null;
}

export function ageingCount(funnel: Funnel): number {
  return funnel.columns.reduce((sum, { cards }) => sum + cards.filter(({ ageing }) => ageing).length, 0);
}

/** The board as it will be: the card fresh in its new column, or gone when it leaves the funnel. */
export function withMovedCard(funnel: Funnel, id: string, to: Phase): Funnel {
  const from = phaseOf(funnel, id);
  const card = funnel.columns.flatMap(({ cards }) => cards).find((candidate) => candidate.id === id);
  if (from === null || card === undefined || from === to) return funnel;
  const fresh: FunnelCard = { ...card, days_in_phase: 0, ageing: false };
  const inProgress = (phase: Phase) => (workInProgress.includes(phase) ? 1 : 0);
  return {
    work_in_progress: funnel.work_in_progress - inProgress(from) + inProgress(to),
    columns: funnel.columns.map((column) => {
      if (column.phase === from) {
        const cards = column.cards.filter((other) => other.id !== id);
        return { ...column, cards, count: column.count - 1 };
      }
      if (column.phase !== to) return column;
      return { ...column, cards: [...column.cards, fresh], count: column.count + 1 };
    }),
  };
}
