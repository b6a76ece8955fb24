import { lazy } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationTab } from "../portfolio/applicationTabs";

const Assessments = lazy(async () => ({
  default: (await import("../assessment/components/ApplicationAssessments")).ApplicationAssessments,
}));

function AssessmentsLabel() {
  return useTranslation("assessment").t("application.tab");
}

/** What the rooms show on the page of an application. */
export const applicationTabs: readonly ApplicationTab[] = [
  { id: "assessments", Label: AssessmentsLabel, Content: Assessments },
];
