import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useOverlaps } from "../api";
import { useLabels } from "../labels";

type Group = Schema<"OverlapGroup">;

export function OverlapsPage() {
  const { t } = useTranslation("portfolio");
  const query = useOverlaps();
  const count = query.data?.length ?? 0;
  return (
    <Page title={t("overlaps.title")} lead={count === 0 ? undefined : t("overlaps.lead", { count })}>
      <QueryState query={query}>
        {(groups) =>
          groups.length === 0 ? (
            <Panel>
              <EmptyState title={t("overlaps.empty")}>
                <p>{t("overlaps.empty_text")}</p>
              </EmptyState>
            </Panel>
          ) : (
            groups.map((group) => <GroupPanel key={`${group.use_case} ${group.process}`} group={group} />)
          )
        }
      </QueryState>
    </Page>
  );
}

function GroupPanel({ group }: { group: Group }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const suppliers = new Set(group.applications.map(({ supplier }) => supplier ?? ""));
  const title = t("overlaps.group", {
    use_case: labels.term("use_cases", group.use_case),
    process: labels.term("processes", group.process).toLowerCase(),
  });
  return (
    <Panel
      title={title}
      sentence={t("overlaps.sentence", {
        applications: format.number(group.applications.length),
        suppliers: format.number(suppliers.size),
      })}
    >
      <DataTable
        caption={title}
        captionHidden
        rows={group.applications}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "name",
            header: t("overlaps.name"),
            rowHeader: true,
            cell: ({ id, name, code }) => (
              <>
                <Link to={`/applications/${id}`}>{name}</Link> <small>{code}</small>
              </>
            ),
          },
          {
            key: "supplier",
            header: t("overlaps.supplier"),
            cell: ({ supplier }) => supplier ?? t("overlaps.no_supplier"),
          },
          { key: "phase", header: t("overlaps.phase"), cell: ({ phase }) => labels.phase(phase) },
        ]}
      />
    </Panel>
  );
}
