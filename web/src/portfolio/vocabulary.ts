import type { Schema } from "../api/types";
import type { Attention, Phase } from "./types";

/** The words of each list, in the order in which people read them. */
export const vocabulary = {
  technology: ["machine_learning", "generative", "agent", "rules", "rpa", "several"],
  domain: ["medical", "administrative", "operations", "research", "education"],
  origin: ["bought", "developed", "together", "built_into_ehr", "open_source"],
  transformation: ["care_led", "organisation_led"],
  driver: ["workload", "quality", "innovation", "accessibility", "employer", "cost", "income"],
  aim: ["health_outcomes", "patient_experience", "staff_experience", "cost", "equity"],
  influence: ["very_negative", "negative", "neutral", "positive", "very_positive"],
  medical_device: ["not_classified", "no", "yes", "in_house"],
  mdr_class: ["i", "iia", "iib", "iii"],
  ai_act_role: ["provider", "deployer", "importer", "distributor"],
  risk_class: ["not_classified", "out_of_scope", "minimal", "transparency", "high", "prohibited"],
  ai_act_route: ["annex_i", "annex_iii"],
  impact_assessment: ["not_assessed", "not_needed", "planned", "in_progress", "completed"],
  personal_data: ["none", "identifying", "contact", "health", "genetic", "biometric", "staff", "special"],
  hosting: ["on_premises", "private_cloud", "public_cloud", "supplier_cloud", "device"],
  jurisdiction: ["netherlands", "eea", "united_states", "other"],
  integration: ["ehr", "pacs", "fhir", "hl7v2", "dicom", "other"],
} as const satisfies {
  technology: readonly Schema<"Technology">[];
  domain: readonly Schema<"Domain">[];
  origin: readonly Schema<"Origin">[];
  transformation: readonly Schema<"Transformation">[];
  driver: readonly Schema<"Driver">[];
  aim: readonly Schema<"Aim">[];
  influence: readonly Schema<"Influence">[];
  medical_device: readonly Schema<"MedicalDevice">[];
  mdr_class: readonly Schema<"MdrClass">[];
  ai_act_role: readonly Schema<"AiActRole">[];
  risk_class: readonly Schema<"RiskClass">[];
  ai_act_route: readonly Schema<"AiActRoute">[];
  impact_assessment: readonly Schema<"ImpactAssessment">[];
  personal_data: readonly Schema<"PersonalData">[];
  hosting: readonly Schema<"Hosting">[];
  jurisdiction: readonly Schema<"Jurisdiction">[];
  integration: readonly Schema<"Integration">[];
};

export type Vocabulary = keyof typeof vocabulary;

export const funnelPhases = [
  "idea",
  "exploration",
  "development",
  "pilot_technical",
  "pilot_clinical",
  "implementation",
  "scaling",
  "operation",
] as const satisfies readonly Phase[];

export const endPhases = ["stopped", "rejected", "retired"] as const satisfies readonly Phase[];

export const allPhases: readonly Phase[] = [...funnelPhases, ...endPhases];

export const attentions: readonly Attention[] = [
  "unclassified",
  "no_owner",
  "idea_waiting",
  "stuck",
  "aged",
  "contract_ending",
  "review_due",
  "overlapping",
  "incomplete",
];

export function isEnded(phase: Phase): boolean {
  return endPhases.some((ended) => ended === phase);
}

/** The phase after this one; none after operation, nor after the end. */
export function nextPhase(phase: Phase): Phase | null {
  const index = funnelPhases.findIndex((candidate) => candidate === phase);
  return index < 0 ? null : (funnelPhases[index + 1] ?? null);
}

/** The way out that fits: an idea is rejected, what was in use is retired, the rest is stopped. */
export function usualEnd(phase: Phase): Phase {
  if (phase === "idea") return "rejected";
  return phase === "implementation" || phase === "scaling" || phase === "operation" ? "retired" : "stopped";
}
