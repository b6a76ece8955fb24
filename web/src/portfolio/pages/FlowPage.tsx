import "../flow.css";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/format";
import { useFlow } from "../api";
import { StockFigure, ThroughputFigure } from "../components/FlowFigures";
import { slowestPhase } from "../flow";
import { useLabels } from "../labels";

type Duration = Schema<"PhaseDuration">;

const periods = ["6", "12", "24", "36", "60"] as const;
const usualPeriod = "24";

export function FlowPage() {
  const { t } = useTranslation("portfolio");
  const [parameters, setParameters] = useSearchParams();
  const period = periods.find((months) => months === parameters.get("months")) ?? usualPeriod;
  const query = useFlow(Number(period));
  return (
    <Page
      title={t("flow.title")}
      lead={t("flow.lead")}
      actions={
        <ButtonLink kind="secondary" to="/funnel">
          {t("funnel.tab_board")}
        </ButtonLink>
      }
    >
      <div className="rg-flow__period rg-no-print">
        <Select
          label={t("flow.period")}
          options={periods.map((value) => ({ value, label: t("flow.months", { count: Number(value) }) }))}
          value={period}
          onChange={(months) =>
            setParameters(months === null || months === usualPeriod ? {} : { months }, {
              replace: true,
              preventScrollReset: true,
            })
          }
        />
      </div>
      <QueryState query={query} lines={10}>
        {(flow) =>
          flow.months.length === 0 ? (
            <Panel>
              <EmptyState title={t("flow.empty")} />
            </Panel>
          ) : (
            <>
              <StockFigure flow={flow} />
              <ThroughputFigure flow={flow} />
              <Durations flow={flow} />
            </>
          )
        }
      </QueryState>
    </Page>
  );
}

function Durations({ flow }: { flow: Schema<"FunnelFlow"> }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const slowest = slowestPhase(flow.durations);
  const longest = Math.max(1, ...flow.durations.map(({ median_days }) => median_days ?? 0));
  const sentence =
    slowest === null
      ? t("flow.durations_sentence")
      : t("flow.durations_longest", {
          phase: labels.phase(slowest.phase),
          days: format.days(Math.round(slowest.days)),
          n: format.number(slowest.n),
        });
  return (
    <Panel title={t("flow.durations_title")} sentence={sentence}>
      <DataTable
        caption={t("flow.durations_title")}
        captionHidden
        rows={flow.durations}
        rowKey={({ phase }) => phase}
        columns={[
          {
            key: "phase",
            header: t("flow.phase"),
            rowHeader: true,
            cell: ({ phase }) => labels.phase(phase),
          },
          {
            key: "median",
            header: t("flow.median"),
            cell: (row) => <Median row={row} longest={longest} />,
          },
          { key: "n", header: t("flow.completed"), end: true, cell: (row) => format.number(row.completed) },
          { key: "moved", header: t("flow.moved_on"), end: true, cell: (row) => format.number(row.moved_on) },
          { key: "ended", header: t("flow.phase_ended"), end: true, cell: (row) => format.number(row.ended) },
        ]}
      />
      <p className="rg-small">{t("flow.durations_note", { date: format.date(flow.as_of) })}</p>
    </Panel>
  );
}

function Median({ row, longest }: { row: Duration; longest: number }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const { median_days: days, completed } = row;
  if (completed === 0 || days === null || days === undefined) {
    return <span className="rg-soft">{t("flow.no_median")}</span>;
  }
  return (
    <span className="rg-median">
      <span>{format.days(Math.round(days))}</span>
      <span
        className="rg-median__bar"
        aria-hidden="true"
        style={{ "--share": longest > 0 ? days / longest : 0 } as CSSProperties}
      />
    </span>
  );
}
