import { useTranslation } from "react-i18next";
import { ProblemError, unreachable } from "../api/problem";

/** The sentence that tells a person what went wrong. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation("ui");
  return (error) => {
    if (!(error instanceof ProblemError)) return t("problem_unexpected");
    if (error.code === unreachable) return t("problem_unreachable");
    return error.detail === "" ? t("problem_unexpected") : error.detail;
  };
}

/** The number under which the server's log knows this failure; only for failures of ours. */
export function problemReference(error: unknown): string | null {
  return error instanceof ProblemError && error.status >= 500 ? error.correlationId : null;
}
