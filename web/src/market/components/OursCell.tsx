import { useTranslation } from "react-i18next";
import { useMay } from "../../access/session";
import type { Schema } from "../../api/types";
import { useLabels } from "../../portfolio/labels";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { Link } from "../../ui/Link";
import { Tag } from "../../ui/Tag";

export type MarketEntry = Schema<"MarketEntry">;

/** Where the focus goes when the button of a row has become a link. */
export function ideaLinkId(entry: { id: string }): string {
  return `idea-of-${entry.id}`;
}

interface OursCellProps {
  entry: MarketEntry;
  busy: boolean;
  onMakeIdea: (entry: MarketEntry) => void;
}

/** What the hospital has of this: the idea that it became, what it looks like, or a way to begin. */
export function OursCell({ entry, busy, onMakeIdea }: OursCellProps) {
  const { t } = useTranslation("market");
  const mayMake = useMay("idea_submit");
  return (
    <div className="rg-market__ours">
      {entry.resembles.map((application) => (
        <Resemblance key={application.id} application={application} />
      ))}
      {entry.idea ? (
        <Idea entry={entry} idea={entry.idea} />
      ) : (
        mayMake && (
          <Button
            small
            kind="secondary"
            className="rg-no-print"
            busy={busy}
            onClick={() => onMakeIdea(entry)}
          >
            <ActionText action={t("make_idea")} about={entry.device} />
          </Button>
        )
      )}
    </div>
  );
}

function Resemblance({ application }: { application: Schema<"OurApplication"> }) {
  const { t } = useTranslation("market");
  const labels = useLabels();
  const { id, code, name, phase } = application;
  return (
    <p>
      <Tag tone="brand">{t("resembles")}</Tag> <Link to={`/applications/${id}`}>{name}</Link>{" "}
      <small>
        {code}, {labels.phase(phase)}
      </small>
    </p>
  );
}

function Idea({ entry, idea }: { entry: MarketEntry; idea: Schema<"OurIdea"> }) {
  const { t } = useTranslation("market");
  const labels = useLabels();
  return (
    <p>
      <Link id={ideaLinkId(entry)} to={`/applications/${idea.id}`}>
        {t("idea", { code: idea.code })}
      </Link>{" "}
      <small>{labels.phase(idea.phase)}</small>{" "}
      {idea.problem_missing && <Tag tone="soon">{t("idea_problem_missing")}</Tag>}
    </p>
  );
}
