import "../overview.css";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/session";
import type { Schema } from "../../api/types";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { GateAttention } from "../../governance/components/GateAttention";
import { useOverview } from "../api";
import { FunnelFigure } from "../components/FunnelFigure";
import { WaitingPanel } from "../components/WaitingPanel";

type Overview = Schema<"Overview">;

export function OverviewPage() {
  const { t } = useTranslation("portfolio");
  const query = useOverview();
  const maySubmit = useMay("idea_submit");
  return (
    <Page
      title={t("overview.title")}
      lead={query.data === undefined ? undefined : <Lead overview={query.data} />}
      actions={maySubmit && <ButtonLink to="/ideas/new">{t("overview.submit_idea")}</ButtonLink>}
    >
      <QueryState query={query} lines={8}>
        {(overview) => (overview.total === 0 ? <Nothing /> : <Contents overview={overview} />)}
      </QueryState>
    </Page>
  );
}

function Lead({ overview }: { overview: Overview }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  return t("overview.lead", {
    count: overview.total,
    in_use: format.number(overview.in_use),
    when: format.day(overview.as_of),
    time: format.time(overview.as_of),
  });
}

function Nothing() {
  const { t } = useTranslation("portfolio");
  const mayWrite = useMay("register_write");
  return (
    <Panel>
      <EmptyState title={t("overview.empty")}>
        {mayWrite && <ButtonLink to="/applications/new">{t("overview.empty_action")}</ButtonLink>}
      </EmptyState>
    </Panel>
  );
}

function Contents({ overview }: { overview: Overview }) {
  return (
    <>
      <FunnelFigure overview={overview} />
      <div className="rg-overview">
        <WaitingPanel items={overview.waiting} />
        <div className="rg-overview__side">
          <AttentionPanel overview={overview} />
          <GateAttention />
          <StrictPanel overview={overview} />
        </div>
      </div>
    </>
  );
}

function AttentionPanel({ overview }: { overview: Overview }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const open = overview.attention.filter(({ count }) => count > 0);
  if (open.length === 0) {
    return (
      <Panel title={t("overview.attention_title")}>
        <EmptyState title={t("overview.attention_empty")} />
      </Panel>
    );
  }
  return (
    <Panel title={t("overview.attention_title")} sentence={t("overview.attention_sentence")}>
      <ul className="rg-plain-list rg-counts">
        {open.map(({ attention, count }) => (
          <li key={attention}>
            <Link to={`/applications?attention=${attention}`}>
              <span>{t(`attention.${attention}`)}</span> <strong>{format.number(count)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function StrictPanel({ overview }: { overview: Overview }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const lines = [
    {
      to: "/applications?medical_device=yes&medical_device=in_house",
      label: t("overview.medical_devices"),
      count: overview.medical_devices,
    },
    { to: "/applications?risk_class=high", label: t("overview.high_risk"), count: overview.high_risk },
  ];
  return (
    <Panel title={t("overview.kinds_title")} sentence={t("overview.kinds_sentence")}>
      <ul className="rg-plain-list rg-counts">
        {lines.map(({ to, label, count }) => (
          <li key={to}>
            <Link to={to}>
              <span>{label}</span> <strong>{format.number(count)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
