import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../ui/CopyButton";
import { RadioGroup } from "../../ui/Choices";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import { daysSince } from "../../ui/format";
import type { MemberResponse, Round } from "../api";

interface ReminderPanelProps {
  round: Round;
  /** Who did not send yet; at least one. */
  waiting: readonly MemberResponse[];
}

/** A text to send to who did not answer yet. Regie knows no addresses of them. */
export function ReminderPanel({ round, waiting }: ReminderPanelProps) {
  const { t } = useTranslation("sector");
  const format = useFormat();
  const groups = (["invited", "started"] as const)
    .map((state) => ({
      state,
      names: waiting.filter((each) => each.state === state).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);
  const [chosen, setChosen] = useState<"invited" | "started">("invited");
  const group = groups.find(({ state }) => state === chosen) ?? groups[0];
  if (group === undefined) return null;
  const days = Math.max(0, -daysSince(round.closes_on));
  const text = t(`reminder.${group.state}`, {
    name: round.title,
    date: format.date(round.closes_on),
    days: format.days(days),
  });
  return (
    <Panel title={t("reminder.title")} sentence={t("reminder.sentence", { count: waiting.length })}>
      {groups.length > 1 && (
        <div className="rg-no-print">
          <RadioGroup
            label={t("reminder.to")}
            options={groups.map(({ state, names }) => ({
              value: state,
              label: t("response.option", { state: t(`response.${state}`), count: names.length }),
            }))}
            value={group.state}
            onChange={setChosen}
          />
        </div>
      )}
      <p>{t("reminder.for", { names: format.list(group.names) })}</p>
      <p className="rg-inset rg-sector__letter">{text}</p>
      <CopyButton text={text} />
    </Panel>
  );
}
