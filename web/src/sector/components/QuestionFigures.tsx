import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { EmptyState } from "../../ui/EmptyState";
import { Panel } from "../../ui/Panel";
import { Select } from "../../ui/Select";
import { useFormat } from "../../ui/format";
import { findGroup, groupKey, hasShares, plainGroups } from "../figures";
import type { Ours, QuestionResult, ShownGroup, YearResult } from "../figures";
import { useFigureText } from "../figureText";
import { GroupsPanel } from "./GroupsPanel";
import { NumbersFigure } from "./NumbersFigure";
import { SharesFigure } from "./SharesFigure";
import { SourcePanel } from "./SourcePanel";
import { YearsFigure } from "./YearsFigure";

interface QuestionFiguresProps {
  publication: Schema<"RoundPublication">;
  result: QuestionResult;
  ours: Ours;
  /** The group that is chosen when nobody chose one. */
  home: string;
}

/** What is chosen stands in the address, so that it can be sent to somebody. */
function useChosen({ publication, result, ours, home }: QuestionFiguresProps) {
  const [parameters, setParameters] = useSearchParams();
  const years = result.years.map(({ year }) => year).sort((a, b) => b - a);
  const wanted = Number(parameters.get("year") ?? publication.year);
  const year = result.years.find((each) => each.year === wanted) ?? result.years.at(-1);
  const group = parameters.get("group") ?? home;
  const options = result.question.options.map(({ id }) => id);
  const named = parameters.get("option");
  const first = options.find((id) => ours.chosen.has(id)) ?? options[0] ?? null;
  const option = options.find((id) => id === named) ?? first;
  const choose = (name: "year" | "group" | "option", value: string) =>
    setParameters(
      (before) => {
        before.set(name, value);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  return { years, year, group, option, choose };
}

/** Every figure of one question: in one group, over the years and in all groups. */
export function QuestionFigures(props: QuestionFiguresProps) {
  const { publication, result, ours } = props;
  const { t } = useTranslation("sector");
  const format = useFormat();
  const text = useFigureText();
  const { years, year, group, option, choose } = useChosen(props);
  const { question } = result;
  if (year === undefined) return <EmptyState title={t("figure.nothing")} />;
  const about = option === null ? format.text(question.text) : text.option(question, option);
  const shown = findGroup(year, group);
  const optionsOf = question.options.map(({ id, name }) => ({ value: id, label: format.text(name) }));
  return (
    <>
      <GroupAndYear years={years} year={year} group={group} onChoose={choose} />
      <GroupFigures
        result={result}
        year={year}
        group={shown}
        ours={year.year === publication.year ? ours : noAnswers}
        publication={publication}
      />
      {option !== null && (
        <div className="rg-bench__choices rg-no-print">
          <Select
            label={t(hasShares(question) ? "figure.choose_answer" : "figure.choose_part")}
            options={optionsOf}
            value={option}
            onChange={(value) => choose("option", value ?? "")}
          />
        </div>
      )}
      <YearsFigure
        result={result}
        option={option}
        about={about}
        groupKey={group}
        group={text.group(shown?.traits ?? [])}
      />
      <GroupsPanel year={year} option={option} about={about} least={publication.content.least} />
      <SourcePanel publication={publication} footnotes={result.footnotes} />
    </>
  );
}

interface GroupAndYearProps {
  years: readonly number[];
  year: YearResult;
  group: string;
  onChoose: (name: "group" | "year", value: string) => void;
}

function GroupAndYear({ years, year, group, onChoose }: GroupAndYearProps) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  return (
    <div className="rg-bench__choices rg-no-print">
      <Select
        label={t("figure.choose_group")}
        options={plainGroups(year).map((each) => ({
          value: groupKey(each.traits),
          label: each.suppressed
            ? t("figure.group_hidden", { group: text.group(each.traits) })
            : text.group(each.traits),
        }))}
        value={group}
        onChange={(value) => onChoose("group", value ?? "")}
      />
      {years.length > 1 && (
        <Select
          label={t("rounds.year")}
          options={years.map((value) => ({ value: String(value), label: String(value) }))}
          value={String(year.year)}
          onChange={(value) => onChoose("year", value ?? "")}
        />
      )}
    </div>
  );
}

const noAnswers: Ours = { chosen: new Set(), numbers: new Map() };

interface GroupFiguresProps {
  publication: Schema<"RoundPublication">;
  result: QuestionResult;
  year: YearResult;
  group: ShownGroup | undefined;
  ours: Ours;
}

function GroupFigures({ publication, result, year, group, ours }: GroupFiguresProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  if (year.refused) {
    return (
      <Alert tone="warning" title={t("figure.refused", { year: year.year })}>
        <p>{t(`fault.${year.refused}`)}</p>
      </Alert>
    );
  }
  if (group === undefined || group.suppressed) {
    return (
      <Panel title={t("figure.shares_title")}>
        <EmptyState title={t("figure.hidden_title")}>
          <p className="rg-soft">
            {t("figure.hidden_text", { least: format.number(publication.content.least) })}
          </p>
        </EmptyState>
      </Panel>
    );
  }
  const note = t(hasShares(result.question) ? "figure.note_shares" : "figure.note", {
    n: format.number(group.n ?? 0),
    base: format.number(group.base ?? 0),
    year: year.year,
    date: format.date(publication.published_at),
  });
  const parts = { question: result.question, group, ours, note };
  return hasShares(result.question) ? <SharesFigure {...parts} /> : <NumbersFigure {...parts} />;
}
