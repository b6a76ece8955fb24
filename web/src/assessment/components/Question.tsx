import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FactList, type Fact } from "../../facts/components/FactList";
import { Button } from "../../ui/Button";
import { Checkbox, RadioGroup } from "../../ui/Choices";
import { Tag } from "../../ui/Tag";
import { TextArea } from "../../ui/TextArea";
import { useFormat } from "../../ui/format";
import type { PendingAnswer } from "../answerDesk";
import { isAnswered } from "../evaluation";
import { placeKey, type Answer, type AnswerChange, type Item, type Note } from "../types";
import { AnswerField } from "./AnswerField";
import { AnswerConflict } from "./AnswerConflict";
import { ComputedNote } from "./ComputedNote";
import { QuestionNotes } from "./QuestionNotes";
import { SaveState } from "./SaveState";

export interface QuestionProps {
  assessmentId: string;
  item: Item;
  instance: number;
  answer: Answer | undefined;
  /** As the server has it. */
  saved: Answer | undefined;
  pending: PendingAnswer | undefined;
  notes: readonly Note[];
  facts: readonly Fact[];
  mayWrite: boolean;
  onChange: (change: AnswerChange, typing?: boolean) => void;
  onSettle: (linkId: string, instance: number, mine: boolean) => void;
}

export function questionId(linkId: string, instance: number): string {
  return `question-${placeKey(linkId, instance).replace("#", "-")}`;
}

const maturities = ["0", "1", "2", "3", "4"] as const;

function changeOf({ item, instance, answer }: QuestionProps): AnswerChange {
  return {
    link_id: item.link_id,
    instance,
    values: answer?.values ?? [],
    not_applicable: answer?.not_applicable,
    maturity: answer?.maturity,
    on_agenda: answer?.on_agenda,
    overruled: answer?.overruled,
  };
}

/** One question: its answer, where that comes from, what people say about it and what proves it. */
export const Question = memo(function Question(props: QuestionProps) {
  const { item, instance, answer, saved, pending, notes, facts, mayWrite, onChange, onSettle } = props;
  const format = useFormat();
  const [reasoning, setReasoning] = useState(false);
  const base = changeOf(props);
  const asksReason = reasoning || Boolean(answer?.not_applicable);
  return (
    <article id={questionId(item.link_id, instance)} className="rg-question" tabIndex={-1}>
      <AnswerOrReason
        {...props}
        base={base}
        label={`${format.text(item.text)}${item.required ? " *" : ""}`}
        asksReason={asksReason}
        onBack={() => setReasoning(false)}
      />
      <ComputedNote
        item={item}
        saved={saved}
        pending={pending}
        disabled={!mayWrite}
        onOverrule={(overruled, typing) => onChange({ ...base, overruled }, typing)}
        onTakeBack={(values) => onChange({ ...base, values, not_applicable: null, overruled: null })}
      />
      {item.maturity && <Maturity base={base} {...props} />}
      {facts.length > 0 && <FactList facts={facts} />}
      {pending?.waiting === "conflict" && (
        <AnswerConflict
          item={item}
          mine={pending.change}
          theirs={saved}
          onSettle={(mine) => onSettle(item.link_id, instance, mine)}
        />
      )}
      <QuestionBar
        {...props}
        asksReason={asksReason}
        onNotApplicable={() => setReasoning(true)}
        onClear={() => onChange({ ...base, values: [] })}
      />
      <QuestionNotes
        assessmentId={props.assessmentId}
        linkId={item.link_id}
        question={format.text(item.text)}
        notes={notes}
        mayWrite={mayWrite}
      />
    </article>
  );
});

interface AnswerOrReasonProps extends QuestionProps {
  base: AnswerChange;
  label: string;
  asksReason: boolean;
  onBack: () => void;
}

/** The answer, or why the question does not apply here. */
function AnswerOrReason(props: AnswerOrReasonProps) {
  const { item, base, answer, saved, label, mayWrite, onBack, onChange } = props;
  const format = useFormat();
  if (!props.asksReason)
    return (
      <AnswerField
        item={item}
        label={label}
        hint={item.help ? format.text(item.help) : undefined}
        values={answer?.values ?? []}
        disabled={!mayWrite}
        onChange={(values, typing) => onChange({ ...base, values, not_applicable: null }, typing)}
      />
    );
  return (
    <NotApplicable
      {...props}
      onBack={() => {
        onBack();
        if (answer?.not_applicable) onChange({ ...base, not_applicable: null });
      }}
      onReason={(reason, typing) =>
        onChange(
          {
            ...base,
            values: [],
            not_applicable: reason === "" ? null : reason,
            overruled: saved?.computed ? reason : null,
          },
          typing,
        )
      }
    />
  );
}

interface QuestionBarProps extends QuestionProps {
  asksReason: boolean;
  onNotApplicable: () => void;
  onClear: () => void;
}

/** How far the answer is, and what else can be said than an answer. */
function QuestionBar({ item, answer, saved, pending, mayWrite, asksReason, ...on }: QuestionBarProps) {
  const { t } = useTranslation("assessment");
  return (
    <div className="rg-question__state rg-row">
      {item.required && !isAnswered(answer) && <Tag tone="soon">{t("question.required")}</Tag>}
      <SaveState pending={pending} saved={saved} />
      {mayWrite && !asksReason && (
        <Button kind="quiet" small className="rg-no-print" onClick={on.onNotApplicable}>
          {t("question.not_applicable")}
        </Button>
      )}
      {mayWrite && (answer?.values.length ?? 0) > 0 && (
        <Button kind="quiet" small className="rg-no-print" onClick={on.onClear}>
          {t("question.clear")}
        </Button>
      )}
    </div>
  );
}

interface NotApplicableProps extends QuestionProps {
  label: string;
  onBack: () => void;
  onReason: (reason: string, typing: boolean) => void;
}

function NotApplicable({ label, answer, mayWrite, onBack, onReason }: NotApplicableProps) {
  const { t } = useTranslation("assessment");
  const [reason, setReason] = useState(answer?.not_applicable ?? "");
  return (
    <div className="rg-stack">
      <p>
        <strong>{label}</strong>
      </p>
      <TextArea
        label={t("question.not_applicable_reason")}
        rows={2}
        maxLength={2000}
        disabled={!mayWrite}
        value={mayWrite ? reason : (answer?.not_applicable ?? "")}
        onChange={(text) => {
          setReason(text);
          if (text.trim() !== "") onReason(text.trim(), true);
        }}
      />
      {mayWrite && (
        <div className="rg-no-print">
          <Button kind="quiet" small onClick={onBack}>
            {t("question.applicable")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Maturity({ base, answer, mayWrite, onChange }: QuestionProps & { base: AnswerChange }) {
  const { t } = useTranslation("assessment");
  const value = maturities.find((each) => Number(each) === answer?.maturity) ?? null;
  return (
    <div className="rg-question__maturity">
      <RadioGroup
        label={t("maturity.label")}
        hint={t("maturity.hint")}
        columns
        disabled={!mayWrite}
        options={maturities.map((each) => ({ value: each, label: t(`maturity.${each}`) }))}
        value={value}
        onChange={(chosen) => onChange({ ...base, maturity: Number(chosen) })}
      />
      <Checkbox
        label={t("maturity.agenda")}
        checked={answer?.on_agenda ?? false}
        disabled={!mayWrite}
        onChange={(on_agenda) => onChange({ ...base, on_agenda })}
      />
    </div>
  );
}
