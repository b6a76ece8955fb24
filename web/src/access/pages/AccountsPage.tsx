import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { TextField } from "../../ui/TextField";
import { useAccounts, useDepartments, type Account } from "../api";
import { AccountTable } from "../components/AccountTable";
import { AddAccountDialog, EditAccountDialog } from "../components/AccountDialog";
import { DisciplinesDialog } from "../components/DisciplinesDialog";
import { DisciplinesPanel } from "../components/DisciplinesPanel";
import { ResetDialog, TemporaryPasswordDialog } from "../components/PasswordDialogs";
import "../access.css";

type Opened =
  | { kind: "add" }
  | { kind: "edit" | "reset" | "disciplines"; account: Account }
  | { kind: "password"; result: Schema<"TemporaryPassword"> };

export function AccountsPage() {
  const { t } = useTranslation("access");
  const accounts = useAccounts();
  const [opened, setOpened] = useState<Opened | null>(null);
  const active = accounts.data?.filter((account) => account.active).length;
  return (
    <Page
      title={t("accounts.title")}
      lead={
        active === undefined ? undefined : t("accounts.lead", { count: accounts.data?.length ?? 0, active })
      }
      actions={<Button onClick={() => setOpened({ kind: "add" })}>{t("accounts.add")}</Button>}
    >
      <Panel>
        <QueryState query={accounts} lines={8}>
          {(list) => (
            <SearchableAccounts accounts={list} onEdit={(account) => setOpened({ kind: "edit", account })} />
          )}
        </QueryState>
      </Panel>
      <DisciplinesPanel />
      {opened !== null && <OpenedDialog opened={opened} show={setOpened} accounts={accounts.data ?? []} />}
    </Page>
  );
}

interface OpenedDialogProps {
  opened: Opened;
  show: (opened: Opened | null) => void;
  accounts: readonly Account[];
}

function OpenedDialog({ opened, show, accounts }: OpenedDialogProps) {
  const departments = useDepartments().data ?? [];
  const onClose = () => show(null);
  const showPassword = (result: Schema<"TemporaryPassword">) => show({ kind: "password", result });
  switch (opened.kind) {
    case "add":
      return <AddAccountDialog departments={departments} onClose={onClose} onAdded={showPassword} />;
    case "edit":
      return (
        <EditAccountDialog
          account={opened.account}
          latest={accounts.find(({ id }) => id === opened.account.id)}
          departments={departments}
          onClose={onClose}
          onReset={() => show({ kind: "reset", account: opened.account })}
          onDisciplines={() => show({ kind: "disciplines", account: opened.account })}
        />
      );
    case "disciplines":
      return <DisciplinesDialog account={opened.account} onClose={onClose} />;
    case "reset":
      return <ResetDialog account={opened.account} onClose={onClose} onDone={showPassword} />;
    case "password":
      return <TemporaryPasswordDialog result={opened.result} onClose={onClose} />;
  }
}

interface SearchableAccountsProps {
  accounts: readonly Account[];
  onEdit: (account: Account) => void;
}

function SearchableAccounts({ accounts, onEdit }: SearchableAccountsProps) {
  const { t } = useTranslation("access");
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const found = accounts.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(wanted));
  if (accounts.length === 0) return <EmptyState title={t("accounts.empty")} />;
  return (
    <>
      <div className="rg-search rg-no-print">
        <TextField label={t("accounts.search")} type="search" value={search} onChange={setSearch} />
      </div>
      {found.length === 0 ? (
        <EmptyState title={t("accounts.no_match")} />
      ) : (
        <AccountTable accounts={found} onEdit={onEdit} />
      )}
    </>
  );
}
