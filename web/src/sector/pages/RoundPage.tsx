import "../sector.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useMay } from "../../access/session";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useRoundResponse, type MemberResponse, type Round } from "../api";
import { InviteDialog } from "../components/InviteDialog";
import { PublishDialog } from "../components/PublishDialog";
import { ReminderPanel } from "../components/ReminderPanel";
import { ResponsePanel } from "../components/ResponsePanel";
import { RoundStatusDialog, type StatusStep } from "../components/RoundStatusDialog";
import { SubmissionsDialog } from "../components/SubmissionsDialog";
import { statusTone } from "../words";

type Opened =
  | { kind: "invite" | "publish" }
  | { kind: "status"; step: StatusStep }
  | { kind: "sent"; by: MemberResponse };

export function RoundPage() {
  const { t } = useTranslation("sector");
  const { id = "" } = useParams();
  const query = useRoundResponse(id);
  const [opened, setOpened] = useState<Opened | null>(null);
  const round = query.data?.round;
  return (
    <Page
      title={round === undefined ? t("round.loading") : t("round.title", { name: round.title })}
      lead={round && <Lead round={round} />}
      actions={round && <Actions round={round} onOpen={setOpened} />}
    >
      <QueryState query={query} lines={10}>
        {(response) => <Contents response={response} opened={opened} onOpen={setOpened} />}
      </QueryState>
    </Page>
  );
}

function Lead({ round }: { round: Round }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  return (
    <>
      <Tag tone={statusTone[round.status]}>{t(`status.${round.status}`)}</Tag>{" "}
      {t(round.status === "draft" ? "round.lead_draft" : "round.lead", {
        sent: format.number(round.sent),
        count: round.invited,
      })}{" "}
      {t("round.period", { from: format.date(round.opens_on), until: format.date(round.closes_on) })}
    </>
  );
}

/** Where a round can go from here; the first is the usual one. */
const steps: Record<Round["status"], readonly StatusStep[]> = {
  draft: ["open"],
  open: ["close"],
  closed: ["reopen"],
  published: [],
};

function Actions({ round, onOpen }: { round: Round; onOpen: (opened: Opened) => void }) {
  const { t } = useTranslation("sector");
  const mayManage = useMay("sector_manage");
  if (!mayManage) {
    return (
      <>
        <Link to="/rounds">{t("round.back")}</Link>
        {round.status === "published" && <ToPublication round={round} />}
      </>
    );
  }
  return (
    <>
      <Link to="/rounds">{t("round.back")}</Link>
      {(round.status === "draft" || round.status === "open") && (
        <Button kind="secondary" onClick={() => onOpen({ kind: "invite" })}>
          {t("invite.open")}
        </Button>
      )}
      {round.status === "closed" && (
        <Button onClick={() => onOpen({ kind: "publish" })}>{t("publish.open")}</Button>
      )}
      {round.status === "published" && <ToPublication round={round} />}
      {steps[round.status].map((step) => (
        <Button
          key={step}
          kind={step === "open" ? "primary" : "secondary"}
          onClick={() => onOpen({ kind: "status", step })}
        >
          {t(`step.${step}.button`)}
        </Button>
      ))}
    </>
  );
}

function ToPublication({ round }: { round: Round }) {
  const { t } = useTranslation("sector");
  return <ButtonLink to={`/rounds/${round.id}/publication`}>{t("publication.open")}</ButtonLink>;
}

interface ContentsProps {
  response: Schema<"RoundResponse">;
  opened: Opened | null;
  onOpen: (opened: Opened | null) => void;
}

function Contents({ response, opened, onOpen }: ContentsProps) {
  const { t } = useTranslation("sector");
  const navigate = useNavigate();
  const mayManage = useMay("sector_manage");
  const { round, items } = response;
  const onClose = () => onOpen(null);
  const waiting = items.filter(({ state }) => state !== "sent");
  return (
    <>
      <ResponsePanel items={items} onSent={mayManage ? (by) => onOpen({ kind: "sent", by }) : undefined} />
      {round.status === "open" && waiting.length > 0 && <ReminderPanel round={round} waiting={waiting} />}
      <Panel title={t("round.about")}>
        <p>{t("rounds.instrument_line", { id: round.instrument_id, version: round.instrument_version })}</p>
        <p className="rg-soft">{t("round.sees")}</p>
      </Panel>
      {opened?.kind === "invite" && (
        <InviteDialog round={round} invited={items.map(({ member_id }) => member_id)} onClose={onClose} />
      )}
      {opened?.kind === "status" && <RoundStatusDialog round={round} step={opened.step} onClose={onClose} />}
      {opened?.kind === "publish" && (
        <PublishDialog
          round={round}
          onClose={onClose}
          onPublished={() => void navigate(`/rounds/${round.id}/publication`)}
        />
      )}
      {opened?.kind === "sent" && <SubmissionsDialog round={round} by={opened.by} onClose={onClose} />}
    </>
  );
}
