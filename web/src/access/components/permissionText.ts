import { useTranslation } from "react-i18next";
import type { Permission } from "../session";

/** What a token can be made for, in the order of the form. Managing accounts is for people only. */
export const tokenPermissions = [
  "register_read",
  "register_write",
  "funnel_move",
  "idea_submit",
  "evidence_add",
  "duty_record",
  "gate_sign",
  "decision_make",
  "gates_manage",
  "audit_read",
  "departments_manage",
  "metrics_read",
  "law_manage",
  "sector_read",
  "sector_manage",
  "answers_send",
] as const satisfies readonly Permission[];

type TokenPermission = (typeof tokenPermissions)[number];

/** A permission in words. */
export function usePermissionText(): (permission: Permission) => string {
  const { t } = useTranslation("access");
  return (permission) =>
    (tokenPermissions as readonly Permission[]).includes(permission)
      ? t(`token_permissions.${permission as TokenPermission}`)
      : permission;
}
