import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";
import { Button } from "./Button";
import { Dialog, DialogActions } from "./Dialog";

/** Put it in a form page: asks before what was typed gets lost. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const { t } = useTranslation("ui");
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);

  if (blocker.state !== "blocked") return null;
  return (
    <Dialog title={t("leave_title")} onClose={() => blocker.reset()}>
      <p>{t("leave_text")}</p>
      <DialogActions>
        <Button onClick={() => blocker.reset()}>{t("leave_stay")}</Button>
        <Button kind="danger" onClick={() => blocker.proceed()}>
          {t("leave_go")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
