import "../sector.css";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useMay } from "../../access/session";
import { Button } from "../../ui/Button";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { Link } from "../../ui/Link";
import { Page } from "../../ui/Page";
import { Panel } from "../../ui/Panel";
import { QueryState } from "../../ui/QueryState";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useRounds, type Round } from "../api";
import { ImportPackageDialog } from "../components/ImportPackageDialog";
import { RoundDialog } from "../components/RoundDialog";
import { statusTone } from "../words";

export function RoundsPage() {
  const { t } = useTranslation("sector");
  const navigate = useNavigate();
  const mayManage = useMay("sector_manage");
  const rounds = useRounds();
  const [opened, setOpened] = useState<"add" | "import" | null>(null);
  const open = rounds.data?.filter(({ status }) => status === "open").length;
  return (
    <Page
      title={t("rounds.title")}
      lead={open === undefined ? undefined : t("rounds.lead", { count: open })}
      actions={
        mayManage && (
          <>
            <Button kind="secondary" onClick={() => setOpened("import")}>
              {t("import.open")}
            </Button>
            <Button onClick={() => setOpened("add")}>{t("rounds.add")}</Button>
          </>
        )
      }
    >
      <Panel>
        <QueryState query={rounds} lines={5}>
          {(list) =>
            list.length === 0 ? (
              <EmptyState title={t("rounds.empty")}>
                <p className="rg-soft">{t("rounds.empty_text")}</p>
              </EmptyState>
            ) : (
              <RoundTable rounds={list} />
            )
          }
        </QueryState>
      </Panel>
      {opened === "add" && (
        <RoundDialog onClose={() => setOpened(null)} onAdded={({ id }) => void navigate(`/rounds/${id}`)} />
      )}
      {opened === "import" && <ImportPackageDialog onClose={() => setOpened(null)} />}
    </Page>
  );
}

function RoundTable({ rounds }: { rounds: readonly Round[] }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  return (
    <DataTable
      caption={t("rounds.caption")}
      captionHidden
      columns={[
        {
          key: "title",
          header: t("rounds.name"),
          rowHeader: true,
          cell: ({ id, title, instrument_id, instrument_version }: Round) => (
            <>
              <Link to={`/rounds/${id}`}>{title}</Link>
              <small>{t("rounds.instrument_line", { id: instrument_id, version: instrument_version })}</small>
            </>
          ),
        },
        { key: "year", header: t("rounds.year"), cell: ({ year }: Round) => year },
        {
          key: "period",
          header: t("rounds.period"),
          cell: ({ opens_on, closes_on }: Round) =>
            t("rounds.period_line", { from: format.shortDate(opens_on), until: format.shortDate(closes_on) }),
        },
        {
          key: "status",
          header: t("rounds.status"),
          cell: ({ status }: Round) => <Tag tone={statusTone[status]}>{t(`status.${status}`)}</Tag>,
        },
        {
          key: "sent",
          header: t("rounds.response"),
          end: true,
          cell: ({ sent, invited }: Round) => (
            <span className="rg-number">
              {t("rounds.response_line", { sent: format.number(sent), invited: format.number(invited) })}
            </span>
          ),
        },
      ]}
      rows={rounds}
      rowKey={({ id }) => id}
    />
  );
}
