import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import { itemsById } from "../evaluation";
import type { Desk } from "../useDesk";

/** The questions that must be talked about. */
export function AgendaPanel({ desk }: { desk: Desk }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const chosen = desk.answers.all.filter((answer) => answer.on_agenda);
  const texts = [...itemsById(desk.instrument.items).values()]
    .filter((item) => chosen.some((answer) => answer.link_id === item.link_id))
    .map((item) => ({ id: item.link_id, text: format.text(item.text) }));
  return (
    <Panel
      title={t("agenda.title")}
      sentence={texts.length === 0 ? t("agenda.none") : t("agenda.sentence", { count: texts.length })}
    >
      {texts.length > 0 && (
        <ol className="rg-steps">
          {texts.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
