import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { ErrorState } from "../../ui/ErrorState";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { useDebounced } from "../../ui/debounce";
import { exportAddress, useAuditTrail, useVerifyTrail } from "../api";
import { AuditFilters } from "../components/AuditFilters";
import { AuditTable } from "../components/AuditTable";
import { VerifyResult } from "../components/VerifyResult";
import { readFilter, writeFilter, type AuditFilter } from "../filter";

export function AuditPage() {
  const { t } = useTranslation("audit");
  const [search, setSearch] = useSearchParams();
  const filter = readFilter(search);
  const verify = useVerifyTrail();
  const setFilter = (wanted: AuditFilter) => setSearch(writeFilter(wanted), { replace: true });
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          <a className="ams-button ams-button--secondary" href={exportAddress(filter)} download>
            {t("export")}
          </a>
          <Button busy={verify.isPending} onClick={() => verify.mutate()}>
            {t("verify.button")}
          </Button>
        </>
      }
    >
      <VerifyResult report={verify.data} error={verify.error} />
      <Panel>
        <Trail filter={filter} onFilter={setFilter} />
      </Panel>
    </Page>
  );
}

interface TrailProps {
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
}

function Trail({ filter, onFilter }: TrailProps) {
  const { t } = useTranslation("audit");
  const actor = useDebounced(filter.actor);
  const query = useAuditTrail({ ...filter, actor });
  const pages = query.data?.pages ?? [];
  const entries = pages.flatMap((page) => page.items);
  const filtered = writeFilter(filter).size > 0;
  return (
    <>
      <AuditFilters filter={filter} onChange={onFilter} actions={pages[0]?.actions ?? []} />
      {query.isPending && <Loading lines={10} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && entries.length === 0 && (
        <EmptyState title={filtered ? t("no_match") : t("empty")} />
      )}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {query.isSuccess && entries.length > 0 && (
        <div className="rg-row">
          {query.hasNextPage && (
            <Button
              kind="secondary"
              busy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t("more")}
            </Button>
          )}
          <p className="rg-small" role="status">
            {t("loaded", { count: entries.length })} {!query.hasNextPage && !filtered && t("complete")}
          </p>
        </div>
      )}
    </>
  );
}
