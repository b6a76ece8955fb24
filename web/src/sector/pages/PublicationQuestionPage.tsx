import "../sector.css";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { QueryState } from "../../ui/QueryState";
import { usePublication } from "../api";
import { QuestionFigures } from "../components/QuestionFigures";
import { useQuestionText } from "../useQuestionText";
import { oursOf } from "../figures";

const nobody = oursOf(undefined);

/** One question, at the sector body that published it. */
export function PublicationQuestionPage() {
  const { t } = useTranslation("sector");
  const { id = "", question = "" } = useParams();
  const query = usePublication("us", id, question);
  const questionText = useQuestionText(query.data?.instrument_id);
  const result = query.data?.content.questions[0];
  return (
    <Page
      title={result === undefined ? t("benchmark.loading") : questionText(result.question)}
      lead={query.data && t("benchmark.question_lead", { name: query.data.title })}
      actions={<Link to={`/rounds/${id}/publication`}>{t("publication.back")}</Link>}
    >
      <QueryState query={query} lines={12}>
        {(publication) =>
          result && <QuestionFigures publication={publication} result={result} ours={nobody} home="" />
        }
      </QueryState>
    </Page>
  );
}
