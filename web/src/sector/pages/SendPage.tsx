import "../sector.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/session";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useAnnounce } from "../../ui/statusContext";
import { useEnrolments, useOurRounds, useRefreshRounds, type OurRound } from "../api";
import { EnrolDialog } from "../components/EnrolDialog";
import { EnrolmentList } from "../components/EnrolmentList";
import { OurRoundPanel } from "../components/OurRoundPanel";
import { OutboxPanel } from "../components/OutboxPanel";

export function SendPage() {
  const { t } = useTranslation("sector");
  const enrolments = useEnrolments();
  const rounds = useOurRounds();
  const mayManage = useMay("sector_manage");
  const [enrolling, setEnrolling] = useState(false);
  const enrolled = (enrolments.data?.length ?? 0) > 0;
  const open = rounds.data?.filter(({ round }) => round.status === "open").length;
  return (
    <Page
      title={t("send.title")}
      lead={enrolled && open !== undefined ? t("send.lead", { count: open }) : t("send.lead_none")}
    >
      <QueryState query={enrolments} lines={4}>
        {(list) =>
          list.length === 0 ? (
            <NotEnrolled mayManage={mayManage} onEnrol={() => setEnrolling(true)} />
          ) : (
            <QueryState query={rounds} lines={8}>
              {(ours) => (
                <>
                  <Rounds rounds={ours} />
                  <OutboxPanel rounds={ours} />
                </>
              )}
            </QueryState>
          )
        }
      </QueryState>
      {enrolled && enrolments.data && (
        <EnrolmentList
          enrolments={enrolments.data}
          onEnrol={mayManage ? () => setEnrolling(true) : undefined}
        />
      )}
      {enrolling && <EnrolDialog onClose={() => setEnrolling(false)} />}
    </Page>
  );
}

function NotEnrolled({ mayManage, onEnrol }: { mayManage: boolean; onEnrol: () => void }) {
  const { t } = useTranslation("sector");
  return (
    <Panel title={t("enrol.none_title")}>
      <EmptyState title={t("enrol.none")}>
        <p className="rg-soft">{t(mayManage ? "enrol.none_text" : "enrol.none_ask")}</p>
        {mayManage && <Button onClick={onEnrol}>{t("enrol.open")}</Button>}
      </EmptyState>
    </Panel>
  );
}

function Rounds({ rounds }: { rounds: readonly OurRound[] }) {
  const { t } = useTranslation("sector");
  return (
    <>
      <RefreshRounds />
      {rounds.length === 0 && (
        <Panel title={t("send.rounds")}>
          <EmptyState title={t("send.empty")}>
            <p className="rg-soft">{t("send.empty_text")}</p>
          </EmptyState>
        </Panel>
      )}
      {rounds.map((round) => (
        <OurRoundPanel key={round.id} ours={round} />
      ))}
    </>
  );
}

/** Rounds are as they were last told; asking again is for who may send. */
function RefreshRounds() {
  const { t } = useTranslation("sector");
  const announce = useAnnounce();
  const refresh = useRefreshRounds();
  const maySend = useMay("answers_send");
  if (!maySend) return null;
  const fetch = () =>
    refresh.mutate(undefined, {
      onSuccess: ({ items }) => announce(t("send.refreshed", { count: items.length })),
    });
  return (
    <div className="rg-stack rg-no-print">
      <div className="rg-row">
        <Button kind="secondary" busy={refresh.isPending} onClick={fetch}>
          {t("send.refresh")}
        </Button>
        <span className="rg-small">{t("send.refresh_text")}</span>
      </div>
      {refresh.isError && <ErrorState error={refresh.error} />}
    </div>
  );
}
