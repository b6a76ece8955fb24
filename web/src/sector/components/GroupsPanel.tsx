import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Panel } from "../../ui/Panel";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { groupKey, plainGroups, type ShownGroup, type YearResult } from "../figures";
import { useFigureText } from "../figureText";

interface GroupsPanelProps {
  year: YearResult;
  /** The answer or number that is compared; null for a question without options. */
  option: string | null;
  /** What is compared, in words. */
  about: string;
  least: number;
}

/** One figure in every group; what is hidden says so. */
export function GroupsPanel({ year, option, about, least }: GroupsPanelProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const text = useFigureText();
  const columns = [
    {
      key: "group",
      header: t("figure.group"),
      rowHeader: true,
      cell: ({ traits }: ShownGroup) => (
        <>
          {text.group(traits)}
          {traits[0] && <small>{text.dimension(traits[0].dimension)}</small>}
        </>
      ),
    },
    {
      key: "n",
      header: t("figure.n"),
      cell: ({ n }: ShownGroup) => (typeof n === "number" ? format.number(n) : ""),
    },
    {
      key: "base",
      header: t("figure.base_header"),
      cell: ({ base }: ShownGroup) => (typeof base === "number" ? format.number(base) : ""),
    },
    {
      key: "figure",
      header: about,
      cell: (group: ShownGroup) => <GroupFigure group={group} option={option} />,
    },
  ];
  return (
    <Panel
      title={t("groups.title")}
      sentence={t("groups.sentence", { about, year: year.year, least: format.number(least) })}
    >
      <DataTable
        caption={t("groups.title")}
        captionHidden
        columns={columns}
        rows={plainGroups(year)}
        rowKey={({ traits }) => groupKey(traits)}
      />
    </Panel>
  );
}

function GroupFigure({ group, option }: { group: ShownGroup; option: string | null }) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  if (group.suppressed) return <Tag>{t("figure.hidden")}</Tag>;
  const share = group.shares.find((each) => each.option === option);
  if (share !== undefined) {
    return (
      <>
        {text.percent(share)}
        <small>
          {text.base(share, group.base ?? 0)}, {text.interval(share)}
        </small>
        {share.change && <small>{text.change(share.change)}</small>}
      </>
    );
  }
  const spread = group.spreads.find((each) => (each.option ?? null) === option);
  if (spread === undefined) return <>{t("figure.none")}</>;
  return (
    <>
      {t("figure.mean_median", { mean: text.number(spread.mean), median: text.number(spread.median) })}
      <small>{text.quartiles(spread)}</small>
      {spread.change && <small>{text.change(spread.change)}</small>}
    </>
  );
}
