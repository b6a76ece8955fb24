import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { Checkbox } from "../../ui/Choices";
import { FilterBar, FilterChips } from "../../ui/Filters";
import type { Option } from "../../ui/Select";
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
  const count = filterKeys.reduce((sum, key) => sum + state.filters[key].length, 0);
  return (
    <FilterBar count={count}>
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
    </FilterBar>
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
  return <FilterChips chips={chips} onChange={onChange} onClear={() => onChange(cleared(state))} />;
}
