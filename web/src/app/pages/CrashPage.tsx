import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { Button } from "../../ui/Button";

/** For faults of our own: says so, and offers a fresh start. */
export function CrashPage() {
  const { t } = useTranslation("app");
  const error = useRouteError();
  useEffect(() => {
    document.title = `${t("crash_title")} – Regie`;
    console.error(error);
  }, [error, t]);
  return (
    <div className="rg-plain rg-stack" role="alert">
      <h1>{t("crash_title")}</h1>
      <p>{t("crash_lead")}</p>
      <div>
        <Button onClick={() => window.location.reload()}>{t("reload")}</Button>
      </div>
    </div>
  );
}
