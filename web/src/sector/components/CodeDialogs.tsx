import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { useFormat } from "../../ui/format";
import { useMakeCode, type Member } from "../api";

type Made = Schema<"EnrolmentCode">;

interface MakeCodeDialogProps {
  member: Member;
  onClose: () => void;
  onMade: (made: Made) => void;
}

/** Asks first: a new code ends an earlier one. */
export function MakeCodeDialog({ member, onClose, onMade }: MakeCodeDialogProps) {
  const { t } = useTranslation("sector");
  const make = useMakeCode();
  const { name } = member;
  return (
    <Dialog
      title={t(member.enrolled ? "code.replace_title" : "code.invite_title", { name })}
      onClose={onClose}
    >
      <div className="rg-stack">
        {make.isError && <ErrorState error={make.error} />}
        <p>{t(member.enrolled ? "code.replace_text" : "code.invite_text")}</p>
        {member.code_expires_at && <p>{t("code.ends_earlier")}</p>}
        <DialogActions>
          <Button busy={make.isPending} onClick={() => make.mutate(member.id, { onSuccess: onMade })}>
            {t("code.make")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("cancel")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

/** The only moment at which the code can be read. */
export function CodeShownDialog({ made, onClose }: { made: Made; onClose: () => void }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const until = made.member.code_expires_at;
  return (
    <Dialog title={t("code.shown_title", { name: made.member.name })} onClose={onClose}>
      <div className="rg-stack">
        <p>{t("code.shown_text")}</p>
        <p>
          <code className="rg-command">{made.code}</code>
        </p>
        <CopyButton text={made.code} />
        <p>
          {t("code.shown_use", { address: window.location.origin })}{" "}
          {until && t("code.shown_until", { date: format.date(until) })}
        </p>
        <DialogActions>
          <Button onClick={onClose}>{t("code.done")}</Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
