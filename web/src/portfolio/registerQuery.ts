import type { paths } from "../api/schema";
import type { SortKey } from "./types";
import { allPhases, attentions, vocabulary } from "./vocabulary";

export type ServerQuery = NonNullable<paths["/api/v1/applications"]["get"]["parameters"]["query"]>;

/** Filters whose values are known beforehand; the others take any text that the server gave. */
const closedFilters = {
  phase: allPhases,
  technology: vocabulary.technology,
  domain: vocabulary.domain,
  risk_class: vocabulary.risk_class,
  medical_device: vocabulary.medical_device,
  attention: attentions,
} as const;

export const filterKeys = [
  "phase",
  "attention",
  "department",
  "process",
  "technology",
  "domain",
  "supplier",
  "owner",
  "risk_class",
  "medical_device",
] as const;
export type FilterKey = (typeof filterKeys)[number];

export const sortKeys: readonly SortKey[] = [
  "name",
  "code",
  "phase",
  "phase_since",
  "technology",
  "supplier",
  "owner",
  "risk_class",
  "medical_device",
  "completeness",
  "confirmed_at",
  "updated_at",
  "contract_ends_on",
];

export const columnKeys = [
  "name",
  "code",
  "phase",
  "phase_since",
  "technology",
  "domain",
  "origin",
  "use_case",
  "processes",
  "departments",
  "supplier",
  "product",
  "owner",
  "risk_class",
  "medical_device",
  "dpia",
  "completeness",
  "confirmed_at",
  "updated_at",
  "contract_ends_on",
  "next_review_on",
] as const;
export type ColumnKey = (typeof columnKeys)[number];

export const defaultColumns: readonly ColumnKey[] = [
  "name",
  "phase",
  "departments",
  "supplier",
  "owner",
  "risk_class",
  "completeness",
  "confirmed_at",
];

export const pageSize = 50;

/** Everything that the register's address says. */
export interface RegisterState {
  search: string;
  filters: Record<FilterKey, string[]>;
  ended: boolean;
  sort: SortKey;
  direction: "ascending" | "descending";
  offset: number;
  columns: readonly ColumnKey[];
}

function known<Value extends string>(allowed: readonly Value[], value: string | null): Value | undefined {
  return allowed.find((candidate) => candidate === value);
}

function readFilter(key: FilterKey, values: string[]): string[] {
  const allowed: readonly string[] | undefined =
    key in closedFilters ? closedFilters[key as keyof typeof closedFilters] : undefined;
  const kept = allowed === undefined ? values : values.filter((value) => allowed.includes(value));
  return [...new Set(kept)].filter((value) => value !== "");
}

export function readColumns(names: readonly string[]): readonly ColumnKey[] {
  const chosen = columnKeys.filter((key) => names.includes(key));
  if (chosen.length === 0) return defaultColumns;
  return chosen.includes("name") ? chosen : ["name", ...chosen];
}

/** Reads the address; what it cannot understand falls back to the default. */
export function readState(parameters: URLSearchParams): RegisterState {
  const offset = Number(parameters.get("offset") ?? 0);
  const filters = Object.fromEntries(
    filterKeys.map((key) => [key, readFilter(key, parameters.getAll(key))]),
  ) as Record<FilterKey, string[]>;
  return {
    search: parameters.get("search") ?? "",
    filters,
    ended: parameters.get("ended") === "true",
    sort: known(sortKeys, parameters.get("sort")) ?? "name",
    direction: parameters.get("direction") === "descending" ? "descending" : "ascending",
    offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0,
    columns: readColumns(parameters.get("columns")?.split(",") ?? []),
  };
}

function isDefaultColumns(columns: readonly ColumnKey[]): boolean {
  return columns.join() === defaultColumns.join();
}

/** What is searched, filtered and sorted, without the place in the list and the columns. */
export function selectionParameters(state: RegisterState): URLSearchParams {
  const parameters = new URLSearchParams();
  if (state.search !== "") parameters.set("search", state.search);
  for (const key of filterKeys) for (const value of state.filters[key]) parameters.append(key, value);
  if (state.ended) parameters.set("ended", "true");
  if (state.sort !== "name" || state.direction !== "ascending") {
    parameters.set("sort", state.sort);
    parameters.set("direction", state.direction);
  }
  return parameters;
}

/** The address of this state; defaults are left out, so that addresses stay short. */
export function writeState(state: RegisterState): URLSearchParams {
  const parameters = selectionParameters(state);
  if (state.offset > 0) parameters.set("offset", String(state.offset));
  if (!isDefaultColumns(state.columns)) parameters.set("columns", state.columns.join(","));
  return parameters;
}

/** What an export of this selection asks: every page of it. */
export function exportQuery(state: RegisterState): ServerQuery {
  const lists = Object.fromEntries(
    filterKeys.filter((key) => state.filters[key].length > 0).map((key) => [key, state.filters[key]]),
  ) as Pick<ServerQuery, FilterKey>;
  return {
    ...lists,
    ...(state.search === "" ? {} : { search: state.search }),
    ...(state.ended ? { ended: true } : {}),
    sort: state.sort,
    direction: state.direction,
  };
}

/** What is asked of the server. */
export function serverQuery(state: RegisterState): ServerQuery {
  return { ...exportQuery(state), offset: state.offset, limit: pageSize };
}

export function isFiltered(state: RegisterState): boolean {
  return state.search !== "" || state.ended || filterKeys.some((key) => state.filters[key].length > 0);
}

/** Another selection begins at its first page. */
export function withFilter(state: RegisterState, key: FilterKey, values: string[]): RegisterState {
  return { ...state, offset: 0, filters: { ...state.filters, [key]: values } };
}

export function cleared(state: RegisterState): RegisterState {
  return { ...readState(new URLSearchParams()), columns: state.columns };
}

/** Whether a saved view shows what this state shows, wherever in the list. */
export function matchesView(state: RegisterState, view: { query: string; columns: string[] }): boolean {
  const other = readState(new URLSearchParams(view.query));
  return (
    selectionParameters(state).toString() === selectionParameters(other).toString() &&
    state.columns.join() === readColumns(view.columns).join()
  );
}
