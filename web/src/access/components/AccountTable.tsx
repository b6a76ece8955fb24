import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import type { Column, Sort } from "../../ui/column";
import { Tag } from "../../ui/Tag";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { useFormat, type Format } from "../../ui/format";
import { useDepartments, type Account } from "../api";
import { useGrantText } from "./grantText";

type Key = "name" | "roles" | "last_sign_in" | "state" | "edit";

function compareBy(key: Key, format: Format): (a: Account, b: Account) => number {
  if (key === "last_sign_in") {
    return (a, b) => format.compare(a.last_sign_in_at ?? "", b.last_sign_in_at ?? "");
  }
  return (a, b) => format.compare(a.name, b.name);
}

function AccountState({ account }: { account: Account }) {
  const { t } = useTranslation("access");
  if (!account.active) return <Tag>{t("accounts.inactive")}</Tag>;
  if (account.password_change_required) return <Tag tone="soon">{t("accounts.temporary")}</Tag>;
  return <Tag tone="ok">{t("accounts.active")}</Tag>;
}

function useColumns(onEdit: (account: Account) => void): Column<Account, Key>[] {
  const { t } = useTranslation("access");
  const format = useFormat();
  const grantText = useGrantText(useDepartments().data ?? []);
  return [
    {
      key: "name",
      header: t("accounts.name"),
      sortable: true,
      rowHeader: true,
      cell: ({ name, email }) => (
        <>
          {name}
          <small className="rg-block">{email}</small>
        </>
      ),
    },
    { key: "roles", header: t("accounts.roles"), cell: ({ grants }) => grantText(grants) },
    {
      key: "last_sign_in",
      header: t("accounts.last_sign_in"),
      sortable: true,
      cell: ({ last_sign_in_at: at }) => (typeof at === "string" ? format.day(at) : t("accounts.never")),
    },
    { key: "state", header: t("accounts.state"), cell: (account) => <AccountState account={account} /> },
    {
      key: "edit",
      header: t("accounts.edit"),
      headerHidden: true,
      cell: (account) => (
        <Button kind="secondary" small onClick={() => onEdit(account)}>
          <span aria-hidden="true">{t("accounts.edit")}</span>
          <VisuallyHidden>{t("accounts.edit_name", { name: account.name })}</VisuallyHidden>
        </Button>
      ),
    },
  ];
}

interface AccountTableProps {
  accounts: readonly Account[];
  onEdit: (account: Account) => void;
}

export function AccountTable({ accounts, onEdit }: AccountTableProps) {
  const { t } = useTranslation("access");
  const format = useFormat();
  const columns = useColumns(onEdit);
  const [sort, setSort] = useState<Sort<Key>>({ key: "name", direction: "ascending" });
  const sign = sort.direction === "ascending" ? 1 : -1;
  const compare = compareBy(sort.key, format);
  return (
    <DataTable
      caption={t("accounts.caption")}
      captionHidden
      columns={columns}
      rows={[...accounts].sort((a, b) => sign * compare(a, b))}
      rowKey={({ id }) => id}
      sort={sort}
      onSort={setSort}
    />
  );
}
