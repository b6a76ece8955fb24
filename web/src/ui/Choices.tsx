import { Checkbox as AmsCheckbox, Radio } from "@amsterdam/design-system-react";
import { GroupParts, type FieldProps } from "./FieldParts";
import type { Option } from "./Select";
import { useField } from "./formContext";
import { classes } from "./classes";

function ChoiceText({ option }: { option: Option }) {
  if (option.explanation === undefined) return <>{option.label}</>;
  return (
    <span>
      {option.label} <span className="rg-choice__explanation">{option.explanation}</span>
    </span>
  );
}

interface CheckboxProps {
  label: string;
  explanation?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** A single yes. */
export function Checkbox({ label, explanation, checked, onChange, disabled }: CheckboxProps) {
  return (
    <AmsCheckbox checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)}>
      <ChoiceText option={{ value: "", label, explanation }} />
    </AmsCheckbox>
  );
}

interface CheckboxGroupProps<Value extends string> extends FieldProps {
  options: readonly Option<Value>[];
  values: readonly Value[];
  onChange: (values: Value[]) => void;
  /** Several beside each other, for long lists of short words. */
  columns?: boolean;
}

/** Any number of a list; the values stay in the order of the options. */
export function CheckboxGroup<Value extends string>(props: CheckboxGroupProps<Value>) {
  const { label, hint, optional, pointer, options, values, onChange, columns, disabled } = props;
  const field = useField(pointer, label);
  const toggle = (value: Value, checked: boolean) => {
    const wanted = (candidate: Value) => (candidate === value ? checked : values.includes(candidate));
    onChange(options.map((option) => option.value).filter(wanted));
  };
  return (
    <GroupParts field={field} label={label} hint={hint} optional={optional}>
      <div className={classes(columns && "rg-choices--columns")}>
        {options.map((option) => (
          <AmsCheckbox
            key={option.value}
            checked={values.includes(option.value)}
            disabled={disabled}
            invalid={field.invalid}
            onChange={(event) => toggle(option.value, event.target.checked)}
          >
            <ChoiceText option={option} />
          </AmsCheckbox>
        ))}
      </div>
    </GroupParts>
  );
}

interface RadioGroupProps<Value extends string> extends FieldProps {
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  columns?: boolean;
}

/** Exactly one of a short list, all in sight. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, hint, optional, pointer, options, value, onChange, columns, disabled } = props;
  const field = useField(pointer, label);
  return (
    <GroupParts field={field} label={label} hint={hint} optional={optional}>
      <div className={classes(columns && "rg-choices--columns")}>
        {options.map((option) => (
          <Radio
            key={option.value}
            name={field.id}
            value={option.value}
            checked={value === option.value}
            disabled={disabled}
            invalid={field.invalid}
            onChange={() => onChange(option.value)}
          >
            <ChoiceText option={option} />
          </Radio>
        ))}
      </div>
    </GroupParts>
  );
}
