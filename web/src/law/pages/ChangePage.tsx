import "../law.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { useSession } from "../../access/session";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Disclosure } from "../../ui/Disclosure";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Pagination } from "../../ui/Pagination";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useAcceptChange, useLawChange } from "../api";

type Change = Schema<"LawChange">;

const pageSize = 50;

export function ChangePage() {
  const { t } = useTranslation("law");
  const [offset, setOffset] = useState(0);
  const query = useLawChange(offset);
  const change = query.data;
  const lead =
    change === undefined
      ? undefined
      : change.waiting
        ? t("change_lead", {
            from: change.from?.version ?? "",
            to: change.to.version,
            count: change.total,
            n: change.applications,
          })
        : t("change_none", { version: change.to.version });
  return (
    <Page title={t("change_title")} lead={lead}>
      <QueryState query={query} lines={8}>
        {(loaded) =>
          loaded.waiting ? (
            <Contents change={loaded} offset={offset} onOffset={setOffset} />
          ) : (
            <EmptyState title={t("change_nothing")}>
              <ButtonLink kind="secondary" to="/law">
                {t("to_law")}
              </ButtonLink>
            </EmptyState>
          )
        }
      </QueryState>
      {change !== undefined && <Accept change={change} />}
    </Page>
  );
}

interface ContentsProps {
  change: Change;
  offset: number;
  onOffset: (offset: number) => void;
}

function Contents({ change, offset, onOffset }: ContentsProps) {
  const { t } = useTranslation("law");
  const format = useFormat();
  return (
    <>
      <Panel
        title={t("change_content")}
        sentence={t("change_content_sentence", { count: change.content.length })}
      >
        <ul className="rg-law__changes">
          {change.content.map(({ id, kind, title, because }) => (
            <li key={id}>
              <strong>{format.text(title)}</strong>: {t(`content_kind.${kind}`)}. {format.text(because)}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        title={t("change_applications")}
        sentence={t("change_sentence", { count: change.total, n: change.applications })}
      >
        {change.items.map(({ id, code, name, changes }) => (
          <Disclosure key={id} summary={t("change_for", { code, name, count: changes.length })}>
            <ul className="rg-law__changes">
              {changes.map((each, index) => (
                <ChangeLine key={index} change={each} />
              ))}
            </ul>
            <Link to={`/applications/${id}/law`}>{t("to_application", { code })}</Link>
          </Disclosure>
        ))}
        <Pagination offset={offset} limit={pageSize} total={change.total} onChange={onOffset} />
      </Panel>
    </>
  );
}

function ChangeLine({ change }: { change: Schema<"LawApplicationChange"> }) {
  const { t } = useTranslation("law");
  const format = useFormat();
  const { kind, what, before, after, because } = change;
  return (
    <li>
      {t(`change_kind.${kind}`)}: <strong>{format.text(what)}</strong>
      {before && <> {t("change_before", { text: format.text(before) })}</>}
      {after && <> {t("change_after", { text: format.text(after) })}</>} <em>{format.text(because)}</em>
    </li>
  );
}

/** Stands beside what it accepts: accepting takes that away, and the answer must still be told. */
function Accept({ change }: { change: Change }) {
  const { t } = useTranslation("law");
  const mayAccept = useSession().permissions.includes("law_manage");
  const announce = useAnnounce();
  const accept = useAcceptChange();
  const [asking, setAsking] = useState(false);
  if (!change.waiting && !asking) return null;
  if (!mayAccept) return <p>{t("accept_not_you")}</p>;
  return (
    <div className="rg-no-print">
      {change.waiting && (
        <Button onClick={() => setAsking(true)}>{t("accept", { version: change.to.version })}</Button>
      )}
      {asking && (
        <Dialog title={t("accept_title", { version: change.to.version })} onClose={() => setAsking(false)}>
          <p>{t("accept_text", { count: change.total })}</p>
          {accept.isError && <ErrorState error={accept.error} />}
          <DialogActions>
            <Button
              busy={accept.isPending}
              onClick={() =>
                accept.mutate(change.to.id, {
                  onSuccess: () => {
                    setAsking(false);
                    announce(t("accepted", { version: change.to.version }));
                  },
                })
              }
            >
              {t("accept_yes")}
            </Button>
            <Button kind="secondary" onClick={() => setAsking(false)}>
              {t("cancel")}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </div>
  );
}
