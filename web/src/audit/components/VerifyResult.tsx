import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { ErrorState } from "../../ui/ErrorState";
import { useFormat } from "../../ui/format";
import type { ChainReport } from "../api";

interface VerifyResultProps {
  report: ChainReport | undefined;
  error: Error | null;
}

/** Whether the chain holds, or which link broke first. */
export function VerifyResult({ report, error }: VerifyResultProps) {
  const { t } = useTranslation("audit");
  const format = useFormat();
  if (error !== null) return <ErrorState error={error} />;
  if (report === undefined) return null;
  const checked = (
    <p className="rg-small">{t("verify.checked_at", { time: format.dateTime(report.checked_at) })}</p>
  );
  if (report.intact) {
    return (
      <Alert tone="ok" title={t("verify.intact_title")} live>
        <p>{t("verify.intact_text", { entries: format.number(report.entries) })}</p>
        {checked}
      </Alert>
    );
  }
  return (
    <Alert tone="error" title={t("verify.broken_title")} live>
      {typeof report.first_broken === "number" && (
        <p>{t("verify.broken_text", { sequence: report.first_broken })}</p>
      )}
      {typeof report.reason === "string" && <p>{report.reason}</p>}
      <p>{t("verify.broken_next")}</p>
      {checked}
    </Alert>
  );
}
