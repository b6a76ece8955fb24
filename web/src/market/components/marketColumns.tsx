import { useTranslation } from "react-i18next";
import { ActionText } from "../../ui/ActionText";
import { Link } from "../../ui/Link";
import type { Column } from "../../ui/column";
import { useFormat } from "../../ui/format";
import type { Schema } from "../../api/types";
import { OursCell, type MarketEntry } from "./OursCell";

function NumberCell({ entry }: { entry: MarketEntry }) {
  const { t } = useTranslation("market");
  return (
    <span className="rg-market__number">
      {entry.address ? (
        <a href={entry.address} rel="noreferrer" aria-label={t("number_at_fda", { number: entry.number })}>
          {entry.number}
        </a>
      ) : (
        entry.number
      )}
      <Link to={`/market?product_code=${entry.product_code}`}>
        <ActionText action={t("same_code", { code: entry.product_code })} about={t("same_code_more")} />
      </Link>
    </span>
  );
}

interface MarketColumnsOptions {
  list: Schema<"MarketList">;
  /** The entry that is becoming an idea now. */
  busyId: string | undefined;
  onMakeIdea: (entry: MarketEntry) => void;
}

export function useMarketColumns({ list, busyId, onMakeIdea }: MarketColumnsOptions): Column<MarketEntry>[] {
  const { t } = useTranslation("market");
  const format = useFormat();
  const fieldName = (id: string) => {
    const field = list.fields.find((candidate) => candidate.id === id);
    return field === undefined ? id : format.text(field.name);
  };
  return [
    {
      key: "device",
      header: t("column.device"),
      rowHeader: true,
      sortable: true,
      cell: ({ device }) => device,
    },
    { key: "company", header: t("column.company"), sortable: true, cell: ({ company }) => company },
    { key: "field", header: t("column.field"), sortable: true, cell: ({ field }) => fieldName(field) },
    {
      key: "decided_on",
      header: t("column.decided_on"),
      sortable: true,
      cell: ({ decided_on }) => <span className="rg-table__day">{format.shortDate(decided_on)}</span>,
    },
    {
      key: "number",
      header: t("column.number"),
      sortable: true,
      cell: (entry) => <NumberCell entry={entry} />,
    },
    {
      key: "ours",
      header: t("column.ours"),
      cell: (entry) => <OursCell entry={entry} busy={busyId === entry.id} onMakeIdea={onMakeIdea} />,
    },
  ];
}
