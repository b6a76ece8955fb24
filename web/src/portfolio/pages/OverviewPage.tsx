import { useTranslation } from "react-i18next";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";

export function OverviewPage() {
  const { t } = useTranslation("portfolio");
  return (
    <Page title={t("overview.title")}>
      <Panel>{t("overview.title")}</Panel>
    </Page>
  );
}
