import { useTranslation } from "react-i18next";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useChangeRoundStatus, type Round, type RoundStatus } from "../api";

/** What somebody does to a round. */
export type StatusStep = "open" | "close" | "reopen";

const statusAfter: Record<StatusStep, RoundStatus> = { open: "open", close: "closed", reopen: "open" };

interface RoundStatusDialogProps {
  round: Round;
  step: StatusStep;
  onClose: () => void;
}

/** Says what the step means before it is taken. */
export function RoundStatusDialog({ round, step, onClose }: RoundStatusDialogProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const announce = useAnnounce();
  const change = useChangeRoundStatus();
  const take = () =>
    change.mutate(
      { id: round.id, version: round.version, status: statusAfter[step] },
      {
        onSuccess: () => {
          announce(t(`step.${step}.done`));
          onClose();
        },
      },
    );
  return (
    <Dialog title={t(`step.${step}.title`, { name: round.title })} onClose={onClose}>
      <div className="rg-stack">
        {change.isError && <ErrorState error={change.error} />}
        {step === "open" && round.invited === 0 && (
          <Alert tone="warning">
            <p>{t("step.open.nobody")}</p>
          </Alert>
        )}
        <p>
          {t(`step.${step}.text`, {
            sent: format.number(round.sent),
            invited: format.number(round.invited),
            date: format.date(round.closes_on),
          })}
        </p>
        <DialogActions>
          <Button busy={change.isPending} onClick={take}>
            {t(`step.${step}.button`)}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
