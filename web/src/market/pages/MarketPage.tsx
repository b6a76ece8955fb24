import "../../portfolio/register.css";
import "../market.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { ProblemDialog } from "../../portfolio/components/ProblemDialog";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { Disclosure } from "../../ui/Disclosure";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Pagination } from "../../ui/Pagination";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { SearchField } from "../../ui/SearchField";
import { classes } from "../../ui/classes";
import { useFormat } from "../../ui/format";
import { useMakeIdea, useMarket, useMarketList } from "../api";
import { ActiveMarketFilters, MarketFilters } from "../components/MarketFilters";
import { MarketSource, MarketWarning } from "../components/MarketSource";
import { ideaLinkId, type MarketEntry } from "../components/OursCell";
import { useMarketColumns } from "../components/marketColumns";
import {
  cleared,
  listQuery,
  pageSize,
  selectionParameters,
  sortKeyOf,
  type MarketState,
} from "../marketQuery";
import { useMarketState } from "../useMarketState";

export function MarketPage() {
  const { t } = useTranslation("market");
  const format = useFormat();
  const { state, change } = useMarketState();
  const list = useMarketList();
  const query = useMarket(listQuery(state));
  const total = query.data?.total;
  const lead =
    total === undefined || list.data === undefined
      ? undefined
      : t("found", { count: total, n: format.number(total), total: format.number(list.data.total) });
  return (
    <Page
      title={t("title")}
      lead={<span role="status">{lead}</span>}
      actions={
        <ButtonLink kind="secondary" to={`/market/growth?${selectionParameters(state)}`}>
          {t("to_growth")}
        </ButtonLink>
      }
    >
      <MarketWarning />
      <QueryState query={list} lines={12}>
        {(about) => (
          <>
            <search className="rg-register__search rg-no-print">
              <SearchField
                label={t("search")}
                hint={t("search_hint")}
                value={state.search}
                onChange={(search) => change({ ...state, search, offset: 0 }, true)}
              />
            </search>
            <MarketFilters list={about} state={state} onChange={(next) => change(next)} />
            <ActiveMarketFilters list={about} state={state} onChange={(next) => change(next)} />
            <Panel>
              <QueryState query={query} lines={12}>
                {(page) => (
                  <div className={classes("rg-market", query.isPlaceholderData && "rg-register__table--old")}>
                    <Results list={about} page={page} state={state} onChange={(next) => change(next)} />
                  </div>
                )}
              </QueryState>
            </Panel>
            <Words list={about} />
          </>
        )}
      </QueryState>
      <MarketSource />
    </Page>
  );
}

interface ResultsProps {
  list: Schema<"MarketList">;
  page: Schema<"MarketPage">;
  state: MarketState;
  onChange: (state: MarketState) => void;
}

function Results({ list, page, state, onChange }: ResultsProps) {
  const { t } = useTranslation("market");
  const make = useMakeIdea();
  const [made, setMade] = useState<{ entry: MarketEntry; idea: Schema<"IdeaStatus"> } | null>(null);
  const columns = useMarketColumns({
    list,
    busyId: make.isPending ? make.variables : undefined,
    onMakeIdea: (entry) => make.mutate(entry.id, { onSuccess: (idea) => setMade({ entry, idea }) }),
  });
  if (page.items.length === 0) return <Nothing onClear={() => onChange(cleared())} />;
  const [code, ...otherCodes] = state.filters.product_code;
  const close = (entry: MarketEntry) => {
    setMade(null);
    // The button that opened the dialog has become a link meanwhile.
    setTimeout(() => document.getElementById(ideaLinkId(entry))?.focus());
  };
  return (
    <div className="rg-stack">
      {code !== undefined && otherCodes.length === 0 && page.items[0] !== undefined && (
        <p>
          <a href={page.items[0].product_code_address} rel="noreferrer">
            {t("words_example", { code })}
          </a>
        </p>
      )}
      {make.isError && <ErrorState error={make.error} />}
      <DataTable
        caption={t("table")}
        captionHidden
        columns={columns}
        rows={page.items}
        rowKey={({ id }) => id}
        sort={{ key: state.sort, direction: state.direction }}
        onSort={({ key, direction }) => {
          const sort = sortKeyOf(key);
          if (sort !== undefined) onChange({ ...state, sort, direction, offset: 0 });
        }}
      />
      <Pagination
        offset={state.offset}
        limit={pageSize}
        total={page.total}
        onChange={(offset) => {
          onChange({ ...state, offset });
          window.scrollTo(0, 0);
        }}
      />
      {made !== null && <ProblemDialog idea={made.idea} made onClose={() => close(made.entry)} />}
    </div>
  );
}

function Nothing({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation("market");
  const ui = useTranslation("ui").t;
  return (
    <EmptyState title={t("none_found")}>
      <Button kind="secondary" onClick={onClear}>
        {ui("filters_clear")}
      </Button>
    </EmptyState>
  );
}

/** What the letters and numbers of the list stand for. */
function Words({ list }: { list: Schema<"MarketList"> }) {
  const { t } = useTranslation("market");
  const format = useFormat();
  return (
    <Disclosure summary={t("words_title")}>
      <p>{t("words_number")}</p>
      <dl className="rg-market__words">
        {list.pathways.map(({ id, name, explanation, count }) => (
          <div key={id}>
            <dt>
              {format.text(name)} ({format.number(count)})
            </dt>
            <dd>{format.text(explanation)}</dd>
          </div>
        ))}
      </dl>
      <p>{t("words_code")}</p>
      <p>{t("words_resembles")}</p>
    </Disclosure>
  );
}
