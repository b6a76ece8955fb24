import "../sector.css";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Alert } from "../../ui/Alert";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Select } from "../../ui/Select";
import { useComparison, useOurRounds, type OurRound } from "../api";
import { CompareTable } from "../components/CompareTable";
import { ReportLink } from "../components/ReportLink";
import { MovesPanel } from "../components/MovesPanel";
import { groupKey } from "../figures";
import { useFigureText } from "../figureText";
import { useQuestionText } from "../useQuestionText";
import { usePeers } from "../usePeers";

export function BenchmarkPage() {
  const { t } = useTranslation("sector");
  const [parameters] = useSearchParams();
  const rounds = useOurRounds();
  const published = rounds.data?.filter(({ round }) => round.status === "published") ?? [];
  const round = published.find(({ id }) => id === parameters.get("round")) ?? published[0];
  return (
    <Page
      title={t("benchmark.title")}
      lead={round && t("benchmark.lead", { name: round.round.title, hub: round.hub_name })}
      actions={round && <ReportLink from="offered-rounds" id={round.id} />}
    >
      <QueryState query={rounds} lines={6}>
        {() => (round === undefined ? <NothingYet /> : <Compared round={round} published={published} />)}
      </QueryState>
    </Page>
  );
}

function NothingYet() {
  const { t } = useTranslation("sector");
  return (
    <Panel>
      <EmptyState title={t("benchmark.empty")}>
        <p className="rg-soft">{t("benchmark.empty_text")}</p>
        <ButtonLink to="/monitor">{t("benchmark.to_monitor")}</ButtonLink>
      </EmptyState>
    </Panel>
  );
}

function Compared({ round, published }: { round: OurRound; published: readonly OurRound[] }) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  const { peers, options, choose } = usePeers();
  const query = useComparison(round.id, peers);
  const home = groupKey(query.data?.traits ?? []);
  const links = {
    text: useQuestionText(round.round.instrument_id),
    address: (question: string) =>
      `/benchmark/${round.id}/${encodeURIComponent(question)}?${new URLSearchParams({ with: peers, group: home })}`,
  };
  return (
    <>
      <div className="rg-bench__choices rg-no-print">
        <Select
          label={t("benchmark.with")}
          options={options}
          value={peers}
          onChange={(value) => choose("with", value ?? "type")}
        />
        {published.length > 1 && (
          <Select
            label={t("rounds.name")}
            options={published.map(({ id, round: { title } }) => ({ value: id, label: title }))}
            value={round.id}
            onChange={(value) => choose("round", value ?? "")}
          />
        )}
      </div>
      <QueryState query={query} lines={12}>
        {(compared) => (
          <>
            {!compared.sent && (
              <Alert tone="info" title={t("benchmark.not_sent")}>
                <p>{t("benchmark.not_sent_text")}</p>
              </Alert>
            )}
            <MovesPanel compared={compared} links={links} />
            <Panel
              title={t("benchmark.table")}
              sentence={t("benchmark.table_sentence", { group: text.group(compared.traits) })}
            >
              <CompareTable compared={compared} links={links} />
            </Panel>
          </>
        )}
      </QueryState>
      <Link to="/monitor">{t("benchmark.to_monitor")}</Link>
    </>
  );
}
