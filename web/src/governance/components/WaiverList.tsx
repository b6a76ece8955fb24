import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel";
import { Tag } from "../../ui/Tag";
import { useFormat } from "../../ui/format";
import { useLabels } from "../../portfolio/labels";
import type { Gate } from "../api";

/** Every waiver that there ever was, also those that expired. */
export function WaiverList({ gate }: { gate: Gate }) {
  const { t } = useTranslation("governance");
  const format = useFormat();
  const labels = useLabels();
  if (gate.waivers.length === 0) return null;
  return (
    <Panel title={t("waivers.title")} sentence={t("waivers.sentence")}>
      <ul className="rg-gate__list">
        {gate.waivers.map((waiver) => (
          <li key={waiver.id} className="rg-gate__item">
            <div className="rg-gate__head">
              <p>{waiver.text ? format.text(waiver.text) : waiver.requirement}</p>
              <Tag tone={waiver.expired ? "neutral" : "brand"}>
                {t(waiver.expired ? "waivers.expired" : "waivers.until", {
                  date: format.date(waiver.expires_on),
                })}
              </Tag>
            </div>
            <p>{waiver.reason}</p>
            <p className="rg-small">
              {t("waivers.by", {
                by: waiver.granted_by,
                date: format.date(waiver.granted_at),
                phase: labels.phase(waiver.phase),
              })}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
