import { useTranslation } from "react-i18next";
import { DataTable } from "../../ui/DataTable";
import { useFormat } from "../../ui/format";
import type { ScoreResult } from "../types";

/** What the answers come to, each with the number of answers behind it. */
export function ScoreTable({ scores }: { scores: readonly ScoreResult[] }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  return (
    <DataTable
      caption={t("score.title")}
      captionHidden
      rows={scores}
      rowKey={({ id }) => id}
      columns={[
        { key: "title", header: t("score.name"), rowHeader: true, cell: ({ title }) => format.text(title) },
        {
          key: "value",
          header: t("score.value"),
          end: true,
          cell: ({ value }) => (typeof value === "number" ? format.number(value, 2) : t("score.none")),
        },
        { key: "band", header: t("score.band"), cell: ({ band }) => (band ? format.text(band.text) : "–") },
        {
          key: "n",
          header: t("score.answered"),
          end: true,
          cell: ({ answered, asked }) => t("score.of", { answered, asked }),
        },
      ]}
    />
  );
}
