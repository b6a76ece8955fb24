import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckboxGroup } from "../../ui/Choices";
import type { Option } from "../../ui/Select";
import { TextField } from "../../ui/TextField";
import { Popover } from "./Popover";

interface FilterMenuProps {
  label: string;
  options: readonly Option[];
  values: readonly string[];
  onChange: (values: string[]) => void;
}

/** From so many values on, a field to narrow the list helps. */
const narrowFrom = 12;
const shownAtMost = 60;

/** One filter: values beside each other are alternatives. */
export function FilterMenu({ label, options, values, onChange }: FilterMenuProps) {
  const { t } = useTranslation("portfolio");
  const [typed, setTyped] = useState("");
  const wanted = typed.trim().toLowerCase();
  const shown = options
    .filter((option) => values.includes(option.value) || option.label.toLowerCase().includes(wanted))
    .slice(0, shownAtMost);
  // Chosen values out of sight stay chosen.
  const hidden = values.filter((value) => !shown.some((option) => option.value === value));
  const count = values.length === 0 ? "" : ` (${values.length})`;
  return (
    <Popover summary={`${label}${count}`} chosen={values.length > 0}>
      {options.length > narrowFrom && (
        <TextField
          label={t("register.filter_narrow")}
          type="search"
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
      )}
      {shown.length === 0 ? (
        <p>{t("register.filter_narrow_none")}</p>
      ) : (
        <CheckboxGroup
          label={label}
          options={shown}
          values={values}
          onChange={(chosen) => onChange([...hidden, ...chosen])}
        />
      )}
    </Popover>
  );
}
