import "../ideas.css";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/session";
import type { Schema } from "../../api/types";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useCatalog, useIdeas } from "../api";
import { AnswerDialog } from "../components/AnswerDialog";
import { ProblemDialog } from "../components/ProblemDialog";
import { useLabels } from "../labels";

type Idea = Schema<"IdeaStatus">;

export function IdeasPage() {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const days = useCatalog().data?.idea_answer_within_days;
  const mayAnswer = useMay("funnel_move");
  return (
    <Page
      title={t("ideas.title")}
      lead={days === undefined ? undefined : t("ideas.lead", { days: format.days(days) })}
      actions={<ButtonLink to="/ideas/new">{t("ideas.submit_idea")}</ButtonLink>}
    >
      <MyIdeas />
      {mayAnswer && <WaitingIdeas />}
    </Page>
  );
}

function MyIdeas() {
  const { t } = useTranslation("portfolio");
  const query = useIdeas("mine");
  return (
    <Panel title={t("ideas.mine")}>
      <QueryState query={query}>
        {(ideas) =>
          ideas.length === 0 ? (
            <EmptyState title={t("ideas.mine_empty")} />
          ) : (
            <IdeaItems ideas={ideas}>
              {(idea) => (
                <>
                  <StateProblem idea={idea} />
                  <Answer idea={idea} />
                </>
              )}
            </IdeaItems>
          )
        }
      </QueryState>
    </Panel>
  );
}

function linkId({ id }: Idea): string {
  return `idea-${id}`;
}

/** An idea that began with a product still needs its problem. */
function StateProblem({ idea }: { idea: Idea }) {
  const { t } = useTranslation("portfolio");
  const [open, setOpen] = useState(false);
  const missing = idea.problem === "" && !idea.intake.answered_at;
  // The list may know of the problem before the dialog has closed.
  if (!missing && !open) return null;
  const close = () => {
    setOpen(false);
    // The button that opened the dialog may be gone.
    setTimeout(() => document.getElementById(linkId(idea))?.focus());
  };
  return (
    <div className="rg-row rg-no-print">
      {missing && (
        <Button small kind="secondary" onClick={() => setOpen(true)}>
          <ActionText action={t("problem.open")} about={idea.name} />
        </Button>
      )}
      {open && <ProblemDialog idea={idea} onClose={close} />}
    </div>
  );
}

function WaitingIdeas() {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const query = useIdeas("waiting");
  const days = useCatalog().data?.idea_answer_within_days;
  const [answering, setAnswering] = useState<{ idea: Idea; to: "exploration" | "rejected" } | null>(null);
  const longestFirst = (ideas: readonly Idea[]) =>
    [...ideas].sort((a, b) => b.intake.waiting_days - a.intake.waiting_days);
  return (
    <Panel
      title={t("ideas.waiting")}
      sentence={days === undefined ? undefined : t("ideas.waiting_sentence", { days: format.days(days) })}
    >
      <QueryState query={query}>
        {(ideas) =>
          ideas.length === 0 ? (
            <EmptyState title={t("ideas.waiting_empty")} />
          ) : (
            <IdeaItems ideas={longestFirst(ideas)}>
              {(idea) => (
                <div className="rg-row rg-no-print">
                  <Button small onClick={() => setAnswering({ idea, to: "exploration" })}>
                    <ActionText
                      action={t("ideas.accept", { phase: labels.phase("exploration").toLowerCase() })}
                      about={idea.name}
                    />
                  </Button>
                  <Button small kind="secondary" onClick={() => setAnswering({ idea, to: "rejected" })}>
                    <ActionText action={t("ideas.reject")} about={idea.name} />
                  </Button>
                </div>
              )}
            </IdeaItems>
          )
        }
      </QueryState>
      {answering !== null && <AnswerDialog {...answering} onClose={() => setAnswering(null)} />}
    </Panel>
  );
}

function IdeaItems({ ideas, children }: { ideas: readonly Idea[]; children: (idea: Idea) => ReactNode }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const mayRead = useMay("register_read");
  return (
    <ul className="rg-plain-list rg-ideas">
      {ideas.map((idea) => (
        <li key={idea.id}>
          <div className="rg-ideas__head">
            <h3>
              {mayRead ? (
                <Link id={linkId(idea)} to={`/applications/${idea.id}`}>
                  {idea.name}
                </Link>
              ) : (
                idea.name
              )}
            </h3>
            <Clock idea={idea} />
          </div>
          {idea.problem === "" ? (
            <p>
              <Tag tone="soon">{t("ideas.no_problem")}</Tag>
            </p>
          ) : (
            <p>{idea.problem}</p>
          )}
          <p className="rg-small">
            {idea.code},{" "}
            {t("ideas.by", { by: idea.intake.submitted_by, date: format.date(idea.intake.submitted_at) })}
          </p>
          {children(idea)}
        </li>
      ))}
    </ul>
  );
}

/** Runs from the moment of submitting until the answer. */
function Clock({ idea }: { idea: Idea }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const promise = useCatalog().data?.idea_answer_within_days ?? Infinity;
  const { waiting_days, answered_at } = idea.intake;
  const days = format.days(waiting_days);
  if (answered_at) return <Tag tone="ok">{t("ideas.answered", { days })}</Tag>;
  if (waiting_days > promise) return <Tag tone="late">{t("ideas.waits_late", { days })}</Tag>;
  return <Tag tone={waiting_days * 2 > promise ? "soon" : "neutral"}>{t("ideas.waits", { days })}</Tag>;
}

function Answer({ idea }: { idea: Idea }) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  return (
    <>
      <p>{t("ideas.phase", { phase: labels.phase(idea.phase).toLowerCase() })}</p>
      {idea.intake.answer && <p>{t("ideas.answer", { answer: idea.intake.answer })}</p>}
    </>
  );
}
