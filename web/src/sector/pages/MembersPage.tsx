import "../sector.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/session";
import type { Schema } from "../../api/types";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useMembers, type Member } from "../api";
import { CodeShownDialog, MakeCodeDialog } from "../components/CodeDialogs";
import { MemberDialog } from "../components/MemberDialog";
import { useTraitText } from "../words";

type Opened =
  | { kind: "add" }
  | { kind: "edit" | "code"; member: Member }
  | { kind: "shown"; made: Schema<"EnrolmentCode"> };

export function MembersPage() {
  const { t } = useTranslation("sector");
  const mayManage = useMay("sector_manage");
  const members = useMembers();
  const [opened, setOpened] = useState<Opened | null>(null);
  const onClose = () => setOpened(null);
  const enrolled = members.data?.filter((each) => each.enrolled).length;
  return (
    <Page
      title={t("members.title")}
      lead={members.data && t("members.lead", { count: members.data.length, enrolled })}
      actions={mayManage && <Button onClick={() => setOpened({ kind: "add" })}>{t("members.add")}</Button>}
    >
      <Panel>
        <QueryState query={members} lines={8}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState title={t("members.empty")}>
                <p className="rg-soft">{t("members.empty_text")}</p>
              </EmptyState>
            ) : (
              <MemberTable
                members={list}
                mayManage={mayManage}
                onOpen={(kind, member) => setOpened({ kind, member })}
              />
            )
          }
        </QueryState>
      </Panel>
      {opened?.kind === "add" && (
        <MemberDialog regions={regionsOf(members.data)} latest={undefined} onClose={onClose} />
      )}
      {opened?.kind === "edit" && (
        <MemberDialog
          member={opened.member}
          latest={members.data?.find(({ id }) => id === opened.member.id)}
          regions={regionsOf(members.data)}
          onClose={onClose}
        />
      )}
      {opened?.kind === "code" && (
        <MakeCodeDialog
          member={opened.member}
          onClose={onClose}
          onMade={(made) => setOpened({ kind: "shown", made })}
        />
      )}
      {opened?.kind === "shown" && <CodeShownDialog made={opened.made} onClose={onClose} />}
    </Page>
  );
}

function regionsOf(members: readonly Member[] = []): string[] {
  return [...new Set(members.map(({ traits }) => traits.region))].sort();
}

interface MemberTableProps {
  members: readonly Member[];
  mayManage: boolean;
  onOpen: (kind: "edit" | "code", member: Member) => void;
}

function MemberTable({ members, mayManage, onOpen }: MemberTableProps) {
  const { t } = useTranslation("sector");
  const traitText = useTraitText();
  const columns = [
    { key: "name", header: t("members.name"), rowHeader: true, cell: ({ name }: Member) => name },
    { key: "type", header: t("trait.type"), cell: ({ traits }: Member) => traitText(traits.type) },
    {
      key: "ambition",
      header: t("trait.ambition"),
      cell: ({ traits }: Member) => traitText(traits.ambition),
    },
    { key: "region", header: t("trait.region"), cell: ({ traits }: Member) => traitText(traits.region) },
    { key: "size", header: t("trait.size"), cell: ({ traits }: Member) => traitText(traits.size) },
    { key: "key", header: t("members.key"), cell: (member: Member) => <KeyState member={member} /> },
    {
      key: "actions",
      header: t("members.actions"),
      headerHidden: true,
      cell: (member: Member) => (
        <div className="rg-row rg-no-print">
          <Button kind="secondary" small onClick={() => onOpen("code", member)}>
            <ActionText
              action={t(member.enrolled ? "members.replace_key" : "members.invite")}
              about={member.name}
            />
          </Button>
          <Button kind="quiet" small onClick={() => onOpen("edit", member)}>
            <ActionText action={t("members.edit")} about={member.name} />
          </Button>
        </div>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("members.caption")}
      captionHidden
      columns={mayManage ? columns : columns.slice(0, -1)}
      rows={members}
      rowKey={({ id }) => id}
    />
  );
}

function KeyState({ member }: { member: Member }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  return (
    <>
      <Tag tone={member.enrolled ? "ok" : "neutral"}>
        {t(member.enrolled ? "members.enrolled" : "members.not_enrolled")}
      </Tag>
      {member.key_since && (
        <small>{t("members.key_since", { date: format.shortDate(member.key_since) })}</small>
      )}
      {member.code_expires_at && (
        <small>{t("members.code_until", { date: format.shortDate(member.code_expires_at) })}</small>
      )}
    </>
  );
}
