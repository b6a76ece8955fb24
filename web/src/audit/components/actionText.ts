import { useTranslation } from "react-i18next";
import type nl from "../texts.nl.json";

type KnownAction = keyof (typeof nl)["actions"];

/** What was done, in words; an action that this version has no words for keeps its own name. */
export function useActionText(): (action: string) => string {
  const { t, i18n } = useTranslation("audit");
  return (action) => {
    const key = action.replaceAll(".", "_") as KnownAction;
    return i18n.exists(`actions.${key}`, { ns: "audit" }) ? t(`actions.${key}`) : action;
  };
}
