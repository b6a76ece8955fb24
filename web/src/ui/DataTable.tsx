import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { TableHead, PhoneSort } from "./TableHead";
import { classes } from "./classes";
import type { Column, Sort } from "./column";

interface DataTableProps<Row, Key extends string> {
  caption: string;
  /** The heading above already says it. */
  captionHidden?: boolean;
  columns: readonly Column<Row, Key>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  sort?: Sort<Key>;
  onSort?: (sort: Sort<Key>) => void;
  /** Stay a table on a phone and scroll sideways, for figures that must be compared. */
  keepTable?: boolean;
  /** What stands below a row over the full width; `null` when the row is closed. */
  expansion?: (row: Row) => ReactNode;
}

/** Wide tables scroll inside a region that takes the focus, so that the keyboard can reach it. */
function useOverflow() {
  const region = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { region, overflows };
}

export function DataTable<Row, Key extends string>(props: DataTableProps<Row, Key>) {
  const {
    caption,
    captionHidden = false,
    columns,
    rows,
    rowKey,
    sort,
    onSort,
    keepTable = false,
    expansion,
  } = props;
  const { region, overflows } = useOverflow();
  const id = useId();
  const scrolling = overflows ? { role: "region", "aria-labelledby": id, tabIndex: 0 } : {};
  return (
    <div>
      {!keepTable && <PhoneSort columns={columns} sort={sort} onSort={onSort} />}
      <div ref={region} className="rg-table__scroll" {...scrolling}>
        <table className={classes("rg-table", !keepTable && "rg-table--cards")} role="table">
          <caption id={id} className={classes(captionHidden && "ams-visually-hidden") || undefined}>
            {caption}
          </caption>
          <TableHead columns={columns} sort={sort} onSort={onSort} />
          <tbody role="rowgroup">
            {rows.map((row) => (
              <Row key={rowKey(row)} row={row} columns={columns} expansion={expansion?.(row)} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface RowProps<Row, Key extends string> {
  row: Row;
  columns: readonly Column<Row, Key>[];
  expansion: ReactNode;
}

function Row<Row, Key extends string>({ row, columns, expansion }: RowProps<Row, Key>) {
  const expanded = expansion !== null && expansion !== undefined;
  return (
    <>
      <tr role="row" className={classes(expanded && "rg-table__opened") || undefined}>
        {columns.map((column) => (
          <Cell key={column.key} column={column} row={row} />
        ))}
      </tr>
      {expanded && (
        <tr role="row">
          <td role="cell" colSpan={columns.length}>
            {expansion}
          </td>
        </tr>
      )}
    </>
  );
}

function Cell<Row, Key extends string>({ column, row }: { column: Column<Row, Key>; row: Row }) {
  const content = column.cell(row);
  if (column.rowHeader) {
    return (
      <th scope="row" role="rowheader">
        {content}
      </th>
    );
  }
  return (
    <td
      role="cell"
      data-label={column.headerHidden ? undefined : column.header}
      className={classes(column.end && "rg-table__end") || undefined}
    >
      <div>{content}</div>
    </td>
  );
}
