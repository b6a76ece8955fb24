import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Page } from "../../ui/Page";

/** Shown as long as nobody can sign in yet. */
export function FirstStart({ onReady }: { onReady: () => void }) {
  const { t } = useTranslation("access");
  const command = t("first_start.command");
  return (
    <Page title={t("first_start.title")} lead={t("first_start.lead")}>
      <ol className="rg-steps">
        <li>
          <p>{t("first_start.step_command")}</p>
          <p>
            <code className="rg-command">{command}</code>
          </p>
          <CopyButton text={command} />
        </li>
        <li>{t("first_start.step_password")}</li>
        <li>{t("first_start.step_sign_in")}</li>
      </ol>
      <div>
        <Button onClick={onReady}>{t("first_start.again")}</Button>
      </div>
    </Page>
  );
}
