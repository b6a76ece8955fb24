import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { Link } from "../../ui/Link";
import { useFormat } from "../../ui/format";
import type { Compared, Question } from "../figures";
import type { QuestionLinks } from "../questionLinks";
import { useFigureText } from "../figureText";

interface CompareTableProps {
  compared: Schema<"RoundComparison">;
  links: QuestionLinks;
}

interface Line {
  question: Question;
  compared: Compared;
}

/** Every question: our answer beside that of the group. */
export function CompareTable({ compared, links }: CompareTableProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const text = useFigureText();
  const lines = compared.questions.flatMap((question, index) => {
    const found = compared.comparison.questions[index];
    return found === undefined ? [] : [{ question, compared: found }];
  });
  return (
    <DataTable
      caption={t("benchmark.table")}
      captionHidden
      columns={[
        {
          key: "question",
          header: t("package.question"),
          rowHeader: true,
          cell: ({ question }: Line) => <Link to={links.address(question.id)}>{links.text(question)}</Link>,
        },
        { key: "ours", header: t("benchmark.ours"), cell: (line: Line) => <OurSide {...line} /> },
        { key: "group", header: t("benchmark.group"), cell: (line: Line) => <GroupSide {...line} /> },
        {
          key: "base",
          header: t("figure.base_header"),
          cell: ({ compared: { base, traits } }: Line) => (
            <>
              {format.number(base)}
              <small>{text.group(traits)}</small>
            </>
          ),
        },
      ]}
      rows={lines}
      rowKey={({ question }) => question.id}
    />
  );
}

function OurSide({ question, compared }: Line) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const text = useFigureText();
  if (!compared.answered) return <span className="rg-soft">{t("benchmark.not_answered")}</span>;
  // A total of several options follows from what was chosen.
  const totals = new Set(question.options.filter(({ of }) => of.length > 0).map(({ id }) => id));
  const ours = compared.options.filter((each) => each.ours);
  const single = ours.filter(({ option }) => !totals.has(option));
  const chosen = single.length > 0 ? single : ours;
  if (chosen.length > 0) return <>{format.list(chosen.map(({ option }) => text.option(question, option)))}</>;
  const numbers = compared.numbers.filter(({ ours }) => typeof ours === "number");
  if (numbers.length === 0) return <>{t("package.other_answer")}</>;
  return (
    <>
      {numbers.map(({ option, ours, standing }) => (
        <span key={option ?? ""} className="rg-block">
          {option
            ? t("benchmark.part", { part: text.option(question, option), value: text.number(ours ?? 0) })
            : text.number(ours ?? 0)}
          {standing && <small className="rg-block">{t(`standing.${standing}`)}</small>}
        </span>
      ))}
    </>
  );
}

/** Of choices: what most chose, and how many chose as we did. */
function GroupSide({ question, compared }: Line) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const text = useFigureText();
  const { options, numbers } = compared;
  if (options.length > 0) {
    const ours = options.filter((each) => each.ours);
    const most = options.reduce((one, other) => (other.percent > one.percent ? other : one));
    const shown = ours.length === 1 && !ours.includes(most) ? [most, ...ours] : [most];
    return (
      <>
        {shown.map(({ option, percent }) => (
          <span key={option} className="rg-block">
            {t("benchmark.part", {
              part: text.option(question, option),
              value: format.percent(Math.round(percent) / 100),
            })}
          </span>
        ))}
      </>
    );
  }
  return (
    <>
      {numbers.map(({ option, mean, median }) => (
        <span key={option ?? ""} className="rg-block">
          {option
            ? t("benchmark.part", { part: text.option(question, option), value: text.number(mean) })
            : t("figure.mean_median", { mean: text.number(mean), median: text.number(median) })}
        </span>
      ))}
    </>
  );
}
