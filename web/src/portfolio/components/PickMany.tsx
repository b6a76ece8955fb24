import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckboxGroup } from "../../ui/Choices";
import { GroupParts, type FieldProps } from "../../ui/FieldParts";
import { Icon } from "../../ui/Icon";
import type { Option } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { useField } from "../../ui/formContext";
import { Popover } from "./Popover";

interface PickManyProps extends FieldProps {
  options: readonly Option[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}

/** Any number of a long list: what is chosen stands in sight, the rest opens on request. */
export function PickMany({ label, hint, pointer, options, values, onChange }: PickManyProps) {
  const { t } = useTranslation("portfolio");
  const ui = useTranslation("ui").t;
  const field = useField(pointer, label);
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const shown = options.filter((option) => option.label.toLowerCase().includes(wanted));
  const labelOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  const change = (chosen: string[]) =>
    onChange([...values.filter((value) => !shown.some((option) => option.value === value)), ...chosen]);
  return (
    <GroupParts field={field} label={label} hint={hint}>
      {values.length > 0 && (
        <ul className="rg-tokens">
          {values.map((value) => (
            <li key={value} className="rg-token">
              {labelOf(value)}
              <button type="button" onClick={() => onChange(values.filter((other) => other !== value))}>
                <Icon name="close" />
                <VisuallyHidden>{ui("remove", { value: labelOf(value) })}</VisuallyHidden>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Popover summary={t("editor.choose", { label: label.toLowerCase() })}>
        <TextField
          label={t("register.filter_narrow")}
          type="search"
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
        {shown.length === 0 ? (
          <p>{t("register.filter_narrow_none")}</p>
        ) : (
          <CheckboxGroup label={label} options={shown} values={values} onChange={change} />
        )}
      </Popover>
    </GroupParts>
  );
}
