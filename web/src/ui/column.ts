import type { ReactNode } from "react";

export interface Sort<Key extends string = string> {
  key: Key;
  direction: "ascending" | "descending";
}

export interface Column<Row, Key extends string = string> {
  key: Key;
  header: string;
  cell: (row: Row) => ReactNode;
  sortable?: boolean;
  /** Numbers stand at the end. */
  end?: boolean;
  /** Names the row for screen readers and heads its card on a phone. One column per table. */
  rowHeader?: boolean;
  /** For a column of buttons: the header is for screen readers only. */
  headerHidden?: boolean;
}
