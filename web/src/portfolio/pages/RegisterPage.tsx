import "../register.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useMay } from "../../access/session";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Pagination } from "../../ui/Pagination";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { SearchField } from "../../ui/SearchField";
import { classes } from "../../ui/classes";
import { useApplications } from "../api";
import { ColumnMenu } from "../components/ColumnMenu";
import { ExportMenu } from "../components/ExportMenu";
import { ActiveFilters, RegisterFilters } from "../components/RegisterFilters";
import { SavedViews } from "../components/SavedViews";
import { useRegisterColumns } from "../components/registerColumns";
import {
  cleared,
  isFiltered,
  pageSize,
  readState,
  serverQuery,
  sortKeys,
  writeState,
} from "../registerQuery";
import type { RegisterState } from "../registerQuery";

const noValues: Schema<"FilterValues"> = { suppliers: [], owners: [] };

/**
 * All of the page's state lives in its address, so that a link shows the same to a colleague.
 * A change shows at once; the address follows a moment later.
 */
function useRegisterState() {
  const [parameters, setParameters] = useSearchParams();
  const address = parameters.toString();
  const [seen, setSeen] = useState(address);
  const [state, setState] = useState(() => readState(parameters));
  if (address !== seen) {
    setSeen(address);
    setState(readState(parameters));
  }
  const change = (next: RegisterState, replace = false) => {
    setState(next);
    setParameters(writeState(next), { replace, preventScrollReset: true });
  };
  return { state, change };
}

export function RegisterPage() {
  const { t } = useTranslation("portfolio");
  const { state, change } = useRegisterState();
  const query = useApplications(serverQuery(state));
  const mayWrite = useMay("register_write");
  const values = query.data?.values ?? noValues;
  const lead = query.data === undefined ? undefined : t("register.lead", found(query.data.total));
  return (
    <Page
      title={t("register.title")}
      lead={<span role="status">{lead}</span>}
      actions={mayWrite && <ButtonLink to="/applications/new">{t("register.add")}</ButtonLink>}
    >
      <div className="rg-stack rg-no-print">
        <div className="rg-register__bar">
          <search className="rg-register__search">
            <SearchField
              label={t("register.search")}
              hint={t("register.search_hint")}
              value={state.search}
              onChange={(search) => change({ ...state, search, offset: 0 }, true)}
            />
          </search>
          <div className="rg-register__tools">
            <SavedViews state={state} />
            <ColumnMenu columns={state.columns} onChange={(columns) => change({ ...state, columns })} />
            <ExportMenu state={state} total={query.data?.total} />
            {mayWrite && (
              <ButtonLink to="/applications/import" kind="secondary" small>
                {t("import.link")}
              </ButtonLink>
            )}
          </div>
        </div>
        <RegisterFilters state={state} values={values} onChange={(next) => change(next)} />
      </div>
      <ActiveFilters state={state} values={values} onChange={(next) => change(next)} />
      <Panel>
        <QueryState query={query} lines={12}>
          {(page) => (
            <div className={classes("rg-register", query.isPlaceholderData && "rg-register__table--old")}>
              <Results page={page} state={state} onChange={(next) => change(next)} />
            </div>
          )}
        </QueryState>
      </Panel>
    </Page>
  );
}

function found(total: number) {
  return { count: total, total };
}

interface ResultsProps {
  page: Schema<"ApplicationPage">;
  state: RegisterState;
  onChange: (state: RegisterState) => void;
}

function Results({ page, state, onChange }: ResultsProps) {
  const { t } = useTranslation("portfolio");
  const columns = useRegisterColumns(state.columns);
  if (page.items.length === 0) return <Nothing state={state} onChange={onChange} />;
  return (
    <div className="rg-stack">
      <DataTable
        caption={t("register.table")}
        captionHidden
        columns={columns}
        rows={page.items}
        rowKey={({ id }) => id}
        sort={{ key: state.sort, direction: state.direction }}
        onSort={({ key, direction }) => {
          const sort = sortKeys.find((candidate) => candidate === key);
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
    </div>
  );
}

function Nothing({ state, onChange }: Omit<ResultsProps, "page">) {
  const { t } = useTranslation("portfolio");
  const ui = useTranslation("ui").t;
  const mayWrite = useMay("register_write");
  if (!isFiltered(state))
    return (
      <EmptyState title={t("register.empty")}>
        {mayWrite && (
          <ButtonLink to="/applications/import" kind="secondary">
            {t("register.empty_import")}
          </ButtonLink>
        )}
      </EmptyState>
    );
  return (
    <EmptyState title={t("register.none_found")}>
      <Button kind="secondary" onClick={() => onChange(cleared(state))}>
        {ui("filters_clear")}
      </Button>
    </EmptyState>
  );
}
