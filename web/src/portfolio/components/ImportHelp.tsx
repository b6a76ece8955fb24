import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { Dialog } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useFields, useTemplate } from "../exchangeApi";
import { useState } from "react";

/** What to know before, and a template to start from. */
export function ImportHelp() {
  const { t } = useTranslation("portfolio");
  const template = useTemplate();
  const [explained, setExplained] = useState(false);
  const download = (format: Schema<"TemplateFormat">) => template.mutate(format);
  const busy = (format: Schema<"TemplateFormat">) => template.isPending && template.variables === format;
  return (
    <Panel title={t("import.help_title")} sentence={t("import.help_sentence")}>
      <ul className="rg-import__rules">
        <li>{t("import.rule_columns")}</li>
        <li>{t("import.rule_found")}</li>
        <li>{t("import.rule_empty")}</li>
        <li>{t("import.rule_preview")}</li>
      </ul>
      {template.isError && <ErrorState error={template.error} />}
      <div className="rg-row">
        <Button kind="secondary" small busy={busy("xlsx")} onClick={() => download("xlsx")}>
          {t("import.template_xlsx")}
        </Button>
        <Button kind="secondary" small busy={busy("csv")} onClick={() => download("csv")}>
          {t("import.template_csv")}
        </Button>
        <Button kind="quiet" small onClick={() => setExplained(true)}>
          {t("import.explain")}
        </Button>
      </div>
      {explained && <FieldDialog onClose={() => setExplained(false)} />}
    </Panel>
  );
}

function FieldDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const fields = useFields();
  return (
    <Dialog title={t("import.explain_title")} wide onClose={onClose}>
      <QueryState query={fields} lines={12}>
        {(items) => (
          <DataTable
            caption={t("import.explain_title")}
            captionHidden
            rows={items}
            rowKey={({ pointer }) => pointer}
            columns={[
              {
                key: "name",
                header: t("import.explain_column"),
                rowHeader: true,
                cell: ({ name }) => format.text(name),
              },
              {
                key: "explanation",
                header: t("import.explain_text"),
                cell: ({ explanation }) => format.text(explanation),
              },
            ]}
          />
        )}
      </QueryState>
    </Dialog>
  );
}
