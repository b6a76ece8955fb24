import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Choices";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { useTokens, type ApiToken } from "../api";
import { AddTokenDialog, RevokeTokenDialog, TokenSecretDialog } from "../components/TokenDialogs";
import { TokenTable } from "../components/TokenTable";
import { useSession } from "../session";

type Opened =
  | { kind: "add" }
  | { kind: "revoke"; token: ApiToken }
  | { kind: "secret"; created: Schema<"CreatedApiToken"> };

export function TokensPage() {
  const { t } = useTranslation("access");
  const { permissions } = useSession();
  const [everyone, setEveryone] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const tokens = useTokens(everyone);
  const onClose = () => setOpened(null);
  return (
    <Page
      title={t("tokens.title")}
      lead={t("tokens.lead")}
      actions={<Button onClick={() => setOpened({ kind: "add" })}>{t("tokens.add")}</Button>}
    >
      <Panel>
        {permissions.includes("accounts_manage") && (
          <div className="rg-no-print">
            <Checkbox label={t("tokens.show_everyone")} checked={everyone} onChange={setEveryone} />
          </div>
        )}
        <QueryState query={tokens} lines={4}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState title={t("tokens.empty")}>
                <p className="rg-soft">{t("tokens.empty_text")}</p>
              </EmptyState>
            ) : (
              <TokenTable
                tokens={list}
                withOwner={everyone}
                onRevoke={(token) => setOpened({ kind: "revoke", token })}
              />
            )
          }
        </QueryState>
      </Panel>
      {opened?.kind === "add" && (
        <AddTokenDialog onClose={onClose} onCreated={(created) => setOpened({ kind: "secret", created })} />
      )}
      {opened?.kind === "revoke" && <RevokeTokenDialog token={opened.token} onClose={onClose} />}
      {opened?.kind === "secret" && <TokenSecretDialog created={opened.created} onClose={onClose} />}
    </Page>
  );
}
