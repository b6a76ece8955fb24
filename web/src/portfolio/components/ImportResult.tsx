import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { ButtonLink } from "../../ui/Link";
import { Panel } from "../../ui/Panel";
import type { ImportReport } from "../exchangeApi";
import { ImportCounts } from "./ImportCounts";
import { ImportFaults } from "./ImportFaults";
import { ImportHeading } from "./ImportHeading";

interface ImportResultProps {
  report: ImportReport;
  file: string;
}

/** What an import did. */
export function ImportResult({ report, file }: ImportResultProps) {
  const { t } = useTranslation("portfolio");
  const done = report.added + report.changed;
  return (
    <div className="rg-stack rg-stack--wide">
      <Panel>
        <ImportHeading text={t("import.done_title", { file })} />
        <Alert tone="ok">
          <p>{t("import.done", { count: done })}</p>
          {report.rejected > 0 && <p>{t("import.done_rejected", { count: report.rejected })}</p>}
        </Alert>
        <ImportCounts report={report} />
        <div className="rg-no-print">
          <ButtonLink to="/applications">{t("import.to_register")}</ButtonLink>
        </div>
      </Panel>
      <ImportFaults report={report} />
    </div>
  );
}
