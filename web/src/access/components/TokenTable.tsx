import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import type { Column } from "../../ui/column";
import { Tag } from "../../ui/Tag";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { useFormat } from "../../ui/format";
import type { ApiToken } from "../api";
import { usePermissionText } from "./permissionText";

type Key = "name" | "owner" | "permissions" | "expires" | "last_used" | "revoke";

interface TokenTableProps {
  tokens: readonly ApiToken[];
  withOwner: boolean;
  onRevoke: (token: ApiToken) => void;
}

export function TokenTable({ tokens, withOwner, onRevoke }: TokenTableProps) {
  const { t } = useTranslation("access");
  const format = useFormat();
  const permissionText = usePermissionText();
  const columns: Column<ApiToken, Key>[] = [
    { key: "name", header: t("tokens.name"), rowHeader: true, cell: ({ name }) => name },
    ...(withOwner
      ? [{ key: "owner" as const, header: t("tokens.owner"), cell: (token: ApiToken) => token.account_name }]
      : []),
    {
      key: "permissions",
      header: t("tokens.permissions"),
      cell: ({ permissions }) => permissions.map(permissionText).join(", "),
    },
    {
      key: "expires",
      header: t("tokens.expires"),
      cell: ({ expires_at: at, expired }) =>
        expired ? <Tag tone="soon">{t("tokens.expired")}</Tag> : format.day(at),
    },
    {
      key: "last_used",
      header: t("tokens.last_used"),
      cell: ({ last_used_at: at }) => (typeof at === "string" ? format.day(at) : t("tokens.never")),
    },
    {
      key: "revoke",
      header: t("tokens.revoke"),
      headerHidden: true,
      cell: (token) => (
        <Button kind="secondary" small onClick={() => onRevoke(token)}>
          <span aria-hidden="true">{t("tokens.revoke")}</span>
          <VisuallyHidden>{t("tokens.revoke_name", { name: token.name })}</VisuallyHidden>
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("tokens.caption")}
      captionHidden
      columns={columns}
      rows={tokens}
      rowKey={({ id }) => id}
    />
  );
}
