import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { useResetPassword, type Account } from "../api";

interface ResetDialogProps {
  account: Account;
  onClose: () => void;
  onDone: (result: Schema<"TemporaryPassword">) => void;
}

export function ResetDialog({ account, onClose, onDone }: ResetDialogProps) {
  const { t } = useTranslation("access");
  const reset = useResetPassword();
  const { name } = account;
  return (
    <Dialog title={t("accounts.reset_title", { name })} onClose={onClose}>
      <div className="rg-stack">
        {reset.isError && <ErrorState error={reset.error} />}
        <p>{t("accounts.reset_text", { name })}</p>
        <DialogActions>
          <Button busy={reset.isPending} onClick={() => reset.mutate(account.id, { onSuccess: onDone })}>
            {t("accounts.reset_yes")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("accounts.cancel")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

interface TemporaryPasswordDialogProps {
  result: Schema<"TemporaryPassword">;
  onClose: () => void;
}

/** The only moment at which the password can be read. */
export function TemporaryPasswordDialog({ result, onClose }: TemporaryPasswordDialogProps) {
  const { t } = useTranslation("access");
  const { name } = result.account;
  const password = result.temporary_password;
  return (
    <Dialog title={t("accounts.temporary_title", { name })} onClose={onClose}>
      <div className="rg-stack">
        {typeof password === "string" ? (
          <>
            <p>{t("accounts.temporary_text")}</p>
            <p>
              <code className="rg-command">{password}</code>
            </p>
            <CopyButton text={password} />
            <p>{t("accounts.temporary_after", { name })}</p>
          </>
        ) : (
          <p>{t("accounts.existing_text", { name })}</p>
        )}
        <DialogActions>
          <Button onClick={onClose}>{t("accounts.done")}</Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
