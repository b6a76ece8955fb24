import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useInstrument } from "../../assessment/api";
import { itemsById } from "../../assessment/evaluation";
import type { Item } from "../../assessment/types";
import { useValueText } from "../../assessment/valueText";
import { DataTable } from "../../ui/DataTable";
import { EmptyState } from "../../ui/EmptyState";
import { QueryState } from "../../ui/QueryState";
import { useFormat } from "../../ui/format";
import type { PackageContent } from "../outbox";
import { questionPaths } from "../questionPaths";

type Line = PackageContent["response"]["answers"][number];

/** The answers of a package in words, each below the question that it answers. */
export function PackageAnswers({ content }: { content: PackageContent }) {
  const { t } = useTranslation("sector");
  const query = useInstrument(content.instrument_id, content.instrument_version);
  const { answers } = content.response;
  if (answers.length === 0) return <EmptyState title={t("package.no_answers")} />;
  return (
    <QueryState query={query} lines={8}>
      {({ items }) => <AnswerTable answers={answers} items={items} />}
    </QueryState>
  );
}

function AnswerTable({ answers, items }: { answers: readonly Line[]; items: readonly Item[] }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const valueText = useValueText();
  const known = useMemo(() => itemsById(items), [items]);
  const paths = useMemo(() => questionPaths(items), [items]);
  const said = ({ link_id, values }: Line) => {
    const item = known.get(link_id);
    if (item === undefined) return JSON.stringify(values);
    // Text beside the options stays home, so that an empty one stands for it.
    return format.list(values.map((value) => valueText(item, value) || t("package.other_answer")));
  };
  return (
    <DataTable
      caption={t("package.answers")}
      captionHidden
      columns={[
        {
          key: "question",
          header: t("package.question"),
          rowHeader: true,
          cell: ({ link_id }: Line) => {
            const path = paths.get(link_id);
            return (
              <>
                {path?.within && <small>{format.text(path.within)}</small>}
                {path === undefined ? link_id : format.text(path.text)}
              </>
            );
          },
        },
        { key: "answer", header: t("package.answer"), cell: said },
      ]}
      rows={answers}
      rowKey={({ link_id }) => link_id}
    />
  );
}
