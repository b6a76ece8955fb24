import { useTranslation } from "react-i18next";
import type { Discipline } from "./api";

/** What a discipline is called. */
export function useDisciplineText(): (discipline: Discipline) => string {
  const { t } = useTranslation("access");
  return (discipline) => t(`discipline.${discipline}`);
}
