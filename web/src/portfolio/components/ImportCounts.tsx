import { useTranslation } from "react-i18next";
import { classes } from "../../ui/classes";
import { useFormat } from "../../ui/format";
import type { ImportReport } from "../exchangeApi";

const kinds = ["added", "changed", "unchanged", "rejected"] as const;

/** How many rows there are, and of each kind. */
export function ImportCounts({ report }: { report: ImportReport }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  return (
    <div role="status">
      <p className="rg-soft">{t("import.rows", { count: report.rows, total: format.number(report.rows) })}</p>
      <dl className="rg-import__counts">
        {kinds.map((kind) => (
          <div
            key={kind}
            className={classes(
              kind === "rejected" && report.rejected > 0 && "rg-import__count--late",
              report[kind] === 0 && "rg-soft",
            )}
          >
            <dt>{t(`import.${kind}`)}</dt>
            <dd>{format.number(report[kind])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
