import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";

export interface Difference {
  label: string;
  theirs: string;
  mine: string;
}

interface ConflictProps {
  /** All that can differ; what is equal is left out. */
  fields: readonly Difference[];
  busy: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Somebody saved in between: both versions beside each other, and the reader decides. */
export function Conflict({ fields, busy, onKeepMine, onTakeTheirs }: ConflictProps) {
  const { t } = useTranslation("access");
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  const differences = fields.filter(({ theirs, mine }) => theirs !== mine);
  return (
    <div ref={notice} tabIndex={-1}>
      <Alert tone="warning" title={t("conflict.title")} live>
        {differences.length === 0 ? (
          <p>{t("conflict.same")}</p>
        ) : (
          <>
            <p>{t("conflict.text")}</p>
            <DataTable
              caption={t("conflict.caption")}
              captionHidden
              columns={[
                {
                  key: "label",
                  header: t("conflict.field"),
                  cell: (row: Difference) => row.label,
                  rowHeader: true,
                },
                { key: "theirs", header: t("conflict.theirs"), cell: (row: Difference) => row.theirs },
                { key: "mine", header: t("conflict.mine"), cell: (row: Difference) => row.mine },
              ]}
              rows={differences}
              rowKey={(row) => row.label}
            />
          </>
        )}
        <div className="rg-row">
          {differences.length > 0 && (
            <Button busy={busy} onClick={onKeepMine}>
              {t("conflict.keep_mine")}
            </Button>
          )}
          <Button kind="secondary" onClick={onTakeTheirs}>
            {t("conflict.take_theirs")}
          </Button>
        </div>
      </Alert>
    </div>
  );
}
