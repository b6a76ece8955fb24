import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../ui/format";
import type { Change, GroupTrait, Question, ShownGroup } from "./figures";
import { useTraitText } from "./words";
import { dimensions } from "./words";

type Share = ShownGroup["shares"][number];
type Spread = ShownGroup["spreads"][number];

/** Figures and groups in words, each with what belongs to it. */
export function useFigureText() {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const traitText = useTraitText();
  return useMemo(() => {
    const signed = (value: number) => {
      const points = format.number(Math.abs(value), 1);
      if (points === "0") return points;
      return `${value < 0 ? "−" : "+"}${points}`;
    };
    const dimensionText = (dimension: string) => {
      const known = dimensions.find((each) => each === dimension);
      return known === undefined ? dimension : t(`trait.${known}`);
    };
    return {
      dimension: dimensionText,
      /** Algemeen; Alle ziekenhuizen */
      group: (traits: readonly GroupTrait[]) =>
        traits.length === 0 ? t("figure.all") : traits.map(({ value }) => traitText(value)).join(" · "),
      option: (question: Question, option: string) => {
        const found = question.options.find(({ id }) => id === option);
        return found === undefined ? option : format.text(found.name);
      },
      percent: ({ rounded }: Share) => format.percent(rounded / 100),
      /** 23 van 52 */
      base: ({ count }: Share, base: number) =>
        t("figure.base", { count: format.number(count), base: format.number(base) }),
      /** 31% tot 58% */
      interval: ({ lower, upper }: Pick<Share, "lower" | "upper">) =>
        t("figure.interval", {
          lower: format.percent(Math.round(lower) / 100),
          upper: format.percent(Math.round(upper) / 100),
        }),
      quartiles: ({ first_quartile, third_quartile }: Spread) =>
        t("figure.quartiles", {
          first: format.number(first_quartile, 1),
          third: format.number(third_quartile, 1),
        }),
      number: (value: number) => format.number(value, 1),
      /** +4 sinds 2025 (−3 tot +11): kan toeval zijn */
      change: (change: Change) =>
        t(change.more_than_chance ? "figure.change_real" : "figure.change_chance", {
          points: signed(change.points),
          year: change.from_year,
          lower: signed(change.lower),
          upper: signed(change.upper),
        }),
    };
  }, [t, format, traitText]);
}

export type FigureText = ReturnType<typeof useFigureText>;
