import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { useFacts } from "../../facts/api";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/TextField";
import { useFormat } from "../../ui/format";
import type { PendingAnswer } from "../answerDesk";
import { useInstruments } from "../api";
import type { Answer, Item } from "../types";
import { useValueText } from "../valueText";

interface ComputedNoteProps {
  item: Item;
  saved: Answer | undefined;
  pending: PendingAnswer | undefined;
  disabled: boolean;
  onOverrule: (reason: string, typing: boolean) => void;
  /** Takes what was computed for an answer again. */
  onTakeBack: (values: unknown[]) => void;
}

/** The titles of the facts or of the questionnaire that an answer was computed from. */
function useSourceText(computed: Answer["computed"]): string {
  const format = useFormat();
  const { origin, from = "" } = computed ?? {};
  const facts = useFacts(undefined, origin === "fact").data;
  const instruments = useInstruments(origin === "assessment").data;
  if (origin !== "fact" && origin !== "assessment") return from;
  const known: readonly { id: string; title: Schema<"LocalizedText"> }[] =
    (origin === "fact" ? facts : instruments) ?? [];
  const titles = from.split(", ").map((source) => {
    const found = known.find(({ id }) => id === source.split("/")[0]);
    return found ? format.text(found.title) : source;
  });
  return format.list([...new Set(titles)]);
}

/** What was filled in by itself and from what, and why somebody answers otherwise. */
export function ComputedNote(props: ComputedNoteProps) {
  const { item, saved, pending, disabled, onOverrule, onTakeBack } = props;
  const { t } = useTranslation("assessment");
  const format = useFormat();
  const read = useValueText();
  const [reason, setReason] = useState(saved?.overruled ?? "");
  const computed = saved?.computed;
  const from = useSourceText(computed);
  if (!computed || computed.origin === "initial" || computed.origin === "person") return null;
  const value = format.list(computed.values.map((each) => read(item, each)));
  const values = pending?.change.values ?? saved.values;
  const differs = JSON.stringify(values) !== JSON.stringify(computed.values);
  const overruled = differs && !(pending?.change ?? saved).not_applicable;
  return (
    <div className="rg-inset rg-stack">
      <p className="rg-small">
        {t(`computed.${computed.origin}`, { value, from, at: format.dateTime(computed.at) })}{" "}
        {typeof computed.base === "number" && t("computed.base", { n: format.number(computed.base) })}
      </p>
      {overruled && (
        <>
          <TextField
            label={t("computed.reason")}
            value={disabled ? (saved.overruled ?? "") : reason}
            disabled={disabled}
            maxLength={2000}
            onChange={(text) => {
              setReason(text);
              onOverrule(text.trim(), true);
            }}
          />
          {!disabled && (
            <div className="rg-no-print">
              <Button kind="quiet" small onClick={() => onTakeBack(computed.values)}>
                {t("computed.take_back")}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
