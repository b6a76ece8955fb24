import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Popover } from "../../portfolio/components/Popover";
import { Button } from "../../ui/Button";
import { RadioGroup } from "../../ui/Choices";
import { ErrorState } from "../../ui/ErrorState";
import { useAnnounce } from "../../ui/statusContext";
import { useExportAssessment } from "../api";

const formats = ["xlsx", "json", "fhir_r4", "fhir_r5", "shared"] as const;

/** An assessment as a file. */
export function ExportMenu({ id }: { id: string }) {
  const { t, i18n } = useTranslation("assessment");
  const announce = useAnnounce();
  const send = useExportAssessment(id);
  const [format, setFormat] = useState<Schema<"AssessmentFormat">>("xlsx");
  const language = i18n.language === "en" ? "en" : "nl";
  return (
    <Popover summary={t("export.button")} end>
      <RadioGroup
        label={t("export.format")}
        options={formats.map((value) => ({ value, label: t(`export.${value}`) }))}
        value={format}
        onChange={setFormat}
      />
      {format === "shared" && <p className="rg-small">{t("export.shared_hint")}</p>}
      {send.isError && <ErrorState error={send.error} />}
      <div>
        <Button
          small
          busy={send.isPending}
          onClick={() => send.mutate({ format, language }, { onSuccess: () => announce(t("export.done")) })}
        >
          {t("export.download")}
        </Button>
      </div>
    </Popover>
  );
}
