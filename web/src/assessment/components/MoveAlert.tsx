import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Alert } from "../../ui/Alert";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { Disclosure } from "../../ui/Disclosure";
import { ErrorState } from "../../ui/ErrorState";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import { useAnnounce } from "../../ui/statusContext";
import { useMove, useMovePreview } from "../api";
import type { Assessment } from "../types";

/** There is a newer version of the questions: what moving to it does, before it is done. */
export function MoveAlert({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation("assessment");
  const [looking, setLooking] = useState(false);
  const { newer_version: newer, status, allowed } = assessment;
  const offered = newer && status === "open" && allowed.write;
  // The page may know of the move before the dialog has said so.
  if (!offered && !looking) return null;
  return (
    <div className="rg-no-print">
      {offered && (
        <Alert title={t("move.title", { version: newer })}>
          <p>{t("move.text")}</p>
          <div>
            <Button kind="secondary" small onClick={() => setLooking(true)}>
              {t("move.look")}
            </Button>
          </div>
        </Alert>
      )}
      {looking && <MoveDialog assessment={assessment} onClose={() => setLooking(false)} />}
    </div>
  );
}

function MoveDialog({ assessment, onClose }: { assessment: Assessment; onClose: () => void }) {
  const { t } = useTranslation("assessment");
  const announce = useAnnounce();
  const preview = useMovePreview(assessment.id, true);
  const move = useMove(assessment.id);
  const done = () => {
    announce(t("move.done"));
    onClose();
  };
  return (
    <Dialog title={t("move.dialog")} onClose={onClose} wide>
      <QueryState query={preview}>
        {(found) => (
          <div className="rg-stack">
            <MovedList
              title={t("move.carries_over", { count: found.carries_over.length })}
              moved={found.carries_over}
            />
            <MovedList title={t("move.added", { count: found.added.length })} moved={found.added} open />
            <MovedList
              title={t("move.set_aside", { count: found.set_aside.length })}
              moved={found.set_aside}
              open
            />
            <p>{t("move.nothing_lost")}</p>
            {move.isError && <ErrorState error={move.error} />}
            <DialogActions>
              <Button
                busy={move.isPending}
                onClick={() => move.mutate({ to_version: found.to_version }, { onSuccess: done })}
              >
                {t("move.do", { version: found.to_version })}
              </Button>
              <Button kind="secondary" onClick={onClose}>
                {t("common.cancel")}
              </Button>
            </DialogActions>
          </div>
        )}
      </QueryState>
    </Dialog>
  );
}

interface MovedListProps {
  title: string;
  moved: readonly Schema<"MovedQuestion">[];
  open?: boolean;
}

function MovedList({ title, moved, open }: MovedListProps) {
  const format = useFormat();
  if (moved.length === 0) return <p>{title}</p>;
  return (
    <Disclosure summary={title} open={open}>
      <ul>
        {moved.map(({ link_id, question }) => (
          <li key={link_id}>{format.text(question)}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
