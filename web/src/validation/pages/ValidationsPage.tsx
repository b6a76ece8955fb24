import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink, Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useValidations } from "../api";
import { AddValidation } from "../components/AddValidation";
import { useEstimateText } from "../estimateText";

type Summary = Schema<"ValidationSummary">;

export function ValidationsPage() {
  const { t } = useTranslation("validation");
  const { id = "" } = useParams();
  const query = useValidations(id);
  return (
    <Page
      title={t("list.title")}
      lead={
        query.data && t("list.lead", { code: query.data.application_code, name: query.data.application_name })
      }
      actions={
        <>
          {query.data?.may_add && (
            <ButtonLink to={`/applications/${id}/validations/run`}>{t("run.open")}</ButtonLink>
          )}
          <ButtonLink kind="secondary" to={`/applications/${id}`}>
            {t("to_application")}
          </ButtonLink>
        </>
      }
    >
      <QueryState query={query} lines={6}>
        {(list) => (
          <>
            {list.items.length === 0 ? (
              <EmptyState title={t("list.empty")}>
                <p>{t("list.empty_what")}</p>
              </EmptyState>
            ) : (
              <Panel title={t("list.table")} sentence={t("list.sentence")}>
                <ValidationTable items={list.items} />
              </Panel>
            )}
            {list.may_add && <AddValidation applicationId={id} versions={list.versions} />}
          </>
        )}
      </QueryState>
    </Page>
  );
}

/** One below the other, so that validations can be compared with earlier ones. */
function ValidationTable({ items }: { items: readonly Summary[] }) {
  const { t } = useTranslation("validation");
  const format = useFormat();
  const text = useEstimateText();
  return (
    <DataTable
      caption={t("list.table")}
      captionHidden
      rows={items}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "added_at",
          header: t("list.date"),
          rowHeader: true,
          cell: (row) => <Link to={`/validations/${row.id}`}>{format.dateTime(row.added_at)}</Link>,
        },
        { key: "version", header: t("list.version"), cell: (row) => row.application_version },
        { key: "n", header: t("n"), end: true, cell: (row) => format.number(row.n) },
        { key: "events", header: t("events"), end: true, cell: (row) => format.number(row.events) },
        {
          key: "answers",
          header: t("list.answers"),
          cell: ({ met, not_met, insufficient }) => t("list.counts", { met, not_met, insufficient }),
        },
        { key: "auroc", header: t("auroc"), cell: (row) => text(row.auroc) },
        { key: "oe", header: t("observed_expected"), cell: (row) => text(row.observed_expected) },
        { key: "benefit", header: t("net_benefit"), cell: (row) => text(row.net_benefit) },
      ]}
    />
  );
}
