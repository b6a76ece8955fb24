import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { CheckboxGroup } from "../../ui/Choices";
import { CopyButton } from "../../ui/CopyButton";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { ErrorState } from "../../ui/ErrorState";
import { Form, FormActions } from "../../ui/Form";
import { Select } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { useAnnounce } from "../../ui/statusContext";
import { useCreateToken, useRevokeToken, type ApiToken } from "../api";
import { useSession, type Permission } from "../session";
import { tokenPermissions, usePermissionText } from "./permissionText";

const lifetimes = ["7", "30", "90", "365"] as const;

interface AddTokenDialogProps {
  onClose: () => void;
  onCreated: (created: Schema<"CreatedApiToken">) => void;
}

export function AddTokenDialog({ onClose, onCreated }: AddTokenDialogProps) {
  const { t } = useTranslation("access");
  const held = useSession().permissions;
  const permissionText = usePermissionText();
  const create = useCreateToken();
  const [name, setName] = useState("");
  const [permissions, setPermissions] = useState<Permission[]>(["register_read"]);
  const [days, setDays] = useState<(typeof lifetimes)[number]>("90");
  const options = tokenPermissions
    .filter((permission) => held.includes(permission))
    .map((permission) => ({ value: permission, label: permissionText(permission) }));
  const submit = () =>
    create.mutate({ name, permissions, valid_days: Number(days) }, { onSuccess: onCreated });
  return (
    <Dialog title={t("tokens.add_title")} onClose={onClose}>
      <Form onSubmit={submit} error={create.error} busy={create.isPending}>
        <TextField
          label={t("tokens.name")}
          hint={t("tokens.name_hint")}
          pointer="/name"
          value={name}
          onChange={setName}
        />
        <CheckboxGroup
          label={t("tokens.permissions")}
          hint={t("tokens.permissions_hint")}
          pointer="/permissions"
          options={options}
          values={permissions}
          onChange={setPermissions}
        />
        <Select
          label={t("tokens.valid")}
          pointer="/valid_days"
          options={lifetimes.map((value) => ({ value, label: t("tokens.days", { count: Number(value) }) }))}
          value={days}
          onChange={(chosen) => setDays(chosen ?? "90")}
        />
        <FormActions>
          <Button type="submit" busy={create.isPending}>
            {t("tokens.create")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("tokens.cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

interface TokenSecretDialogProps {
  created: Schema<"CreatedApiToken">;
  onClose: () => void;
}

/** The only moment at which the secret can be read. */
export function TokenSecretDialog({ created, onClose }: TokenSecretDialogProps) {
  const { t } = useTranslation("access");
  return (
    <Dialog title={t("tokens.secret_title", { name: created.token.name })} onClose={onClose}>
      <div className="rg-stack">
        <p>{t("tokens.secret_text")}</p>
        <p>
          <code className="rg-command">{created.secret}</code>
        </p>
        <CopyButton text={created.secret} />
        <p>{t("tokens.secret_use")}</p>
        <DialogActions>
          <Button onClick={onClose}>{t("tokens.done")}</Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

interface RevokeTokenDialogProps {
  token: ApiToken;
  onClose: () => void;
}

export function RevokeTokenDialog({ token, onClose }: RevokeTokenDialogProps) {
  const { t } = useTranslation("access");
  const announce = useAnnounce();
  const revoke = useRevokeToken();
  const { name } = token;
  const onSuccess = () => {
    announce(t("tokens.revoked", { name }));
    onClose();
  };
  return (
    <Dialog title={t("tokens.revoke_title", { name })} onClose={onClose}>
      <div className="rg-stack">
        {revoke.isError && <ErrorState error={revoke.error} />}
        <p>{t("tokens.revoke_text")}</p>
        <DialogActions>
          <Button busy={revoke.isPending} onClick={() => revoke.mutate(token.id, { onSuccess })}>
            {t("tokens.revoke_yes")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("tokens.cancel")}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
