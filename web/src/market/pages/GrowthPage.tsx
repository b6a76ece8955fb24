import "../../portfolio/flow.css";
import "../../portfolio/register.css";
import "../market.css";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useMarketFigures, useMarketList } from "../api";
import { FieldsPanel } from "../components/FieldsPanel";
import { ActiveMarketFilters, MarketFilters } from "../components/MarketFilters";
import { MarketSource, MarketWarning } from "../components/MarketSource";
import { YearsFigure } from "../components/YearsFigure";
import { figureQuery, selectionParameters, type MarketState } from "../marketQuery";
import { useMarketState } from "../useMarketState";

export function GrowthPage() {
  const { t } = useTranslation("market");
  const format = useFormat();
  const { state, change } = useMarketState();
  const list = useMarketList();
  const query = useMarketFigures(figureQuery(state));
  const total = query.data?.total;
  const lead =
    total === undefined || list.data === undefined
      ? undefined
      : t("growth.lead", { count: total, n: format.number(total), total: format.number(list.data.total) });
  return (
    <Page
      title={t("growth.title")}
      lead={<span role="status">{lead}</span>}
      actions={
        <ButtonLink kind="secondary" to={`/market?${selectionParameters(state)}`}>
          {t("to_list")}
        </ButtonLink>
      }
    >
      <MarketWarning />
      <QueryState query={list} lines={12}>
        {(about) => (
          <>
            <MarketFilters list={about} state={state} onChange={(next) => change(next)} />
            <ActiveMarketFilters list={about} state={state} onChange={(next) => change(next)} />
            <QueryState query={query} lines={10}>
              {(figures) => (
                <>
                  <YearsFigure figures={figures} publisher={about.source.publisher} />
                  <FieldsPanel figures={figures} list={about} />
                  <OursPanel figures={figures} state={state} />
                </>
              )}
            </QueryState>
          </>
        )}
      </QueryState>
      <MarketSource />
    </Page>
  );
}

function OursPanel({ figures, state }: { figures: Schema<"MarketFigures">; state: MarketState }) {
  const { t } = useTranslation("market");
  const format = useFormat();
  const { resembling, ideas } = figures;
  const address = selectionParameters({ ...state, resembling: true });
  return (
    <Panel title={t("growth.ours_title")}>
      <p>
        {t("growth.ours_resembling", { count: resembling })} {t("growth.ours_ideas", { count: ideas })}{" "}
        {t("source_total", { total: format.number(figures.total) })}
      </p>
      {resembling > 0 && (
        <ButtonLink kind="secondary" to={`/market?${address}`}>
          {t("growth.ours_show")}
        </ButtonLink>
      )}
    </Panel>
  );
}
