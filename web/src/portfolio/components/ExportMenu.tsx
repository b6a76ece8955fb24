import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Choices";
import { ErrorState } from "../../ui/ErrorState";
import { useAnnounce } from "../../ui/statusContext";
import { useExport } from "../exchangeApi";
import { exportQuery, type RegisterState } from "../registerQuery";
import { Popover } from "./Popover";

const formats = ["xlsx", "csv", "json"] as const;

interface ExportMenuProps {
  state: RegisterState;
  /** How many applications the page finds; unknown while it is loading. */
  total: number | undefined;
}

/** The register as a file: what the page shows now, or everything. */
export function ExportMenu({ state, total }: ExportMenuProps) {
  const { t } = useTranslation("portfolio");
  const announce = useAnnounce();
  const send = useExport();
  const [scope, setScope] = useState<"shown" | "whole">("shown");
  const [format, setFormat] = useState<Schema<"ExportFormat">>("xlsx");
  const download = () =>
    send.mutate(
      { format, filter: scope === "shown" ? exportQuery(state) : null },
      { onSuccess: () => announce(t("export.done")) },
    );
  return (
    <Popover summary={t("export.button")} end>
      <RadioGroup
        label={t("export.what")}
        options={[
          {
            value: "shown",
            label: total === undefined ? t("export.shown") : t("export.shown_count", { count: total }),
          },
          { value: "whole", label: t("export.whole"), explanation: t("export.whole_hint") },
        ]}
        value={scope}
        onChange={setScope}
      />
      <RadioGroup
        label={t("export.format")}
        options={formats.map((value) => ({ value, label: t(`export.${value}`) }))}
        value={format}
        onChange={setFormat}
      />
      {send.isError && <ErrorState error={send.error} />}
      <div>
        <Button small busy={send.isPending} onClick={download}>
          {t("export.download")}
        </Button>
      </div>
    </Popover>
  );
}
