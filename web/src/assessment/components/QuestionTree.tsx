import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button";
import { Panel } from "../../ui/Panel";
import { useFormat } from "../../ui/format";
import { useAddGroup, useRemoveGroup } from "../api";
import { isRepeatingGroup, type AskedItem } from "../evaluation";
import type { Item } from "../types";
import type { Desk } from "../useDesk";
import { AskedQuestion } from "./AskedQuestion";

interface TreeProps {
  desk: Desk;
  /** Of the instrument or of a group: also those that are not asked now. */
  items: readonly Item[];
  asked: readonly AskedItem[];
  /** Number of the repeating group around it; 0 for none. */
  within: number;
}

export function sectionId(linkId: string, instance: number): string {
  return `part-${linkId}-${instance}`;
}

/** The outermost parts of an instrument, each with its own heading; loose questions stand together. */
export function QuestionTree({ desk, items, asked, within }: TreeProps) {
  return items.map((item) => {
    const here = asked.filter((each) => each.item.link_id === item.link_id);
    if (isRepeatingGroup(item))
      return <RepeatedParts key={item.link_id} desk={desk} item={item} asked={here} within={within} />;
    return here.map((each) => <Part key={item.link_id} desk={desk} asked={each} />);
  });
}

function Part({ desk, asked }: { desk: Desk; asked: AskedItem }) {
  const format = useFormat();
  const { item, instance } = asked;
  if (item.type !== "group") return <Panel>{<Branch desk={desk} asked={asked} />}</Panel>;
  return (
    <div id={sectionId(item.link_id, instance)} tabIndex={-1} className="rg-asks__part">
      <Panel title={format.text(item.text)} sentence={item.help ? format.text(item.help) : undefined}>
        <Branches desk={desk} items={item.items} asked={asked.items} within={instance} />
      </Panel>
    </div>
  );
}

function Branches({ desk, items, asked, within }: TreeProps) {
  return items.map((item) => {
    const here = asked.filter((each) => each.item.link_id === item.link_id);
    if (isRepeatingGroup(item))
      return <RepeatedParts key={item.link_id} desk={desk} item={item} asked={here} within={within} />;
    return here.map((each) => <Branch key={item.link_id} desk={desk} asked={each} />);
  });
}

/** A question, a text or a group, with all below it. */
function Branch({ desk, asked }: { desk: Desk; asked: AskedItem }) {
  const format = useFormat();
  const { item, instance } = asked;
  const below = asked.items.length > 0 || item.items.some(isRepeatingGroup);
  const nested = below && <Branches desk={desk} items={item.items} asked={asked.items} within={instance} />;
  if (item.type === "display") return <p className="rg-asks__text">{format.text(item.text)}</p>;
  if (item.type === "group") {
    return (
      <div role="group" className="rg-asks__group" aria-label={format.text(item.text)}>
        <h3>{format.text(item.text)}</h3>
        {item.help && <p className="rg-soft">{format.text(item.help)}</p>}
        {nested}
      </div>
    );
  }
  return (
    <>
      <AskedQuestion desk={desk} item={item} instance={instance} />
      {nested && <div className="rg-asks__below">{nested}</div>}
    </>
  );
}

interface RepeatedPartsProps {
  desk: Desk;
  item: Item;
  asked: readonly AskedItem[];
  within: number;
}

/** A group that is there as many times as people want. */
function RepeatedParts({ desk, item, asked, within }: RepeatedPartsProps) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const add = useAddGroup(desk.id);
  const remove = useRemoveGroup(desk.id);
  const name = format.text(item.text);
  return (
    <Panel title={name} sentence={item.help ? format.text(item.help) : undefined}>
      {asked.map((each, index) => (
        <div key={each.instance} role="group" className="rg-asks__group" aria-label={`${name} ${index + 1}`}>
          <div className="rg-row rg-asks__time">
            <h3>{t("group.title", { name, number: index + 1 })}</h3>
            {desk.mayWrite && (
              <Button
                kind="quiet"
                small
                busy={remove.isPending}
                onClick={() => remove.mutate({ number: each.instance })}
              >
                {t("group.remove", { name, number: index + 1 })}
              </Button>
            )}
          </div>
          <Branches desk={desk} items={item.items} asked={each.items} within={each.instance} />
        </div>
      ))}
      {asked.length === 0 && <p className="rg-soft">{t("group.none")}</p>}
      {desk.mayWrite && (
        <div className="rg-no-print">
          <Button
            kind="secondary"
            small
            busy={add.isPending}
            onClick={() => add.mutate({ link_id: item.link_id, ...(within > 0 ? { within } : {}) })}
          >
            {t("group.add", { name })}
          </Button>
        </div>
      )}
    </Panel>
  );
}
