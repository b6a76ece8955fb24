import { useTranslation } from "react-i18next";
import type { Schema } from "../api/types";
import type { TagTone } from "../ui/Tag";
import { useLabels } from "../portfolio/labels";
import type { Vocabulary } from "../portfolio/vocabulary";

type Change = Schema<"MaterialChange">;

/** What somebody does about a requirement. */
export type GateAction = "sign" | "waive" | "document";

export const dimensions = ["value", "application", "ethics", "technology", "responsibility"] as const;

export const stateTone: Record<Schema<"GateState">, TagTone> = {
  open: "neutral",
  ready: "ok",
  on_hold: "soon",
  declined: "late",
  reopened: "late",
  decided: "ok",
};

export const requirementTone: Record<Schema<"RequirementState">, TagTone> = {
  met: "ok",
  missing: "soon",
  waived: "brand",
  not_applicable: "neutral",
};

const vocabularyOf: Partial<Record<Change["field"], Vocabulary>> = {
  medical_device: "medical_device",
  mdr_class: "mdr_class",
  risk_class: "risk_class",
};

/** A change since the last go, in words. */
export function useChangeText(): (change: Change) => string {
  const { t } = useTranslation("governance");
  const labels = useLabels();
  return ({ field, before, after }) => {
    const vocabulary = vocabularyOf[field];
    const said = (value: string | null | undefined) => {
      if (value === null || value === undefined) return t("change.nothing");
      return vocabulary === undefined ? value : labels.word(vocabulary, value);
    };
    return t("change.line", { field: t(`material.${field}`), before: said(before), after: said(after) });
  };
}
