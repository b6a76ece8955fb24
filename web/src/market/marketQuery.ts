import type { paths } from "../api/schema";
import type { Schema } from "../api/types";

export type ListQuery = NonNullable<paths["/api/v1/market"]["get"]["parameters"]["query"]>;
export type FigureQuery = NonNullable<paths["/api/v1/market/figures"]["get"]["parameters"]["query"]>;
export type SortKey = Schema<"MarketSort">;

export const filterKeys = ["field", "year", "company", "product_code"] as const;
export type FilterKey = (typeof filterKeys)[number];

const sortKeys: readonly SortKey[] = ["decided_on", "device", "company", "field", "number"];

export const pageSize = 50;

/** Everything that the page's address says. */
export interface MarketState {
  search: string;
  filters: Record<FilterKey, string[]>;
  resembling: boolean;
  sort: SortKey;
  direction: "ascending" | "descending";
  offset: number;
}

export function sortKeyOf(name: string | null): SortKey | undefined {
  return sortKeys.find((key) => key === name);
}

/** Years are numbers, and nothing but years. */
function readFilter(key: FilterKey, values: string[]): string[] {
  const kept = key === "year" ? values.filter((value) => /^\d{4}$/.test(value)) : values;
  return [...new Set(kept)].filter((value) => value !== "");
}

/** Reads the address; what it cannot understand falls back to the default. */
export function readState(parameters: URLSearchParams): MarketState {
  const offset = Number(parameters.get("offset") ?? 0);
  const filters = Object.fromEntries(
    filterKeys.map((key) => [key, readFilter(key, parameters.getAll(key))]),
  ) as Record<FilterKey, string[]>;
  const sort = sortKeyOf(parameters.get("sort"));
  return {
    search: parameters.get("search") ?? "",
    filters,
    resembling: parameters.get("resembling") === "true",
    sort: sort ?? "decided_on",
    direction:
      sort === undefined || parameters.get("direction") === "descending" ? "descending" : "ascending",
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
  };
}

/** What is searched and filtered, without order and place in the list. */
export function selectionParameters(state: MarketState): URLSearchParams {
  const parameters = new URLSearchParams();
  if (state.search !== "") parameters.set("search", state.search);
  for (const key of filterKeys) for (const value of state.filters[key]) parameters.append(key, value);
  if (state.resembling) parameters.set("resembling", "true");
  return parameters;
}

/** The address of this state; defaults are left out, so that addresses stay short. */
export function writeState(state: MarketState): URLSearchParams {
  const parameters = selectionParameters(state);
  if (state.sort !== "decided_on" || state.direction !== "descending") {
    parameters.set("sort", state.sort);
    parameters.set("direction", state.direction);
  }
  if (state.offset > 0) parameters.set("offset", String(state.offset));
  return parameters;
}

/** What is asked of the server for figures. */
export function figureQuery(state: MarketState): FigureQuery {
  const { field, year, company, product_code } = state.filters;
  return {
    ...(state.search === "" ? {} : { search: state.search }),
    ...(field.length === 0 ? {} : { field }),
    ...(year.length === 0 ? {} : { year: year.map(Number) }),
    ...(company.length === 0 ? {} : { company }),
    ...(product_code.length === 0 ? {} : { product_code }),
    ...(state.resembling ? { resembling: true } : {}),
  };
}

/** What is asked of the server for a page of the list. */
export function listQuery(state: MarketState): ListQuery {
  const { sort, direction, offset } = state;
  return { ...figureQuery(state), sort, direction, offset, limit: pageSize };
}

export function isFiltered(state: MarketState): boolean {
  return state.search !== "" || state.resembling || filterKeys.some((key) => state.filters[key].length > 0);
}

/** Another selection begins at its first page. */
export function withFilter(state: MarketState, key: FilterKey, values: string[]): MarketState {
  return { ...state, offset: 0, filters: { ...state.filters, [key]: values } };
}

export function cleared(): MarketState {
  return readState(new URLSearchParams());
}
