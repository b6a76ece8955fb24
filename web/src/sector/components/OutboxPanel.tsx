import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { Link } from "../../ui/Link";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import type { OurRound, OutgoingPackage } from "../api";
import { PackageTag } from "./PackageTag";

interface Line {
  one: OutgoingPackage;
  ours: OurRound;
}

/** Every package, with what became of it and why one still waits. */
export function OutboxPanel({ rounds }: { rounds: readonly OurRound[] }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const lines = rounds.flatMap((ours) => ours.packages.map((one) => ({ one, ours })));
  if (lines.length === 0) return null;
  return (
    <Panel title={t("outbox.title")} sentence={t("outbox.sentence")}>
      <DataTable
        caption={t("outbox.title")}
        captionHidden
        columns={[
          {
            key: "made",
            header: t("outbox.made"),
            rowHeader: true,
            cell: ({ one, ours }: Line) => (
              <>
                <Link to={`/monitor/packages/${one.id}`}>{format.dateTime(one.created_at)}</Link>
                <small>{ours.round.title}</small>
              </>
            ),
          },
          { key: "by", header: t("outbox.by"), cell: ({ one }: Line) => one.created_by },
          {
            key: "state",
            header: t("outbox.state"),
            cell: ({ one, ours }: Line) => <PackageTag one={one} packages={ours.packages} />,
          },
        ]}
        rows={lines}
        rowKey={({ one }) => one.id}
      />
    </Panel>
  );
}
