import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActionText } from "../../ui/ActionText";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { Panel } from "../../ui/Panel";
import { Select } from "../../ui/Select";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import type { MemberResponse } from "../api";
import { responseTone, useTraitText } from "../words";

const states = ["invited", "started", "sent"] as const;

interface ResponsePanelProps {
  items: readonly MemberResponse[];
  /** Opens what one organisation sent; absent for who may not see it. */
  onSent: ((by: MemberResponse) => void) | undefined;
}

/** Who was invited, who began and who sent. */
export function ResponsePanel({ items, onSent }: ResponsePanelProps) {
  const { t } = useTranslation("sector");
  const [state, setState] = useState<MemberResponse["state"] | null>(null);
  const counted = (one: MemberResponse["state"]) => items.filter((each) => each.state === one).length;
  const options = states.map((value) => ({
    value,
    label: t("response.option", { state: t(`response.${value}`), count: counted(value) }),
  }));
  const shown = items.filter((each) => state === null || each.state === state);
  return (
    <Panel
      title={t("response.title")}
      sentence={t("response.sentence", {
        invited: counted("invited"),
        started: counted("started"),
        sent: counted("sent"),
      })}
    >
      {items.length === 0 ? (
        <EmptyState title={t("response.empty")}>
          <p className="rg-soft">{t("response.empty_text")}</p>
        </EmptyState>
      ) : (
        <>
          <div className="rg-sector__filter rg-no-print">
            <Select
              label={t("response.filter")}
              none={t("response.all", { count: items.length })}
              options={options}
              value={state}
              onChange={setState}
            />
          </div>
          {shown.length === 0 ? (
            <EmptyState title={t("response.none")} />
          ) : (
            <ResponseTable items={shown} onSent={onSent} />
          )}
        </>
      )}
    </Panel>
  );
}

function ResponseTable({ items, onSent }: ResponsePanelProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const traitText = useTraitText();
  const columns = [
    {
      key: "name",
      header: t("members.name"),
      rowHeader: true,
      cell: ({ name, traits }: MemberResponse) => (
        <>
          {name}
          <small>{traitText(traits.type)}</small>
        </>
      ),
    },
    {
      key: "state",
      header: t("response.state"),
      cell: ({ state, corrections }: MemberResponse) => (
        <>
          <Tag tone={responseTone[state]}>{t(`response.${state}`)}</Tag>
          {corrections > 0 && <small>{t("response.corrections", { count: corrections })}</small>}
        </>
      ),
    },
    {
      key: "sent_at",
      header: t("response.sent_at"),
      cell: ({ sent_at }: MemberResponse) => (sent_at ? format.dateTime(sent_at) : ""),
    },
    {
      key: "show",
      header: t("response.show"),
      headerHidden: true,
      cell: (each: MemberResponse) =>
        each.state === "sent" && (
          <Button kind="quiet" small className="rg-no-print" onClick={() => onSent?.(each)}>
            <ActionText action={t("response.show")} about={each.name} />
          </Button>
        ),
    },
  ];
  return (
    <DataTable
      caption={t("response.title")}
      captionHidden
      columns={onSent === undefined ? columns.slice(0, -1) : columns}
      rows={items}
      rowKey={({ member_id }) => member_id}
    />
  );
}
