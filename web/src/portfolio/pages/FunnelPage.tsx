import "../funnel.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useProblemText } from "../../ui/problemText";
import { useAnnounce } from "../../ui/statusContext";
import { useFunnel, useMoveCard } from "../api";
import { Board } from "../components/Board";
import { MoveDialog, type Movable } from "../components/MoveDialog";
import { ageingCount, type Funnel } from "../funnelBoard";
import { useLabels } from "../labels";

export function FunnelPage() {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const query = useFunnel();
  const funnel = query.data;
  return (
    <Page
      title={t("funnel.title")}
      lead={
        funnel &&
        t("funnel.lead", {
          wip: format.number(funnel.work_in_progress),
          ageing: format.number(ageingCount(funnel)),
        })
      }
      actions={
        <ButtonLink kind="secondary" to="/funnel/flow">
          {t("funnel.tab_flow")}
        </ButtonLink>
      }
    >
      <QueryState query={query} lines={10}>
        {(loaded) => <MovableBoard funnel={loaded} />}
      </QueryState>
    </Page>
  );
}

type Attempt = Partial<Schema<"PhaseMove">>;

/** A move closes its dialog at once; a refusal puts the card back and opens the dialog as it was. */
function useBoardMoves(funnel: Funnel) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const move = useMoveCard();
  const [open, setOpen] = useState<{ subject: Movable; attempt: Attempt; error: unknown } | null>(null);

  function send(subject: Movable, wanted: Schema<"PhaseMove">) {
    setOpen(null);
    const { id, name } = subject;
    // The board may have been read again since the dialog opened.
    const version =
      funnel.columns.flatMap(({ cards }) => cards).find((card) => card.id === id)?.version ?? subject.version;
    move.mutate(
      { id, version, move: wanted },
      {
        onSuccess: () => announce(t("move.done", { name, phase: labels.phase(wanted.phase) })),
        onError: (error) => {
          const phase = labels.phase(subject.phase);
          announce(t("move.failed", { name, phase, problem: problemText(error) }));
          setOpen({ subject, attempt: wanted, error });
        },
      },
    );
  }
  return { open, setOpen, send };
}

function MovableBoard({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("portfolio");
  const { open, setOpen, send } = useBoardMoves(funnel);
  if (funnel.columns.every(({ count }) => count === 0)) {
    return (
      <Panel>
        <EmptyState title={t("register.empty")} />
      </Panel>
    );
  }
  return (
    <>
      <Jumps funnel={funnel} />
      <Board
        funnel={funnel}
        onMove={(card, phase, to) =>
          setOpen({
            subject: { id: card.id, name: card.name, version: card.version, phase },
            attempt: to === undefined ? {} : { phase: to },
            error: null,
          })
        }
      />
      {open !== null && (
        <MoveDialog
          subject={open.subject}
          initial={open.attempt}
          error={open.error}
          busy={false}
          onSend={(wanted) => send(open.subject, wanted)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

/** On a phone the columns stand below each other: this leads to each. */
function Jumps({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const format = useFormat();
  return (
    <nav className="rg-jumps rg-no-print" aria-label={t("funnel.jump")}>
      {funnel.columns.map(({ phase, count }) => (
        <a
          key={phase}
          href={`#phase-${phase}`}
          onClick={(event) => {
            event.preventDefault();
            document.getElementById(`phase-${phase}`)?.scrollIntoView();
          }}
        >
          {labels.shortPhase(phase)} <strong>{format.number(count)}</strong>
        </a>
      ))}
    </nav>
  );
}
