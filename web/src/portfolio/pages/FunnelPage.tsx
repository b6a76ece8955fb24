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

interface Opened {
  subject: Movable;
  attempt: Attempt;
  error: unknown;
}

/**
 * A move closes its dialog at once; a refusal puts the card back and opens the dialog as it was. Others
 * may have been moved meanwhile: each is told of, and a dialog waits until the one before it is closed.
 */
function useBoardMoves(funnel: Funnel) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const move = useMoveCard();
  const [opened, setOpened] = useState<readonly Opened[]>([]);
  const open = (dialog: Opened) => setOpened((before) => [...before, dialog]);
  const close = () => setOpened((before) => before.slice(1));

  function send(subject: Movable, wanted: Schema<"PhaseMove">) {
    close();
    const { id, name } = subject;
    // The board may have been read again since the dialog opened.
    const version =
      funnel.columns.flatMap(({ cards }) => cards).find((card) => card.id === id)?.version ?? subject.version;
    void move.mutateAsync({ id, version, move: wanted }).then(
      () => announce(t("move.done", { name, phase: labels.phase(wanted.phase) })),
      (error: unknown) => {
        const phase = labels.phase(subject.phase);
        announce(t("move.failed", { name, phase, problem: problemText(error) }));
        open({ subject, attempt: wanted, error });
      },
    );
  }
  return { opened: opened[0], open, close, send };
}

function MovableBoard({ funnel }: { funnel: Funnel }) {
  const { t } = useTranslation("portfolio");
  const { opened, open, close, send } = useBoardMoves(funnel);
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
          open({
            subject: { id: card.id, name: card.name, version: card.version, phase },
            attempt: to === undefined ? {} : { phase: to },
            error: null,
          })
        }
      />
      {opened !== undefined && (
        <MoveDialog
          key={opened.subject.id}
          subject={opened.subject}
          initial={opened.attempt}
          error={opened.error}
          busy={false}
          onSend={(wanted) => send(opened.subject, wanted)}
          onClose={close}
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
