import { useTranslation } from "react-i18next";
import { Popover } from "../../portfolio/components/Popover";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useExportInstrument } from "../api";
import type { InstrumentSummary } from "../types";

const releases = ["r4", "r5"] as const;

/** An instrument as a FHIR Questionnaire, for another program. */
export function InstrumentExport({ instrument }: { instrument: InstrumentSummary }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const announce = useAnnounce();
  const send = useExportInstrument(instrument);
  const about = format.text(instrument.title);
  return (
    <Popover summary={<ActionText action={t("export.button")} about={about} />} end>
      {send.isError && <ErrorState error={send.error} />}
      {releases.map((release) => (
        <div key={release}>
          <Button
            small
            kind="secondary"
            busy={send.isPending && send.variables === release}
            onClick={() => send.mutate(release, { onSuccess: () => announce(t("export.done")) })}
          >
            {t(`export.instrument_${release}`)}
          </Button>
        </div>
      ))}
    </Popover>
  );
}
