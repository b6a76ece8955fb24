import { useTranslation } from "react-i18next";
import { useMemo } from "react";
import type { Schema } from "../api/types";
import { speech, type PlotWords, type Speech } from "./plots/drawing";

/** The pictures' words and figures, in the reader's language. */
export function useSpeech(): Speech {
  const { i18n } = useTranslation("validation");
  const language = i18n.language;
  return useMemo(() => {
    const texts = i18n.getResourceBundle(language, "validation") as { plot: PlotWords };
    return speech(language, texts.plot);
  }, [i18n, language]);
}

/** 0,746 (0,705 tot 0,788); or why there is no number. */
export function useEstimateText(): (
  estimate: Schema<"Estimate"> | null | undefined,
  digits?: number,
) => string {
  const { t } = useTranslation("validation");
  const { number } = useSpeech();
  return (estimate, digits = 3) => {
    if (!estimate) return "–";
    const { value, lower, upper, verdict } = estimate;
    if (typeof value !== "number") return t(`verdict.${verdict}`);
    if (typeof lower !== "number" || typeof upper !== "number") return number(value, digits);
    return t("interval", {
      value: number(value, digits),
      lower: number(lower, digits),
      upper: number(upper, digits),
    });
  };
}

/** What a measure is called; its id as long as the names are not there. */
export function measureName(
  measures: readonly Schema<"MeasureText">[] | undefined,
  id: string,
  text: (value: Schema<"LocalizedText">) => string,
): string {
  const found = measures?.find((measure) => measure.id === id);
  return found === undefined ? id : text(found.name);
}
