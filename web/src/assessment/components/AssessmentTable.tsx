import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Link } from "../../ui/Link";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useSubjectText } from "../labels";
import type { AssessmentSummary } from "../types";

interface AssessmentTableProps {
  assessments: readonly AssessmentSummary[];
  /** Leave it out where all are of one subject. */
  withSubject?: boolean;
}

const done = ({ status }: AssessmentSummary) => status === "completed";

function NameCell({ assessment }: { assessment: AssessmentSummary }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  return (
    <>
      <Link to={`/assessments/${assessment.id}${done(assessment) ? "/result" : ""}`}>
        {assessment.title || format.text(assessment.instrument_title)}
      </Link>
      <small>{t("list.version", { version: assessment.instrument_version })}</small>
    </>
  );
}

/** Assessments with how far they are and what they came to. */
export function AssessmentTable({ assessments, withSubject = true }: AssessmentTableProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const subjectText = useSubjectText();
  return (
    <DataTable
      caption={t("list.assessments")}
      captionHidden
      rows={assessments}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("list.instrument"),
          rowHeader: true,
          cell: (each) => <NameCell assessment={each} />,
        },
        ...(withSubject
          ? [
              {
                key: "subject",
                header: t("list.subject"),
                cell: (each: AssessmentSummary) => subjectText(each.subject),
              },
            ]
          : []),
        {
          key: "status",
          header: t("list.status"),
          cell: (each) => (
            <>
              <Tag tone={done(each) ? "ok" : "neutral"}>{t(`status.${each.status}`)}</Tag>
              <small>{t("list.answered", { answered: each.answered, count: each.questions })}</small>
            </>
          ),
        },
        {
          key: "outcome",
          header: t("list.outcome"),
          cell: (each) => (each.outcome && done(each) ? format.text(each.outcome.text) : "–"),
        },
        {
          key: "updated",
          header: t("list.updated"),
          cell: (each) => (
            <>
              {format.day(each.updated_at)}
              <small>{each.updated_by}</small>
            </>
          ),
        },
      ]}
    />
  );
}
