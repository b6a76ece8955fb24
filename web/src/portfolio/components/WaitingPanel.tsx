import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { Link } from "../../ui/Link";
import { Panel } from "../../ui/Panel";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useCatalog } from "../api";
import { useLabels } from "../labels";

type Item = Schema<"WaitingItem">;

/** Ideas without an answer and applications that are too long in a phase, longest first. */
export function WaitingPanel({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation("portfolio");
  const labels = useLabels();
  const columns = [
    {
      key: "name",
      header: t("overview.waiting_name"),
      rowHeader: true,
      cell: (item: Item) => (
        <>
          <Link to={`/applications/${item.id}`}>{item.name}</Link>
          <small>{labels.phase(item.phase)}</small>
        </>
      ),
    },
    {
      key: "question",
      header: t("overview.waiting_for"),
      cell: (item: Item) => <Question item={item} />,
    },
    {
      key: "owner",
      header: t("overview.waiting_owner"),
      cell: (item: Item) => item.owner ?? <span className="rg-soft">{t("overview.no_owner")}</span>,
    },
    { key: "wait", header: t("overview.waiting_since"), cell: (item: Item) => <Wait item={item} /> },
  ];
  return (
    <Panel title={t("overview.waiting_title")} sentence={t("overview.waiting_sentence")}>
      {items.length === 0 ? (
        <EmptyState title={t("overview.waiting_empty")} />
      ) : (
        <DataTable
          caption={t("overview.waiting_title")}
          captionHidden
          rows={items}
          rowKey={({ id }) => id}
          columns={columns}
        />
      )}
    </Panel>
  );
}

function Question({ item }: { item: Item }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const term = useLabels().phaseTerm(item.phase);
  if (item.is_idea) return t("overview.idea_answer");
  return term === undefined ? null : format.text(term.gate_question);
}

/** An idea has until its promise; anything else is here because it is longer in its phase than intended. */
function Wait({ item }: { item: Item }) {
  const { t } = useTranslation("portfolio");
  const format = useFormat();
  const promise = useCatalog().data?.idea_answer_within_days ?? Infinity;
  const intended = useLabels().phaseTerm(item.phase)?.ageing_after_days ?? 0;
  const days = format.days(item.waiting_days);
  if (!item.is_idea) {
    return (
      <Tag tone={item.waiting_days > 2 * intended ? "late" : "soon"}>{t("overview.late", { days })}</Tag>
    );
  }
  if (item.waiting_days > promise) return <Tag tone="late">{t("overview.late", { days })}</Tag>;
  return <Tag tone={item.waiting_days * 2 > promise ? "soon" : "ok"}>{days}</Tag>;
}
