import "../assessment.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { Schema } from "../../api/types";
import { Checkbox } from "../../ui/Choices";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Select } from "../../ui/Select";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useAssessment, useAssessments, useComparison, useInstrument } from "../api";
import { itemsById } from "../evaluation";
import { useSubjectText } from "../labels";
import type { Answer, AssessmentSummary } from "../types";
import { useValueText } from "../valueText";

type Comparison = Schema<"AssessmentComparison">;

export function ComparePage() {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const { id = "" } = useParams();
  const [parameters] = useSearchParams();
  const other = parameters.get("with") ?? undefined;
  const first = useAssessment(id);
  const query = useComparison(id, other);
  const name = first.data ? format.text(first.data.instrument_title) : "";
  return (
    <Page
      title={t("compare.title")}
      lead={query.data ? t("compare.lead", { name, count: query.data.differing }) : name}
    >
      {first.data && <Choice instrument={first.data.instrument_id} first={id} second={other} />}
      {other === undefined ? (
        <EmptyState title={t("compare.choose")} />
      ) : (
        <QueryState query={query} lines={10}>
          {(comparison) => <Compared comparison={comparison} />}
        </QueryState>
      )}
    </Page>
  );
}

function useNameOf(): (assessment: AssessmentSummary) => string {
  const format = useFormat();
  const subjectText = useSubjectText();
  return (assessment) =>
    `${subjectText(assessment.subject)}, ${format.shortDate(assessment.completed_at ?? assessment.updated_at)}`;
}

interface ChoiceProps {
  instrument: string;
  first: string;
  second: string | undefined;
}

function Choice({ instrument, first, second }: ChoiceProps) {
  const { t } = useTranslation("assessment");
  const navigate = useNavigate();
  const nameOf = useNameOf();
  const all = useAssessments({ instrument }).data ?? [];
  const options = all.map((each) => ({ value: each.id, label: nameOf(each) }));
  const go = (one: string | null, other: string | null | undefined) => {
    if (one === null) return;
    void navigate(`/assessments/${one}/compare${other ? `?with=${other}` : ""}`, { replace: true });
  };
  return (
    <div className="rg-asks__choice rg-no-print">
      <Select
        label={t("compare.first")}
        options={options}
        value={first}
        onChange={(value) => go(value, second)}
      />
      <Select
        label={t("compare.second")}
        options={options.filter(({ value }) => value !== first)}
        value={second ?? null}
        onChange={(value) => go(first, value)}
      />
    </div>
  );
}

function Compared({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const nameOf = useNameOf();
  const first = nameOf(comparison.first);
  const second = nameOf(comparison.second);
  const number = (value: number | null | undefined) =>
    typeof value === "number" ? format.number(value, 2) : "–";
  const signed = (value: number | null | undefined) =>
    typeof value === "number" && value > 0 ? `+${number(value)}` : number(value);
  return (
    <>
      {comparison.scores.length > 0 && (
        <Panel title={t("score.title")}>
          <DataTable
            caption={t("score.title")}
            captionHidden
            rows={comparison.scores}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "title",
                header: t("score.name"),
                rowHeader: true,
                cell: ({ title }) => format.text(title),
              },
              { key: "first", header: first, end: true, cell: (score) => number(score.first) },
              { key: "second", header: second, end: true, cell: (score) => number(score.second) },
              { key: "change", header: t("compare.change"), end: true, cell: ({ change }) => signed(change) },
            ]}
          />
        </Panel>
      )}
      <AnswersCompared comparison={comparison} first={first} second={second} />
    </>
  );
}

interface AnswersComparedProps {
  comparison: Comparison;
  first: string;
  second: string;
}

function AnswersCompared({ comparison, first, second }: AnswersComparedProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const read = useAnswerText(comparison);
  const rows = comparison.answers.filter((each) => all || each.differs);
  return (
    <Panel
      title={t("compare.answers")}
      sentence={t("compare.answers_sentence", {
        count: comparison.differing,
        total: comparison.answers.length,
      })}
      actions={<Checkbox label={t("compare.all")} checked={all} onChange={setAll} />}
    >
      {rows.length === 0 ? (
        <p>{t("compare.same")}</p>
      ) : (
        <DataTable
          caption={t("compare.answers")}
          captionHidden
          rows={rows}
          rowKey={(row) => `${row.link_id}#${row.instance}`}
          columns={[
            {
              key: "question",
              header: t("compare.question"),
              rowHeader: true,
              cell: (row) => (
                <>
                  {format.text(row.question)}{" "}
                  {row.differs && all && <Tag tone="soon">{t("compare.differs")}</Tag>}
                </>
              ),
            },
            { key: "first", header: first, cell: (row) => read(row.link_id, row.first) },
            { key: "second", header: second, cell: (row) => read(row.link_id, row.second) },
          ]}
        />
      )}
    </Panel>
  );
}

/** Options are read in the words of the second's version, and of the first's where that has others. */
function useAnswerText({ first, second }: Comparison) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const readValue = useValueText();
  const newer = useInstrument(second.instrument_id, second.instrument_version).data;
  const older = useInstrument(first.instrument_id, first.instrument_version).data;
  const items = itemsById([...(older?.items ?? []), ...(newer?.items ?? [])]);
  return (linkId: string, answer: Answer | null | undefined) => {
    const item = items.get(linkId);
    if (!answer || item === undefined) return t("answer.none");
    if (answer.not_applicable) return t("conflict.not_applicable", { reason: answer.not_applicable });
    const parts = answer.values.map((value) => readValue(item, value));
    if (typeof answer.maturity === "number") parts.push(t("conflict.maturity", { value: answer.maturity }));
    return parts.length === 0 ? t("answer.none") : format.list(parts);
  };
}
