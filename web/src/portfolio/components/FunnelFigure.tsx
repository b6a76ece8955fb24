import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { Link } from "../../ui/Link";
import { useFormat } from "../../ui/format";
import { funnelSentence } from "../funnelSentence";
import { useLabels } from "../labels";
import type { Phase } from "../types";

type Overview = Schema<"Overview">;
type Comparison = Schema<"MonitorComparison">;

/** How many in each phase, beside the national mean of the phases that the monitor counts together. */
export function FunnelFigure({ overview }: { overview: Overview }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const note = t("overview.note", {
    base: format.number(overview.national_base),
    source: overview.national_source,
    when: format.date(overview.as_of),
  });
  return (
    <Figure
      title={t("overview.funnel_title")}
      sentence={<Sentence overview={overview} />}
      legend={<Key />}
      table={<Table overview={overview} />}
      note={note}
    >
      <Bars overview={overview} />
    </Figure>
  );
}

function Sentence({ overview }: { overview: Overview }): ReactNode {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const found = funnelSentence(overview.total, overview.national_total, overview.comparison);
  if (found === null) return null;
  const numbers = {
    ours: format.number(overview.total),
    mean: format.number(overview.national_total, 1),
  };
  const { shape } = found;
  if (shape === null) {
    return `${t(`funnel_sentence.size_${found.size}`, numbers)} ${t("funnel_sentence.shape_same")}`;
  }
  const difference = t(shape.difference > 0 ? "funnel_sentence.shape_more" : "funnel_sentence.shape_less", {
    difference: format.number(Math.abs(shape.difference), 1),
    phase: labels.monitorPhase(shape.monitor_phase).toLowerCase(),
  });
  return `${t(`funnel_sentence.size_${found.size}`, numbers)} ${difference}`;
}

function countOf(overview: Overview, phase: Phase): number {
  return overview.phases.find((candidate) => candidate.phase === phase)?.count ?? 0;
}

function Bars({ overview }: { overview: Overview }) {
  const highest = Math.max(
    1,
    ...overview.comparison.flatMap(({ count, national_mean }) => [count, national_mean]),
  );
  return (
    <ol className="rg-bars">
      {overview.comparison.map((group) => (
        <Group key={group.monitor_phase} group={group} overview={overview} highest={highest * 1.04} />
      ))}
    </ol>
  );
}

interface GroupProps {
  group: Comparison;
  overview: Overview;
  highest: number;
}

function Group({ group, overview, highest }: GroupProps) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const several = group.phases.length > 1;
  const sizes = {
    "--phases": group.phases.length,
    "--together": group.count / highest,
    "--mean": group.national_mean / highest,
  } as CSSProperties;
  return (
    <li className="rg-bars__group" style={sizes}>
      <div className="rg-bars__plot" aria-hidden="true">
        {several && <div className="rg-bars__together" />}
        <div className="rg-bars__mean" />
      </div>
      <ol className="rg-bars__phases">
        {group.phases.map((phase) => (
          <li
            key={phase}
            className="rg-bars__phase"
            style={{ "--share": countOf(overview, phase) / highest } as CSSProperties}
          >
            <span className="rg-bars__bar" aria-hidden="true" />
            <Link className="rg-bars__label" to={`/applications?phase=${phase}`}>
              <strong>{format.number(countOf(overview, phase))}</strong> {labels.shortPhase(phase)}
            </Link>
          </li>
        ))}
      </ol>
      <p className="rg-bars__compared">
        {several && `${t("overview.together", { count: group.count })}, `}
        <b>{t("overview.national", { mean: format.number(group.national_mean, 1) })}</b>
      </p>
    </li>
  );
}

function Key() {
  const { t } = useTranslation("portfolio");
  return (
    <span className="rg-key">
      <span>
        <i className="rg-key__mark" />
        {t("overview.key_ours")}
      </span>
      <span>
        <i className="rg-key__mark rg-key__mark--together" />
        {t("overview.key_together")}
      </span>
      <span>
        <i className="rg-key__mark rg-key__mark--mean" />
        {t("overview.key_national")}
      </span>
    </span>
  );
}

function Table({ overview }: { overview: Overview }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const labels = useLabels();
  const rows = overview.comparison.flatMap((group) =>
    group.phases.map((phase) => ({ phase, group, count: countOf(overview, phase) })),
  );
  return (
    <DataTable
      caption={t("overview.funnel_title")}
      captionHidden
      rows={rows}
      rowKey={({ phase }) => phase}
      columns={[
        {
          key: "phase",
          header: t("overview.table_phase"),
          rowHeader: true,
          cell: ({ phase }) => labels.phase(phase),
        },
        {
          key: "count",
          header: t("overview.table_count"),
          end: true,
          cell: ({ count }) => format.number(count),
        },
        {
          key: "group",
          header: t("overview.table_group"),
          cell: ({ group }) => labels.monitorPhase(group.monitor_phase),
        },
        {
          key: "group_count",
          header: t("overview.table_group_count"),
          end: true,
          cell: ({ group }) => format.number(group.count),
        },
        {
          key: "mean",
          header: t("overview.table_mean"),
          end: true,
          cell: ({ group }) => format.number(group.national_mean, 1),
        },
      ]}
    />
  );
}
