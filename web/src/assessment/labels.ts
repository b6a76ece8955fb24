import { useTranslation } from "react-i18next";
import type { AssessmentSummary } from "./types";

/** For what or whom an assessment is, in words. */
export function useSubjectText(): (subject: AssessmentSummary["subject"]) => string {
  const { t } = useTranslation("assessment");
  return ({ kind, name, version }) =>
    kind === "version" && version ? t("subject.version_of", { name, version }) : name;
}
