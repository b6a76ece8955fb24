import { useTranslation } from "react-i18next";
import { Link } from "../../ui/Link";
import { Tag } from "../../ui/Tag";
import { daysSince, useFormat, type Format } from "../../ui/format";
import type { Column } from "../../ui/column";
import { useCatalog } from "../api";
import { useLabels, type Labels } from "../labels";
import { columnKeys, sortKeys, type ColumnKey } from "../registerQuery";
import type { ApplicationSummary } from "../types";
import { Meter } from "./Meter";

type Row = ApplicationSummary;
type Cell = (row: Row) => React.ReactNode;

function wordCells(
  labels: Labels,
): Pick<Record<ColumnKey, Cell>, "technology" | "domain" | "origin" | "dpia"> {
  return {
    technology: (row) => row.technology && labels.word("technology", row.technology),
    domain: (row) => row.domain && labels.word("domain", row.domain),
    origin: (row) => row.origin && labels.word("origin", row.origin),
    dpia: (row) => labels.word("impact_assessment", row.dpia),
  };
}

/** Not yet classified is a value, and asks for somebody. */
function classCells(labels: Labels): Pick<Record<ColumnKey, Cell>, "risk_class" | "medical_device"> {
  return {
    risk_class: ({ risk_class: value }) => {
      const word = labels.word("risk_class", value);
      if (value === "not_classified") return <Tag tone="soon">{word}</Tag>;
      return value === "prohibited" ? <Tag tone="late">{word}</Tag> : word;
    },
    medical_device: ({ medical_device: value, mdr_class }) => {
      const word = labels.word("medical_device", value);
      if (value === "not_classified") return <Tag tone="soon">{word}</Tag>;
      return mdr_class ? `${word}, ${labels.word("mdr_class", mdr_class)}` : word;
    },
  };
}

function dateCells(
  format: Format,
): Pick<Record<ColumnKey, Cell>, "phase_since" | "updated_at" | "contract_ends_on" | "next_review_on"> {
  return {
    phase_since: (row) => format.shortDate(row.phase_since),
    updated_at: (row) => format.shortDate(row.updated_at),
    contract_ends_on: (row) => row.contract_ends_on && format.shortDate(row.contract_ends_on),
    next_review_on: (row) => row.next_review_on && format.shortDate(row.next_review_on),
  };
}

function NameCell({ row }: { row: Row }) {
  const { t } = useTranslation("portfolio");
  return (
    <>
      <Link to={`/applications/${row.id}`}>{row.name}</Link>{" "}
      {row.overlapping && <Tag tone="soon">{t("register.overlapping")}</Tag>}
    </>
  );
}

function ConfirmedCell({ at }: { at: string }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const limit = useCatalog().data?.aged_after_days ?? Infinity;
  const age = daysSince(at);
  const days = format.days(age);
  if (age > limit) return <Tag tone="soon">{t("register.aged", { days })}</Tag>;
  return age <= 0 ? t("register.confirmed_today") : t("register.confirmed_ago", { days });
}

const departmentsShown = 2;

function Departments({ names }: { names: readonly string[] }) {
  const { t } = useTranslation("portfolio");
  const shown = names.slice(0, departmentsShown).join(", ");
  if (names.length === 0) return "–";
  if (names.length <= departmentsShown) return shown;
  return t("register.and_more", { names: shown, count: names.length - departmentsShown });
}

function cells(labels: Labels, format: Format): Record<ColumnKey, Cell> {
  return {
    ...wordCells(labels),
    ...classCells(labels),
    ...dateCells(format),
    name: (row) => <NameCell row={row} />,
    code: (row) => row.code,
    phase: (row) => labels.shortPhase(row.phase),
    use_case: (row) => row.use_case && labels.term("use_cases", row.use_case),
    processes: (row) => row.processes.map((id) => labels.term("processes", id)).join(", "),
    departments: (row) => <Departments names={row.departments.map(labels.department)} />,
    supplier: (row) => row.supplier,
    product: (row) => row.product,
    owner: (row) => row.owner,
    completeness: (row) => <Meter percent={row.completeness} />,
    confirmed_at: (row) => <ConfirmedCell at={row.confirmed_at} />,
  };
}

/** The chosen columns of the register, in their fixed order. */
export function useRegisterColumns(chosen: readonly ColumnKey[]): Column<Row, ColumnKey>[] {
  const { t } = useTranslation("portfolio");
  const all = cells(useLabels(), useFormat());
  return columnKeys
    .filter((key) => chosen.includes(key))
    .map((key) => ({
      key,
      header: t(`column.${key}`),
      cell: (row: Row) => all[key](row) ?? "–",
      rowHeader: key === "name",
      sortable: sortKeys.some((sortKey) => sortKey === key),
    }));
}
