import "../sector.css";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { QueryState } from "../../ui/QueryState";
import { useComparison, usePublication } from "../api";
import { QuestionFigures } from "../components/QuestionFigures";
import { oursOf } from "../figures";
import { useQuestionText } from "../useQuestionText";
import { usePeers } from "../usePeers";

/** One question, at a hospital: its own answer in every figure. */
export function BenchmarkQuestionPage() {
  const { t } = useTranslation("sector");
  const { id = "", question = "" } = useParams();
  const [parameters] = useSearchParams();
  const { peers } = usePeers();
  const publication = usePublication("hub", id, question);
  const comparison = useComparison(id, peers);
  const questionText = useQuestionText(publication.data?.instrument_id);
  const result = publication.data?.content.questions[0];
  const compared = comparison.data?.comparison.questions.find((each) => each.question === question);
  return (
    <Page
      title={result === undefined ? t("benchmark.loading") : questionText(result.question)}
      lead={publication.data && t("benchmark.question_lead", { name: publication.data.title })}
      actions={
        <Link to={`/benchmark?${new URLSearchParams({ round: id, with: peers })}`}>
          {t("benchmark.back")}
        </Link>
      }
    >
      <QueryState query={publication} lines={12}>
        {(loaded) => (
          <QueryState query={comparison} lines={12}>
            {() =>
              result && (
                <QuestionFigures
                  publication={loaded}
                  result={result}
                  ours={oursOf(compared)}
                  home={parameters.get("group") ?? ""}
                />
              )
            }
          </QueryState>
        )}
      </QueryState>
    </Page>
  );
}
