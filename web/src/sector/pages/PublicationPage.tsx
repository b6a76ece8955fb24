import "../sector.css";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { ErrorState } from "../../ui/ErrorState";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useExportPublication, usePublication } from "../api";
import { ReportLink } from "../components/ReportLink";
import { SourcePanel } from "../components/SourcePanel";
import { findGroup, type QuestionResult } from "../figures";
import { useFigureText } from "../figureText";
import { useQuestionText } from "../useQuestionText";

type Publication = Schema<"RoundPublication">;

export function PublicationPage() {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { id = "" } = useParams();
  const query = usePublication("us", id);
  const save = useExportPublication(id);
  return (
    <Page
      title={t("publication.title")}
      lead={
        query.data &&
        t("publication.lead", { name: query.data.title, date: format.date(query.data.published_at) })
      }
      actions={
        <>
          <Link to={`/rounds/${id}`}>{t("publication.to_round")}</Link>
          <ReportLink from="rounds" id={id} />
          {(["csv", "json"] as const).map((each) => (
            <Button key={each} kind="secondary" busy={save.isPending} onClick={() => save.mutate(each)}>
              {t(`publication.${each}`)}
            </Button>
          ))}
        </>
      }
    >
      {save.isError && <ErrorState error={save.error} />}
      <QueryState query={query} lines={12}>
        {(publication) => (
          <>
            <Refused publication={publication} />
            <Panel title={t("publication.questions")} sentence={t("publication.questions_sentence")}>
              <QuestionTable publication={publication} />
            </Panel>
            <SourcePanel publication={publication} footnotes={[]} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Refused({ publication }: { publication: Publication }) {
  const { t } = useTranslation("sector");
  const questionText = useQuestionText(publication.instrument_id);
  const { refused, questions } = publication.content;
  if (refused.length === 0) return null;
  const named = (id: string) => {
    const found = questions.find(({ question }) => question.id === id);
    return found === undefined ? id : questionText(found.question);
  };
  return (
    <Alert tone="warning" title={t("publication.refused", { count: refused.length })}>
      <ul>
        {refused.map(({ question, year, fault }) => (
          <li key={`${question}${year}`}>
            {t("publication.refused_line", { question: named(question), year })} {t(`fault.${fault}`)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function QuestionTable({ publication }: { publication: Publication }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const questionText = useQuestionText(publication.instrument_id);
  const groupOf = ({ years }: QuestionResult) =>
    findGroup(
      years.find(({ year }) => year === publication.year),
      "",
    );
  return (
    <DataTable
      caption={t("publication.questions")}
      captionHidden
      columns={[
        {
          key: "question",
          header: t("package.question"),
          rowHeader: true,
          cell: ({ question }: QuestionResult) => (
            <Link to={`/rounds/${publication.round_id}/publication/${encodeURIComponent(question.id)}`}>
              {questionText(question)}
            </Link>
          ),
        },
        {
          key: "figure",
          header: t("publication.figure"),
          cell: (result: QuestionResult) => <Headline result={result} group={groupOf(result)} />,
        },
        {
          key: "base",
          header: t("figure.base_header"),
          end: true,
          cell: (result: QuestionResult) => {
            const base = groupOf(result)?.base;
            return typeof base === "number" ? format.number(base) : "";
          },
        },
      ]}
      rows={publication.content.questions}
      rowKey={({ question }) => question.id}
    />
  );
}

interface HeadlineProps {
  result: QuestionResult;
  group: ReturnType<typeof findGroup>;
}

/** What most chose, or the mean. */
function Headline({ result, group }: HeadlineProps) {
  const { t } = useTranslation("sector");
  const text = useFigureText();
  if (group === undefined || group.suppressed) return <Tag>{t("figure.hidden")}</Tag>;
  const [first, ...others] = group.shares;
  if (first !== undefined) {
    const most = others.reduce((one, other) => (other.percent > one.percent ? other : one), first);
    const part = text.option(result.question, most.option);
    return <>{t("benchmark.part", { part, value: text.percent(most) })}</>;
  }
  const named = group.spreads.map((spread) => {
    const value = text.number(spread.mean);
    return spread.option
      ? t("benchmark.part", { part: text.option(result.question, spread.option), value })
      : t("figure.mean_median", { mean: value, median: text.number(spread.median) });
  });
  return (
    <>
      {named.map((line) => (
        <span key={line} className="rg-block">
          {line}
        </span>
      ))}
    </>
  );
}
