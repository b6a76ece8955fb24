import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Choices";
import { ErrorState } from "../../ui/ErrorState";
import { Panel } from "../../ui/Panel";
import { Progress } from "../../ui/Progress";
import { classes } from "../../ui/classes";
import { useAnnounce } from "../../ui/statusContext";
import { useImport, usePreview, type ImportReport } from "../exchangeApi";
import { namesRows, withField, type AskedMapping, type ChosenFile } from "../importState";
import { ImportCounts } from "./ImportCounts";
import { ImportFaults } from "./ImportFaults";
import { ImportHeading } from "./ImportHeading";
import { ImportMapping } from "./ImportMapping";
import { ImportResult } from "./ImportResult";

interface ImportPreviewProps {
  file: ChosenFile;
}

/** What a file would change, what to do with it, and afterwards what it did. */
export function ImportPreview({ file }: ImportPreviewProps) {
  const { t } = useTranslation("portfolio");
  const [asked, setAsked] = useState<AskedMapping>({});
  const preview = usePreview(file, asked);
  const send = useImport(file, asked);
  const report = preview.data;

  if (send.data?.applied) return <ImportResult report={send.data} file={file.name} />;
  if (report === undefined)
    return (
      <Panel>
        {preview.isError ? (
          <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
        ) : (
          <Progress label={t("import.reading", { file: file.name })} />
        )}
      </Panel>
    );
  const choose = (column: string, field: string | null) => {
    send.reset();
    setAsked(withField(asked, report.mapping, column, field));
  };
  const named = report.mapping.length === 0 || namesRows(report.mapping);
  return (
    <div className="rg-stack rg-stack--wide">
      <Panel>
        <ImportHeading text={t("import.preview_title", { file: file.name })} />
        <div
          className={classes("rg-stack", preview.isFetching && "rg-import--old")}
          aria-busy={preview.isFetching}
        >
          <ImportCounts report={report} />
          {!named && (
            <Alert tone="warning">
              <p>{t("import.no_name")}</p>
            </Alert>
          )}
        </div>
        {preview.isError && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
        <Decision
          report={report}
          busy={send.isPending}
          waiting={preview.isFetching || preview.isError}
          refused={send.data !== undefined}
          error={send.error}
          onSend={(mode) => send.mutate(mode)}
        />
        {send.isPending && <Progress label={t("import.writing")} />}
      </Panel>
      {report.mapping.length > 0 && (
        <div className="rg-no-print">
          <ImportMapping columns={report.mapping} onChange={choose} />
        </div>
      )}
      {named && <ImportFaults report={report} />}
    </div>
  );
}

type Mode = "all_or_nothing" | "good_rows";

interface DecisionProps {
  report: ImportReport;
  busy: boolean;
  /** What is in sight may not be what would happen. */
  waiting: boolean;
  /** All or nothing was asked, and it became nothing. */
  refused: boolean;
  error: Error | null;
  onSend: (mode: Mode) => void;
}

function Decision({ report, busy, waiting, refused, error, onSend }: DecisionProps) {
  const { t } = useTranslation("portfolio");
  const announce = useAnnounce();
  const [mode, setMode] = useState<Mode>("all_or_nothing");
  const { rejected } = report;
  const good = report.added + report.changed;
  if (good === 0)
    return rejected > 0 ? null : (
      <Alert tone="ok">
        <p>{t(report.rows === 0 ? "import.no_rows" : "import.nothing_changes")}</p>
      </Alert>
    );
  const asked = rejected === 0 ? "all_or_nothing" : mode;
  const send = () => (waiting ? announce(t("import.wait")) : onSend(asked));
  return (
    <div className="rg-stack rg-no-print">
      {rejected > 0 && (
        <RadioGroup
          label={t("import.mode")}
          value={mode}
          onChange={setMode}
          options={[
            {
              value: "all_or_nothing",
              label: t("import.mode_all"),
              explanation: t("import.mode_all_hint", { count: rejected }),
            },
            {
              value: "good_rows",
              label: t("import.mode_good"),
              explanation: t("import.mode_good_hint", { count: rejected }),
            },
          ]}
        />
      )}
      {error !== null && <ErrorState error={error} />}
      {refused && !busy && (
        <Alert tone="warning" title={t("import.refused_title")} live>
          <p>{t("import.refused", { count: rejected })}</p>
        </Alert>
      )}
      <div>
        <Button busy={busy} onClick={send}>
          {rejected > 0 && asked === "all_or_nothing"
            ? t("import.send_all", { count: report.rows })
            : t(asked === "good_rows" ? "import.send_good" : "import.send", { count: good })}
        </Button>
      </div>
    </div>
  );
}
