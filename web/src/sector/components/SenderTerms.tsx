import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format";
import type { PackageContent } from "../outbox";
import { dimensions, useTraitText } from "../words";

/** What a package says beside the answers: of whom, for what, and what it replaces. */
export function SenderTerms({ content }: { content: PackageContent }) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const traitText = useTraitText();
  const { response } = content;
  const terms = [
    [t("package.organisation"), response.organisation],
    ...dimensions.map((each) => [t(`trait.${each}`), traitText(response.traits[each])]),
    [t("rounds.year"), String(response.year)],
    [
      t("rounds.instrument"),
      t("rounds.instrument_line", { id: content.instrument_id, version: content.instrument_version }),
    ],
    [t("package.number"), content.id],
    [t("package.made"), format.dateTime(content.created_at)],
    ...(content.replaces ? [[t("package.replaces"), content.replaces]] : []),
  ];
  return (
    <dl className="rg-sector__terms">
      {terms.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
