import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../api/problem";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Choices";
import { Dialog } from "../../ui/Dialog";
import { Form, FormActions } from "../../ui/Form";
import { TextField } from "../../ui/TextField";
import { useAnnounce } from "../../ui/statusContext";
import { useAddAccount, useChangeAccount, type Account, type Department } from "../api";
import { toGrants, toScopes, type Scopes } from "../grants";
import { Conflict } from "./Conflict";
import { GrantsField } from "./GrantsField";
import { useGrantText } from "./grantText";

interface AddAccountDialogProps {
  departments: readonly Department[];
  onClose: () => void;
  onAdded: (result: Schema<"TemporaryPassword">) => void;
}

export function AddAccountDialog({ departments, onClose, onAdded }: AddAccountDialogProps) {
  const { t } = useTranslation("access");
  const add = useAddAccount();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [scopes, setScopes] = useState<Scopes>({});
  const submit = () => add.mutate({ name, email, grants: toGrants(scopes) }, { onSuccess: onAdded });
  return (
    <Dialog title={t("accounts.add_title")} onClose={onClose}>
      <Form onSubmit={submit} error={add.error} busy={add.isPending}>
        <TextField
          label={t("accounts.name")}
          pointer="/name"
          value={name}
          onChange={setName}
          autoComplete="off"
        />
        <TextField
          label={t("accounts.email")}
          pointer="/email"
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="off"
        />
        <GrantsField scopes={scopes} onChange={setScopes} departments={departments} />
        <FormActions>
          <Button type="submit" busy={add.isPending}>
            {t("accounts.create")}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t("accounts.cancel")}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  );
}

/** What is being typed about an account, on top of the version that was read. */
function useAccountDraft(opened: Account) {
  const [base, setBase] = useState(opened);
  const [name, setName] = useState(opened.name);
  const [active, setActive] = useState(opened.active);
  const [scopes, setScopes] = useState<Scopes>(() => toScopes(opened.grants));
  const take = (account: Account) => {
    setBase(account);
    setName(account.name);
    setActive(account.active);
    setScopes(toScopes(account.grants));
  };
  return { base, name, setName, active, setActive, scopes, setScopes, take };
}

interface EditAccountDialogProps {
  /** As it was when the dialog was opened. */
  account: Account;
  /** As it is now; newer when somebody else saved in between. */
  latest: Account | undefined;
  departments: readonly Department[];
  onClose: () => void;
  onReset: () => void;
  onDisciplines: () => void;
}

export function EditAccountDialog({
  account,
  latest,
  departments,
  onClose,
  onReset,
  onDisciplines,
}: EditAccountDialogProps) {
  const { t } = useTranslation("access");
  const announce = useAnnounce();
  const change = useChangeAccount();
  const draft = useAccountDraft(account);
  const conflict = isProblem(change.error, "version_conflict");
  const newer = conflict && latest !== undefined && latest.version !== draft.base.version ? latest : null;

  const save = (version: number) => {
    const body = { name: draft.name, active: draft.active, grants: toGrants(draft.scopes) };
    const onSuccess = () => {
      announce(t("accounts.saved", { name: draft.name }));
      onClose();
    };
    change.mutate({ id: account.id, version, body }, { onSuccess });
  };
  const takeTheirs = (theirs: Account) => {
    draft.take(theirs);
    change.reset();
  };
  return (
    <Dialog title={t("accounts.edit_title", { name: account.name })} onClose={onClose}>
      <Form
        onSubmit={() => save(draft.base.version)}
        error={newer === null ? change.error : null}
        busy={change.isPending}
      >
        {newer !== null && (
          <AccountConflict
            theirs={newer}
            draft={draft}
            departments={departments}
            busy={change.isPending}
            onKeepMine={() => save(newer.version)}
            onTakeTheirs={() => takeTheirs(newer)}
          />
        )}
        <AccountFields draft={draft} departments={departments} />
        <EditActions busy={change.isPending} {...{ onClose, onReset, onDisciplines }} />
      </Form>
    </Dialog>
  );
}

type EditActionsProps = Pick<EditAccountDialogProps, "onClose" | "onReset" | "onDisciplines"> & {
  busy: boolean;
};

function EditActions({ busy, onClose, onReset, onDisciplines }: EditActionsProps) {
  const { t } = useTranslation("access");
  return (
    <FormActions>
      <Button type="submit" busy={busy}>
        {t("accounts.save")}
      </Button>
      <Button kind="secondary" onClick={onClose}>
        {t("accounts.cancel")}
      </Button>
      <Button kind="quiet" onClick={onDisciplines}>
        {t("accounts.disciplines")}
      </Button>
      <Button kind="quiet" onClick={onReset}>
        {t("accounts.reset")}
      </Button>
    </FormActions>
  );
}

interface AccountFieldsProps {
  draft: ReturnType<typeof useAccountDraft>;
  departments: readonly Department[];
}

function AccountFields({ draft, departments }: AccountFieldsProps) {
  const { t } = useTranslation("access");
  return (
    <>
      <TextField
        label={t("accounts.name")}
        hint={draft.base.email}
        pointer="/name"
        value={draft.name}
        onChange={draft.setName}
      />
      <GrantsField scopes={draft.scopes} onChange={draft.setScopes} departments={departments} />
      <Checkbox
        label={t("accounts.active_label")}
        explanation={t("accounts.active_hint")}
        checked={draft.active}
        onChange={draft.setActive}
      />
    </>
  );
}

interface AccountConflictProps {
  theirs: Account;
  draft: ReturnType<typeof useAccountDraft>;
  departments: readonly Department[];
  busy: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

function AccountConflict({ theirs, draft, departments, ...actions }: AccountConflictProps) {
  const { t } = useTranslation("access");
  const grantText = useGrantText(departments);
  const state = (active: boolean) => (active ? t("accounts.active") : t("accounts.inactive"));
  return (
    <Conflict
      {...actions}
      fields={[
        { label: t("accounts.name"), theirs: theirs.name, mine: draft.name },
        {
          label: t("accounts.roles"),
          theirs: grantText(theirs.grants),
          mine: grantText(toGrants(draft.scopes)),
        },
        { label: t("accounts.state"), theirs: state(theirs.active), mine: state(draft.active) },
      ]}
    />
  );
}
