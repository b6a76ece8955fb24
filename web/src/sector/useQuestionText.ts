import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "../api/client";
import { useFormat } from "../ui/format";
import type { Question } from "./figures";
import { questionPaths } from "./questionPaths";

/** A question in words: a part of another says of which. While that is fetched, its own words stand in. */
export function useQuestionText(instrument: string | undefined): (question: Question) => string {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ["assessment", "present", instrument],
    queryFn: () =>
      answer(api.GET("/api/v1/instruments/{id}", { params: { path: { id: instrument ?? "" } } })),
    enabled: instrument !== undefined,
    staleTime: Infinity,
  });
  const paths = useMemo(() => questionPaths(data?.items ?? []), [data]);
  return (question) => {
    const within = paths.get(question.id)?.within;
    const text = format.text(question.text);
    return within ? t("figure.part_of", { whole: format.text(within), part: text }) : text;
  };
}
