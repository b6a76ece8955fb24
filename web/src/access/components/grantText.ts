import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import type { Department, RoleGrant } from "../api";

/** Roles in words, with their departments: "Lezer", "Afdelingshoofd (Radiologie)". */
export function useGrantText(departments: readonly Department[]): (grants: readonly RoleGrant[]) => string {
  const { t } = useTranslation("access");
  const format = useFormat();
  const nameOf = (id: string) => departments.find((department) => department.id === id)?.name ?? id;
  return (grants) => {
    if (grants.length === 0) return t("accounts.no_roles");
    const words = grants.map(({ role, department }) =>
      typeof department === "string" ? `${t(`roles.${role}`)} (${nameOf(department)})` : t(`roles.${role}`),
    );
    return words.sort(format.compare).join(", ");
  };
}
