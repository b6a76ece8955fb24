import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Choices";
import { Icon } from "../../ui/Icon";
import type { Option } from "../../ui/Select";
import { VisuallyHidden } from "../../ui/VisuallyHidden";
import { classes } from "../../ui/classes";
import { useLabels, type Labels } from "../labels";
import {
  cleared,
  filterKeys,
  isFiltered,
  withFilter,
  type FilterKey,
  type RegisterState,
} from "../registerQuery";
import { allPhases, attentions } from "../vocabulary";
import { FilterMenu } from "./FilterMenu";

interface RegisterFiltersProps {
  state: RegisterState;
  values: Schema<"FilterValues">;
  onChange: (state: RegisterState) => void;
}

const plain = (values: readonly string[]): Option[] => values.map((value) => ({ value, label: value }));

function useFilterOptions(values: Schema<"FilterValues">): (key: FilterKey) => Option[] {
  const { t } = useTranslation("portfolio");
  const labels: Labels = useLabels();
  return (key) => {
    switch (key) {
      case "phase":
        return allPhases.map((phase) => ({ value: phase, label: labels.phase(phase) }));
      case "attention":
        return attentions.map((value) => ({ value, label: t(`attention.${value}`) }));
      case "department":
        return labels.departments();
      case "process":
        return labels.terms("processes").map(({ value, label }) => ({ value, label }));
      case "supplier":
        return plain(values.suppliers);
      case "owner":
        return plain(values.owners);
      default:
        return labels.words(key);
    }
  };
}

export function RegisterFilters({ state, values, onChange }: RegisterFiltersProps) {
  const { t } = useTranslation("portfolio");
  const optionsOf = useFilterOptions(values);
  const [open, setOpen] = useState(false);
  const count = filterKeys.reduce((sum, key) => sum + state.filters[key].length, 0);
  return (
    <div className="rg-stack rg-no-print">
      <div className="rg-register__toggle">
        <Button kind="secondary" aria-expanded={open} onClick={() => setOpen(!open)}>
          {count === 0 ? t("register.filters") : t("register.filters_count", { count })}
        </Button>
      </div>
      <div
        className={classes("rg-register__filters", open && "rg-register__filters--open")}
        role="group"
        aria-label={t("register.filters")}
      >
        {filterKeys.map((key) => (
          <FilterMenu
            key={key}
            label={t(`filter.${key}`)}
            options={optionsOf(key)}
            values={state.filters[key]}
            onChange={(chosen) => onChange(withFilter(state, key, chosen))}
          />
        ))}
        <Checkbox
          label={t("register.ended")}
          checked={state.ended}
          onChange={(ended) => onChange({ ...state, ended, offset: 0 })}
        />
      </div>
    </div>
  );
}

/** What is filtered on now, each with a way to take it off. Printed too, so that a page tells what it shows. */
export function ActiveFilters({ state, values, onChange }: RegisterFiltersProps) {
  const { t } = useTranslation("portfolio");
  const optionsOf = useFilterOptions(values);
  const labels = useLabels();
  if (!isFiltered(state)) return null;
  const nameOf = (key: FilterKey, value: string) =>
    optionsOf(key).find((option) => option.value === value)?.label ??
    (key === "department" ? labels.department(value) : value);
  const chips = filterKeys.flatMap((key) =>
    state.filters[key].map((value) => ({
      id: `${key} ${value}`,
      name: `${t(`filter.${key}`)}: ${nameOf(key, value)}`,
      without: withFilter(
        state,
        key,
        state.filters[key].filter((other) => other !== value),
      ),
    })),
  );
  if (state.search !== "") {
    chips.unshift({ id: "search", name: `“${state.search}”`, without: { ...state, search: "", offset: 0 } });
  }
  if (state.ended) {
    chips.push({ id: "ended", name: t("register.ended"), without: { ...state, ended: false, offset: 0 } });
  }
  return (
    <div className="rg-chips">
      <span className="rg-soft">{t("register.active")}</span>
      <ul className="rg-plain-list rg-chips">
        {chips.map(({ id, name, without }) => (
          <li key={id} className="rg-token">
            {name}
            <button type="button" className="rg-no-print" onClick={() => onChange(without)}>
              <Icon name="close" />
              <VisuallyHidden>{t("register.remove_filter", { name })}</VisuallyHidden>
            </button>
          </li>
        ))}
      </ul>
      <Button kind="quiet" small onClick={() => onChange(cleared(state))}>
        {t("register.clear")}
      </Button>
    </div>
  );
}
