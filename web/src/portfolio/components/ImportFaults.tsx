import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { Pagination } from "../../ui/Pagination";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import { saveFile } from "../../ui/saveFile";
import { useFields, type ImportReport } from "../exchangeApi";
import { fieldAround } from "../importState";

const pageLength = 25;

interface ImportFaultsProps {
  report: ImportReport;
}

/** What is wrong with the rejected rows, and the rows themselves; then what else is worth seeing. */
export function ImportFaults({ report }: ImportFaultsProps) {
  const { t } = useTranslation("portfolio");
  return (
    <>
      {report.errors.length > 0 && (
        <Panel
          title={t("import.faults_title", { count: report.rejected })}
          sentence={t("import.faults_sentence")}
          actions={<RejectedButton report={report} />}
        >
          <FaultTable caption={t("import.faults_table")} faults={report.errors} />
          {report.error_count > report.errors.length && (
            <p className="rg-small">
              {t("import.faults_more", { shown: report.errors.length, count: report.error_count })}
            </p>
          )}
        </Panel>
      )}
      {report.notices.length > 0 && (
        <Panel title={t("import.notices_title")} sentence={t("import.notices_sentence")}>
          <FaultTable caption={t("import.notices_title")} faults={report.notices} />
        </Panel>
      )}
    </>
  );
}

export function RejectedButton({ report }: ImportFaultsProps) {
  const { t } = useTranslation("portfolio");
  const file = report.rejected_file ?? null;
  if (file === null) return null;
  const save = () => saveFile(file.name, new Blob([file.content], { type: file.content_type }));
  return (
    <Button kind="secondary" small onClick={save}>
      {t("import.rejected_download", { count: report.rejected })}
    </Button>
  );
}

interface FaultTableProps {
  caption: string;
  faults: ImportReport["errors"];
}

function FaultTable({ caption, faults }: FaultTableProps) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const fields = useFields().data ?? [];
  const [offset, setOffset] = useState(0);
  const from = offset < faults.length ? offset : 0;
  const rows = faults.slice(from, from + pageLength).map((fault, index) => ({ ...fault, index }));
  const place = (column: string | null, pointer: string | null) => {
    if (column !== null || pointer === null) return column ?? t("import.whole_row");
    const field = fieldAround(fields, pointer);
    return field === undefined ? pointer : format.text(field.name);
  };
  const hasColumns = faults.some(({ column, field }) => (column ?? field ?? null) !== null);
  return (
    <div className="rg-stack">
      <DataTable
        caption={caption}
        captionHidden
        rows={rows}
        rowKey={({ index }) => from + index}
        columns={[
          {
            key: "row",
            header: t("import.fault_row"),
            rowHeader: true,
            cell: ({ row }) => t("import.fault_row_number", { row: format.number(row) }),
          },
          ...(hasColumns
            ? [
                {
                  key: "column",
                  header: t("import.fault_column"),
                  cell: (fault: (typeof rows)[number]) => place(fault.column ?? null, fault.field ?? null),
                },
              ]
            : []),
          { key: "detail", header: t("import.fault_detail"), cell: ({ detail }) => detail },
        ]}
      />
      <Pagination offset={from} limit={pageLength} total={faults.length} onChange={setOffset} />
    </div>
  );
}
