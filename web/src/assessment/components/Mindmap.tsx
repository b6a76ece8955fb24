import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Button } from "../../ui/Button";
import { Dialog, DialogActions } from "../../ui/Dialog";
import { useFormat } from "../../ui/format";
import { isQuestion, type AskedItem } from "../evaluation";
import type { MapNode } from "../mindmapLayout";
import type { Desk } from "../useDesk";
import { AskedQuestion } from "./AskedQuestion";
import { MindmapDrawing } from "./MindmapDrawing";

const wholeMap = "map";

function nodeId({ item, instance }: AskedItem): string {
  return instance === 0 ? item.link_id : `${item.link_id}.${instance}`;
}

/** Everything asked below a branch. */
function questionsOf(asked: AskedItem): AskedItem[] {
  return [...(isQuestion(asked.item) ? [asked] : []), ...asked.items.flatMap(questionsOf)];
}

/** What stands under a branch: how many are answered, how mature, and what must be talked about. */
function useNote(desk: Desk): (asked: AskedItem) => string {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  return (asked) => {
    const answers = questionsOf(asked).map(({ item, instance }) => desk.answers.at(item.link_id, instance));
    const mature = answers.flatMap((each) => (typeof each?.maturity === "number" ? [each.maturity] : []));
    const agenda = answers.filter((each) => each?.on_agenda).length;
    const answered = answers.filter(
      (each) => (each?.values.length ?? 0) > 0 || typeof each?.maturity === "number",
    );
    const parts: string[] = [];
    if (isQuestion(asked.item)) {
      if (mature[0] === undefined) parts.push(answered.length > 0 ? t("map.answered") : t("map.empty"));
      else parts.push(t("map.maturity", { value: mature[0] }));
      if (agenda > 0) parts.push(t("map.on_agenda"));
      return parts.join(" · ");
    }
    parts.push(t("map.count", { answered: answered.length, count: answers.length }));
    if (mature.length > 0) {
      const mean = mature.reduce((sum, value) => sum + value, 0) / mature.length;
      parts.push(t("map.mean", { value: format.number(mean, 1) }));
    }
    if (agenda > 0) parts.push(t("map.agenda", { count: agenda }));
    return parts.join(" · ");
  };
}

/** The tree as it is drawn: the whole map without its questions, or one theme with them. */
function useTree(desk: Desk, theme: AskedItem | undefined): MapNode {
  const format = useFormat();
  const note = useNote(desk);
  const toNode = (asked: AskedItem, withQuestions: boolean): MapNode => ({
    id: nodeId(asked),
    text: format.text(asked.item.text),
    note: note(asked),
    children: asked.items
      .filter(({ item }) => withQuestions || item.type === "group")
      .map((each) => toNode(each, withQuestions)),
  });
  if (theme !== undefined) return toNode(theme, true);
  return {
    id: wholeMap,
    text: format.text(desk.instrument.title),
    note: "",
    children: desk.asked.items.map((each) => toNode(each, false)),
  };
}

function findAsked(all: readonly AskedItem[], id: string): AskedItem | undefined {
  for (const asked of all) {
    const found = nodeId(asked) === id ? asked : findAsked(asked.items, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The theme that a branch belongs to. */
function themeOf(themes: readonly AskedItem[], id: string): AskedItem | undefined {
  return themes.find((theme) => nodeId(theme) === id || findAsked(theme.items, id) !== undefined);
}

/** Themes, subthemes and questions as a map, to walk through with the arrows and to zoom in. */
export function Mindmap({ desk }: { desk: Desk }) {
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const [parameters, setParameters] = useSearchParams();
  const themes = desk.asked.items;
  const theme = themes.find((each) => nodeId(each) === parameters.get("theme"));
  const root = useTree(desk, theme);
  const [focus, setFocus] = useState<string>(root.id);
  const [opened, setOpened] = useState<string | null>(null);
  const moved = useRef(false);
  const current = useMemo(() => findAsked(themes, opened ?? ""), [themes, opened]);

  const zoom = (to: AskedItem | undefined, focused: string) => {
    moved.current = true;
    setFocus(focused);
    setParameters(to === undefined ? { view: "map" } : { view: "map", theme: nodeId(to) }, {
      preventScrollReset: true,
    });
  };
  const open = (id: string) => {
    const asked = findAsked(themes, id);
    if (theme === undefined) return zoom(themeOf(themes, id), id);
    if (id === root.id) return zoom(undefined, id);
    if (asked && isQuestion(asked.item)) setOpened(id);
  };
  const leave = () => {
    if (theme !== undefined) zoom(undefined, nodeId(theme));
  };

  useEffect(() => {
    if (!moved.current || opened !== null) return;
    document.getElementById(`branch-${focus}`)?.focus();
  }, [focus, theme, opened]);

  return (
    <section className="rg-panel" aria-label={t("map.label")}>
      <MindmapBar zoomed={theme !== undefined} onLeave={leave} />
      <MindmapDrawing
        root={root}
        zoomed={theme !== undefined}
        focus={focus}
        label={t("map.label")}
        isFlagged={(id) => desk.answers.at(findAsked(themes, id)?.item.link_id ?? "", 0)?.on_agenda ?? false}
        onFocus={(id) => {
          moved.current = true;
          setFocus(id);
        }}
        onOpen={open}
        onLeave={leave}
      />
      {current !== undefined && (
        <QuestionDialog
          desk={desk}
          asked={current}
          title={format.text(theme?.item.text ?? current.item.text)}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}

function MindmapBar({ zoomed, onLeave }: { zoomed: boolean; onLeave: () => void }) {
  const { t } = useTranslation("assessment");
  return (
    <div className="rg-row rg-map__bar">
      <p className="rg-small">{t("map.keys")}</p>
      {zoomed && (
        <Button kind="secondary" small onClick={onLeave}>
          {t("map.whole")}
        </Button>
      )}
    </div>
  );
}

interface QuestionDialogProps {
  desk: Desk;
  asked: AskedItem;
  title: string;
  onClose: () => void;
}

function QuestionDialog({ desk, asked, title, onClose }: QuestionDialogProps) {
  const { t } = useTranslation("assessment");
  const close = () => {
    desk.answers.flush();
    onClose();
  };
  return (
    <Dialog wide title={title} onClose={close}>
      <AskedQuestion desk={desk} item={asked.item} instance={asked.instance} />
      <DialogActions>
        <Button onClick={close}>{t("map.back")}</Button>
      </DialogActions>
    </Dialog>
  );
}
