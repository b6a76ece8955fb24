import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useInstrument } from "../../assessment/api";
import type { Schema } from "../../api/types";
import { EmptyState } from "../../ui/EmptyState";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import type { PackageContent } from "../outbox";
import { questionPaths } from "../questionPaths";

interface KeptHomePanelProps {
  kept: readonly Schema<"KeptHome">[];
  content: PackageContent;
}

/** What was answered and does not leave, and why. */
export function KeptHomePanel({ kept, content }: KeptHomePanelProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const { data } = useInstrument(content.instrument_id, content.instrument_version);
  const paths = useMemo(() => questionPaths(data?.items ?? []), [data]);
  const reasons = (["local", "free_text", "not_asked"] as const)
    .map((reason) => ({ reason, items: kept.filter((each) => each.reason === reason) }))
    .filter(({ items }) => items.length > 0);
  return (
    <Panel title={t("kept.title")} sentence={t("kept.sentence")}>
      {reasons.length === 0 && <EmptyState title={t("kept.none")} />}
      {reasons.map(({ reason, items }) => (
        <div key={reason}>
          <h3>{t(`kept.${reason}`)}</h3>
          <ul>
            {items.map(({ link_id }) => {
              const path = paths.get(link_id);
              return <li key={link_id}>{path === undefined ? link_id : format.text(path.text)}</li>;
            })}
          </ul>
        </div>
      ))}
    </Panel>
  );
}
