import { lazy } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationTab } from "../portfolio/applicationTabs";

const Assessments = lazy(async () => ({
  default: (await import("../assessment/components/ApplicationAssessments")).ApplicationAssessments,
}));

const Gate = lazy(async () => ({
  default: (await import("../governance/components/GateTab")).GateTab,
}));

function GateLabel() {
  return useTranslation("governance").t("tab");
}

function AssessmentsLabel() {
  return useTranslation("assessment").t("application.tab");
}

/** What the rooms show on the page of an application. */
export const applicationTabs: readonly ApplicationTab[] = [
  { id: "gate", Label: GateLabel, Content: Gate },
  { id: "assessments", Label: AssessmentsLabel, Content: Assessments },
];
