import { useTranslation } from "react-i18next";
import type { Column, Sort } from "./column";
import { Select } from "./Select";
import { VisuallyHidden } from "./VisuallyHidden";
import { classes } from "./classes";

interface HeadProps<Row, Key extends string> {
  columns: readonly Column<Row, Key>[];
  sort: Sort<Key> | undefined;
  onSort: ((sort: Sort<Key>) => void) | undefined;
}

function opposite(direction: Sort["direction"]): Sort["direction"] {
  return direction === "ascending" ? "descending" : "ascending";
}

export function TableHead<Row, Key extends string>({ columns, sort, onSort }: HeadProps<Row, Key>) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface HeaderCellProps<Row, Key extends string> extends Omit<HeadProps<Row, Key>, "columns"> {
  column: Column<Row, Key>;
}

function HeaderCell<Row, Key extends string>({ column, sort, onSort }: HeaderCellProps<Row, Key>) {
  const direction = sort?.key === column.key ? sort.direction : undefined;
  const arrow = { ascending: "▲", descending: "▼" };
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={direction}
      className={classes(column.end && "rg-table__end") || undefined}
    >
      {column.sortable && onSort !== undefined ? (
        <button
          type="button"
          className="rg-table__sort"
          onClick={() =>
            onSort({
              key: column.key,
              direction: direction === undefined ? "ascending" : opposite(direction),
            })
          }
        >
          {column.header}
          <span className="rg-table__arrow" aria-hidden="true">
            {direction === undefined ? "" : arrow[direction]}
          </span>
        </button>
      ) : column.headerHidden ? (
        <VisuallyHidden>{column.header}</VisuallyHidden>
      ) : (
        column.header
      )}
    </th>
  );
}

/** Cards have no column headers to press: on a phone the order is chosen from a list. */
export function PhoneSort<Row, Key extends string>({ columns, sort, onSort }: HeadProps<Row, Key>) {
  const { t } = useTranslation("ui");
  const sortable = columns.filter((column) => column.sortable);
  if (onSort === undefined || sortable.length === 0) return null;
  const options = sortable.flatMap(({ key, header: column }) => [
    { value: `${key} ascending`, label: t("sorted_ascending", { column }) },
    { value: `${key} descending`, label: t("sorted_descending", { column }) },
  ]);
  const choose = (value: string | null) => {
    const column = sortable.find(({ key }) => value?.startsWith(`${key} `));
    if (column === undefined || value === null) return;
    onSort({ key: column.key, direction: value.endsWith(" descending") ? "descending" : "ascending" });
  };
  return (
    <div className="rg-table__phone-sort">
      <Select
        label={t("sort_by")}
        options={options}
        value={sort === undefined ? null : `${sort.key} ${sort.direction}`}
        onChange={choose}
      />
    </div>
  );
}
