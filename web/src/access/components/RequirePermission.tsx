import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { Page } from "../../ui/Page";
import { useMay, type Permission } from "../session";

/** Around the pages that ask for a permission. The server decides; this only says it kindly. */
export function RequirePermission({ permission }: { permission: Permission }) {
  const may = useMay(permission);
  const { t } = useTranslation("access");
  if (may) return <Outlet />;
  return (
    <Page title={t("forbidden.title")}>
      <p>{t("forbidden.text")}</p>
    </Page>
  );
}
