import { useTranslation } from "react-i18next";
import { ButtonLink } from "../../ui/Link";
import { Page } from "../../ui/Page";

export function NotFoundPage() {
  const { t } = useTranslation("app");
  return (
    <Page title={t("not_found_title")} lead={t("not_found_lead")}>
      <div>
        <ButtonLink to="/">{t("to_start")}</ButtonLink>
      </div>
    </Page>
  );
}
