import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { Form } from "../../ui/Form";
import { ButtonLink } from "../../ui/Link";
import { Panel } from "../../ui/Panel";
import { TextArea } from "../../ui/TextArea";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useComplete, usePrefill, useReopen } from "../api";
import type { Desk } from "../useDesk";
import { MissingList } from "./ProgressPanel";

/**
 * Closing an assessment when all that must be answered is, and opening it again. What is sent is held
 * here: the page reads again and again, and may know of the change before the answer to it has come.
 */
export function CompletePanel({ desk }: { desk: Desk }) {
  const complete = useComplete(desk.id);
  const [asking, setAsking] = useState(false);
  return (
    <>
      {desk.assessment.status === "open" ? (
        <Open desk={desk} complete={complete} />
      ) : (
        <Completed desk={desk} onReopen={() => setAsking(true)} />
      )}
      {asking && <ReopenDialog id={desk.id} onClose={() => setAsking(false)} />}
    </>
  );
}

function Open({ desk, complete }: { desk: Desk; complete: ReturnType<typeof useComplete> }) {
  const { t } = useTranslation("assessment");
  const announce = useAnnounce();
  const prefill = usePrefill(desk.id);
  if (!desk.mayWrite) return null;
  const waiting = desk.answers.pending.size > 0;
  const ready = desk.asked.missing.length === 0;
  return (
    <Panel title={t("complete.title")} sentence={ready ? t("complete.ready") : undefined}>
      <MissingList desk={desk} />
      {complete.isError && <ErrorState error={complete.error} />}
      <div className="rg-row rg-no-print">
        <Button
          busy={complete.isPending}
          disabled={!ready || waiting}
          onClick={() => complete.mutate(undefined, { onSuccess: () => announce(t("complete.done")) })}
        >
          {t("complete.do")}
        </Button>
        <Button
          kind="secondary"
          busy={prefill.isPending}
          onClick={() => prefill.mutate(undefined, { onSuccess: () => announce(t("complete.prefilled")) })}
        >
          {t("complete.prefill")}
        </Button>
      </div>
    </Panel>
  );
}

function Completed({ desk, onReopen }: { desk: Desk; onReopen: () => void }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const { completed_at: at, completed_by: by, allowed } = desk.assessment;
  return (
    <Panel title={t("complete.completed")} sentence={t("complete.by", { by, at: at ? format.date(at) : "" })}>
      <div className="rg-row rg-no-print">
        <ButtonLink to={`/assessments/${desk.id}/result`}>{t("result.open")}</ButtonLink>
        {allowed.write && (
          <Button kind="secondary" onClick={onReopen}>
            {t("reopen.do")}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function ReopenDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("assessment");
  const announce = useAnnounce();
  const reopen = useReopen(id);
  const [reason, setReason] = useState("");
  return (
    <Dialog title={t("reopen.title")} onClose={onClose}>
      <Form
        busy={reopen.isPending}
        error={reopen.error}
        onSubmit={() =>
          reopen.mutate(
            { reason },
            {
              onSuccess: () => {
                announce(t("reopen.done"));
                onClose();
              },
            },
          )
        }
      >
        <p>{t("reopen.text")}</p>
        <TextArea label={t("reopen.reason")} pointer="/reason" value={reason} onChange={setReason} />
        <DialogActions>
          <Button type="submit" busy={reopen.isPending}>
            {t("reopen.do")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("common.cancel")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
