import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { useFormat } from "../../ui/format";

export type Fact = Schema<"Fact">;

/** Numbers of the house that bear on what is asked, each with its base and where it comes from. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  const { t } = useTranslation("facts");
  const format = useFormat();
  const value = ({ value: number, unit }: Fact) => {
    if (typeof number !== "number") return t("unknown");
    return unit === "share" ? format.percent(number) : format.number(number, 1);
  };
  return (
    <div role="group" aria-label={t("title")}>
      <dl className="rg-facts">
        {facts.map((fact) => (
          <div key={fact.id} title={format.text(fact.origin)}>
            <dt>{format.text(fact.title)}</dt>
            <dd>
              <strong>{value(fact)}</strong>{" "}
              <small>{t("base", { n: format.number(fact.base), at: format.day(fact.at) })}</small>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
