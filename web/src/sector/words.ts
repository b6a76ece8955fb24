import { useTranslation } from "react-i18next";
import type { TagTone } from "../ui/Tag";
import type { MemberResponse, RoundStatus, Traits } from "./api";
import type { PackageState } from "./outbox";
import type nl from "./texts.nl.json";

/** The values that have words; a region is what the sector body calls it. */
export const traitValues = {
  type: ["general", "top_clinical", "university", "categorical"],
  ambition: ["leader", "fast_follower", "follower"],
  size: ["small", "medium", "large"],
} as const;

export const dimensions = ["type", "ambition", "region", "size"] as const satisfies (keyof Traits)[];
export type Dimension = (typeof dimensions)[number];

type TraitKey = keyof (typeof nl)["trait_value"];
type RefusalKey = keyof (typeof nl)["refusal"];

/** A value of type, ambition, region or size in words; what has none is shown as it is. */
export function useTraitText(): (value: string) => string {
  const { t, i18n } = useTranslation("sector");
  return (value) =>
    i18n.exists(`trait_value.${value}`, { ns: "sector" }) ? t(`trait_value.${value as TraitKey}`) : value;
}

/** Why a package waits, by the code of the last refusal. */
export function useRefusalText(): (code: string) => string {
  const { t, i18n } = useTranslation("sector");
  return (code) =>
    i18n.exists(`refusal.${code}`, { ns: "sector" })
      ? t(`refusal.${code as RefusalKey}`)
      : t("refusal.other", { code });
}

export const statusTone: Record<RoundStatus, TagTone> = {
  draft: "neutral",
  open: "brand",
  closed: "neutral",
  published: "ok",
};

export const responseTone: Record<MemberResponse["state"], TagTone> = {
  invited: "neutral",
  started: "brand",
  sent: "ok",
};

export const packageTone: Record<PackageState, TagTone> = {
  ready: "soon",
  refused: "late",
  received: "ok",
  overtaken: "neutral",
};
