import { useTranslation } from "react-i18next";
import type { Schema } from "../../api/types";
import { FilterMenu } from "../../portfolio/components/FilterMenu";
import { Checkbox } from "../../ui/Choices";
import { FilterBar, FilterChips } from "../../ui/Filters";
import type { Option } from "../../ui/Select";
import { useFormat, type Format } from "../../ui/format";
import {
  cleared,
  filterKeys,
  isFiltered,
  withFilter,
  type FilterKey,
  type MarketState,
} from "../marketQuery";

type List = Schema<"MarketList">;

interface MarketFiltersProps {
  list: List;
  state: MarketState;
  onChange: (state: MarketState) => void;
}

/** The type of device is chosen at a product: nobody knows its letters by heart. */
const menuKeys = ["field", "year", "company"] as const;

function yearsOf(list: List): Option[] {
  const first = Number(list.from.slice(0, 4));
  const last = Number(list.until.slice(0, 4));
  return Array.from({ length: last - first + 1 }, (_, index) => String(last - index)).map((year) => ({
    value: year,
    label: year,
  }));
}

function optionsOf(key: FilterKey, list: List, format: Format): Option[] {
  const counted = (name: string, count: number) => `${name} (${format.number(count)})`;
  switch (key) {
    case "field":
      return list.fields.map(({ id, name, count }) => ({
        value: id,
        label: counted(format.text(name), count),
      }));
    case "year":
      return yearsOf(list);
    case "company":
      return list.companies.map(({ id, name, count }) => ({ value: id, label: counted(name, count) }));
    case "product_code":
      return [];
  }
}

function nameOf(key: FilterKey, value: string, list: List, format: Format): string {
  if (key === "field") {
    const field = list.fields.find(({ id }) => id === value);
    return field === undefined ? value : format.text(field.name);
  }
  if (key === "company") return list.companies.find(({ id }) => id === value)?.name ?? value;
  return value;
}

export function MarketFilters({ list, state, onChange }: MarketFiltersProps) {
  const { t } = useTranslation("market");
  const format = useFormat();
  const count = filterKeys.reduce((sum, key) => sum + state.filters[key].length, 0);
  return (
    <FilterBar count={count}>
      {menuKeys.map((key) => (
        <FilterMenu
          key={key}
          label={t(`filter.${key}`)}
          options={optionsOf(key, list, format)}
          values={state.filters[key]}
          onChange={(chosen) => onChange(withFilter(state, key, chosen))}
        />
      ))}
      <Checkbox
        label={t("resembling")}
        checked={state.resembling}
        onChange={(resembling) => onChange({ ...state, resembling, offset: 0 })}
      />
    </FilterBar>
  );
}

/** What is filtered on now, each with a way to take it off. Printed too, so that a page tells what it shows. */
export function ActiveMarketFilters({ list, state, onChange }: MarketFiltersProps) {
  const { t } = useTranslation("market");
  const format = useFormat();
  if (!isFiltered(state)) return null;
  const chips = filterKeys.flatMap((key) =>
    state.filters[key].map((value) => ({
      id: `${key} ${value}`,
      name: `${t(`filter.${key}`)}: ${nameOf(key, value, list, format)}`,
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
  if (state.resembling) {
    chips.push({
      id: "resembling",
      name: t("resembling"),
      without: { ...state, resembling: false, offset: 0 },
    });
  }
  return <FilterChips chips={chips} onChange={onChange} onClear={() => onChange(cleared())} />;
}
