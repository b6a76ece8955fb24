import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Figure } from "../../ui/Figure";
import { axisEnd, type Ours, type Question, type ShownGroup } from "../figures";
import { useFigureText } from "../figureText";

type Spread = ShownGroup["spreads"][number];

interface NumbersFigureProps {
  question: Question;
  /** One that is shown. */
  group: ShownGroup;
  ours: Ours;
  note: string;
}

/** Where the middle half of the group is, its middle and mean, and where we are. */
export function NumbersFigure({ question, group, ours, note }: NumbersFigureProps) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  const values = group.spreads.flatMap(({ third_quartile, mean }) => [third_quartile, mean]);
  const end = axisEnd(question, [...values, ...ours.numbers.values()]);
  const named = ({ option }: Spread) => (option ? text.option(question, option) : text.group(group.traits));
  return (
    <Figure
      title={t("figure.numbers_title")}
      sentence={t(`figure.numbers_${question.kind === "rank" ? "rank" : "other"}`, {
        group: text.group(group.traits),
        base: group.base,
      })}
      legend={<Legend withOurs={ours.numbers.size > 0} />}
      table={<NumbersTable group={group} ours={ours} named={named} />}
      note={note}
    >
      <ul className="rg-plain-list rg-bench">
        {group.spreads.map((spread) => {
          const mine = ours.numbers.get(spread.option ?? "");
          return (
            <li key={spread.option ?? ""} className="rg-bench__line">
              <p>{named(spread)}</p>
              <SpreadTrack spread={spread} mine={mine} end={end} />
              <p className="rg-bench__value">
                {mine !== undefined && (
                  <>
                    <strong>{t("figure.we", { value: text.number(mine) })}</strong>{" "}
                  </>
                )}
                <small>
                  {t("figure.mean_median", {
                    mean: text.number(spread.mean),
                    median: text.number(spread.median),
                  })}
                </small>
              </p>
            </li>
          );
        })}
      </ul>
      <TopTenth group={group} />
    </Figure>
  );
}

function TopTenth({ group }: { group: ShownGroup }) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  if (!group.top_tenth) return null;
  const { n, total } = group.top_tenth;
  return <p className="rg-bench__below">{t("figure.top_tenth", { count: n, total: text.number(total) })}</p>;
}

interface SpreadTrackProps {
  spread: Spread;
  mine: number | undefined;
  end: number;
}

function SpreadTrack({ spread, mine, end }: SpreadTrackProps) {
  const places = {
    "--lower": spread.first_quartile / end,
    "--upper": spread.third_quartile / end,
    "--median": spread.median / end,
    "--mean": spread.mean / end,
    "--mine": (mine ?? 0) / end,
  } as CSSProperties;
  return (
    <div className="rg-bench__track" style={places} aria-hidden="true">
      <span className="rg-bench__box" />
      <span className="rg-bench__median" />
      <span className="rg-bench__mean" />
      {mine !== undefined && <span className="rg-bench__mine" />}
    </div>
  );
}

function Legend({ withOurs }: { withOurs: boolean }) {
  const { t } = useTranslation("sector");
  return (
    <span className="rg-bench__key">
      <span>
        <i className="rg-bench__key-box" /> {t("figure.key_box")}
      </span>
      <span>
        <i className="rg-bench__key-median" /> {t("figure.key_median")}
      </span>
      <span>
        <i className="rg-bench__key-mean" /> {t("figure.key_mean")}
      </span>
      {withOurs && (
        <span>
          <i className="rg-bench__key-mine" /> {t("figure.key_mine")}
        </span>
      )}
    </span>
  );
}

interface NumbersTableProps {
  group: ShownGroup;
  ours: Ours;
  named: (spread: Spread) => string;
}

function NumbersTable({ group, ours, named }: NumbersTableProps) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  const mine = ({ option }: Spread) => ours.numbers.get(option ?? "");
  return (
    <DataTable
      caption={t("figure.numbers_title")}
      captionHidden
      columns={[
        { key: "option", header: t("figure.option"), rowHeader: true, cell: named },
        {
          key: "ours",
          header: t("figure.key_mine"),
          end: true,
          cell: (spread: Spread) => {
            const value = mine(spread);
            return value === undefined ? "" : text.number(value);
          },
        },
        {
          key: "mean",
          header: t("figure.key_mean"),
          end: true,
          cell: ({ mean }: Spread) => text.number(mean),
        },
        {
          key: "median",
          header: t("figure.key_median"),
          end: true,
          cell: ({ median }: Spread) => text.number(median),
        },
        { key: "quartiles", header: t("figure.key_box"), cell: (spread: Spread) => text.quartiles(spread) },
        {
          key: "deviation",
          header: t("figure.deviation"),
          end: true,
          cell: ({ standard_deviation }: Spread) => text.number(standard_deviation),
        },
        {
          key: "change",
          header: t("figure.change"),
          cell: ({ change }: Spread) => (change ? text.change(change) : t("figure.no_change")),
        },
      ]}
      rows={group.spreads}
      rowKey={({ option }) => option ?? ""}
    />
  );
}
