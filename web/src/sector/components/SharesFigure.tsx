import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { Tag } from "../../ui/Tag";
import type { Ours, Question, ShownGroup } from "../figures";
import { useFigureText } from "../figureText";

type Share = ShownGroup["shares"][number];

interface SharesFigureProps {
  question: Question;
  /** One that is shown. */
  group: ShownGroup;
  ours: Ours;
  note: string;
}

/** Which part of the group chose what, and what we chose. */
export function SharesFigure({ question, group, ours, note }: SharesFigureProps) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  const base = group.base ?? 0;
  return (
    <Figure
      title={t("figure.shares_title")}
      sentence={t(question.kind === "single" ? "figure.shares_single" : "figure.shares_multiple", {
        group: text.group(group.traits),
        base,
      })}
      table={<SharesTable question={question} group={group} ours={ours} />}
      note={note}
    >
      <ul className="rg-plain-list rg-bench">
        {group.shares.map((share) => (
          <li key={share.option} className="rg-bench__line">
            <p>
              {text.option(question, share.option)}{" "}
              {ours.chosen.has(share.option) && <Tag tone="brand">{t("figure.ours")}</Tag>}
            </p>
            <ShareTrack share={share} ours={ours.chosen.has(share.option)} />
            <p className="rg-bench__value">
              <strong>{text.percent(share)}</strong>{" "}
              <small>
                {text.base(share, base)}, {text.interval(share)}
              </small>
            </p>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function ShareTrack({ share, ours }: { share: Share; ours: boolean }) {
  const places = {
    "--share": share.percent / 100,
    "--lower": share.lower / 100,
    "--upper": share.upper / 100,
  } as CSSProperties;
  return (
    <div className="rg-bench__track" style={places} aria-hidden="true">
      <span className={ours ? "rg-bench__bar rg-bench__bar--ours" : "rg-bench__bar"} />
      <span className="rg-bench__whisker" />
    </div>
  );
}

function SharesTable({ question, group, ours }: Omit<SharesFigureProps, "note">) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  const base = group.base ?? 0;
  const columns = [
    {
      key: "option",
      header: t("figure.option"),
      rowHeader: true,
      cell: ({ option }: Share) => text.option(question, option),
    },
    {
      key: "ours",
      header: t("figure.ours"),
      cell: ({ option }: Share) => (ours.chosen.has(option) ? t("figure.yes") : ""),
    },
    { key: "share", header: t("figure.share"), end: true, cell: (share: Share) => text.percent(share) },
    {
      key: "base",
      header: t("figure.count"),
      end: true,
      cell: (share: Share) => text.base(share, base),
    },
    { key: "interval", header: t("figure.interval_header"), cell: (share: Share) => text.interval(share) },
    {
      key: "change",
      header: t("figure.change"),
      cell: ({ change }: Share) => (change ? text.change(change) : t("figure.no_change")),
    },
  ];
  return (
    <DataTable
      caption={t("figure.shares_title")}
      captionHidden
      columns={columns.filter(({ key }) => key !== "ours" || ours.chosen.size > 0)}
      rows={group.shares}
      rowKey={({ option }) => option}
    />
  );
}
