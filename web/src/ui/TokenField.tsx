import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { ActionText } from "./ActionText";
import { Button } from "./Button";
import { FieldParts, type FieldProps } from "./FieldParts";
import { Icon } from "./Icon";
import type { Option } from "./Select";
import { VisuallyHidden } from "./VisuallyHidden";
import { describedBy, useField } from "./formContext";

interface TokenFieldProps extends FieldProps {
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** Offered while typing; the label is shown, the value is kept. */
  suggestions?: readonly Option[];
  /** Only what is suggested can be added. */
  closed?: boolean;
}

interface TokensProps {
  values: readonly string[];
  labelOf: (value: string) => string;
  onRemove: (value: string) => void;
  disabled: boolean | undefined;
}

function Tokens({ values, labelOf, onRemove, disabled }: TokensProps) {
  const { t } = useTranslation("ui");
  if (values.length === 0) return null;
  return (
    <ul className="rg-tokens">
      {values.map((value) => (
        <li key={value} className="rg-token">
          {labelOf(value)}
          <button type="button" disabled={disabled} onClick={() => onRemove(value)}>
            <Icon name="close" />
            <VisuallyHidden>{t("remove", { value: labelOf(value) })}</VisuallyHidden>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What was typed counts, also when somebody sends the form without adding it. */
function useAddedOnSubmit(add: () => void) {
  const input = useRef<HTMLInputElement>(null);
  const addNow = useEffectEvent(() => flushSync(add));
  useEffect(() => {
    const form = input.current?.form;
    const before = () => addNow();
    form?.addEventListener("submit", before, true);
    return () => form?.removeEventListener("submit", before, true);
  }, []);
  return input;
}

/** What is being typed, and adding it: by its label or value, or as it stands. */
function useTyping({ values, onChange, suggestions = [], closed = false }: TokenFieldProps) {
  const [typed, setTyped] = useState("");

  function add() {
    const text = typed.trim();
    const known = suggestions.find(
      ({ label, value }) => label.toLowerCase() === text.toLowerCase() || value === text,
    );
    const value = known?.value ?? (closed ? undefined : text);
    if (value === undefined || value === "") return;
    if (!values.includes(value)) onChange([...values, value]);
    setTyped("");
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  }

  const input = useAddedOnSubmit(add);
  return { typed, setTyped, add, onKeyDown, input };
}

/** A list of words: typed or picked one by one, each removable. Enter adds. */
export function TokenField(props: TokenFieldProps) {
  const { label, hint, optional, pointer, values, onChange, suggestions = [], disabled } = props;
  const { t } = useTranslation("ui");
  const field = useField(pointer, label);
  const listId = useId();
  const { typed, setTyped, add, onKeyDown, input } = useTyping(props);
  const labelOf = (value: string) => suggestions.find((option) => option.value === value)?.label ?? value;

  return (
    <FieldParts field={field} label={label} hint={hint} optional={optional}>
      <Tokens
        values={values}
        labelOf={labelOf}
        disabled={disabled}
        onRemove={(value) => onChange(values.filter((other) => other !== value))}
      />
      <div className="rg-tokens__add">
        <input
          ref={input}
          id={field.id}
          className="ams-text-input"
          value={typed}
          list={listId}
          disabled={disabled}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
          aria-invalid={field.invalid || undefined}
          aria-describedby={describedBy(field, hint)}
        />
        <Button kind="secondary" onClick={add} disabled={disabled}>
          <ActionText action={t("add")} about={label} />
        </Button>
      </div>
      <datalist id={listId}>
        {suggestions
          .filter((option) => !values.includes(option.value))
          .map((option) => (
            <option key={option.value} value={option.label} />
          ))}
      </datalist>
    </FieldParts>
  );
}
