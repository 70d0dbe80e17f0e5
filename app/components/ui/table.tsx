import { Fragment, type ReactNode } from "react";
import { useFormat, useT } from "~/i18n/use-t";

export type Column<R> = {
  key: string;
  /** Empty for a column of buttons only. */
  header: ReactNode;
  cell: (row: R) => ReactNode;
  align?: "start" | "end" | "center";
  /** The cell that names the row; the first column unless one is marked. */
  rowHeader?: boolean;
  width?: string;
};

type Props<R> = {
  caption: string;
  captionVisible?: boolean;
  columns: Column<R>[];
  rows: readonly R[];
  rowKey: (row: R) => string;
  rowState?: (row: R) => "selected" | "warning" | undefined;
  /** Rows are already in order; a heading row is written each time the key changes. */
  group?: { key: (row: R) => string; heading: (row: R) => ReactNode };
  /** By column key; the first column says « Total » unless given. */
  footer?: Record<string, ReactNode>;
  empty?: ReactNode;
  /** Below 576 px each row stands as a card, its cells under one another with their titles. */
  stacked?: boolean;
};

/** A table that scrolls inside itself, first column fixed; its region takes the focus so that arrows can scroll it. */
export function DataTable<R>(props: Props<R>) {
  const {
    caption,
    captionVisible = false,
    columns,
    rows,
    rowKey,
    rowState,
    group,
    footer,
    empty,
    stacked = false,
  } = props;
  const t = useT();
  const named = columns.some((column) => column.rowHeader);
  const isHeader = (column: Column<R>, index: number) => (named ? column.rowHeader === true : index === 0);
  const alignOf = (column: Column<R>) => `ep-cell--${column.align ?? "start"}`;
  let last: string | undefined;
  const shape = stacked ? "ep-table ep-table--stacked" : "ep-table";
  // Cells that are no table cells for the style sheet stay ones for a screen reader.
  const role = (name: string) => (stacked ? name : undefined);
  const titleOf = ({ header }: Column<R>) => (stacked && typeof header === "string" && header ? header : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard.
    <section className={shape} tabIndex={0} aria-label={t("common.table.scrollable", { caption })}>
      <table role={role("table")}>
        <caption className={captionVisible ? undefined : "fr-sr-only"}>{caption}</caption>
        <thead role={role("rowgroup")}>
          <tr role={role("row")}>
            {columns.map((column) => {
              // A column of buttons may have no title; an empty <th> would announce nothing.
              const Cell = column.header ? "th" : "td";
              return (
                <Cell
                  key={column.key}
                  scope={column.header ? "col" : undefined}
                  role={role(column.header ? "columnheader" : "cell")}
                  className={alignOf(column)}
                  style={{ width: column.width }}
                >
                  {column.header}
                </Cell>
              );
            })}
          </tr>
        </thead>
        <tbody role={role("rowgroup")}>
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="ep-table__empty">
                {empty ?? t("common.table.empty")}
              </td>
            </tr>
          )}
          {rows.map((row) => {
            const key = group?.key(row);
            const opens = group && key !== last;
            last = key;
            const state = rowState?.(row);
            return (
              <Fragment key={rowKey(row)}>
                {opens && (
                  <tr className="ep-table__group" role={role("row")}>
                    <th scope="rowgroup" role={role("rowheader")} colSpan={columns.length}>
                      {group.heading(row)}
                    </th>
                  </tr>
                )}
                <tr
                  role={role("row")}
                  className={state && `ep-table__row--${state}`}
                  aria-current={state === "selected" ? true : undefined}
                >
                  {columns.map((column, index) =>
                    isHeader(column, index) ? (
                      <th key={column.key} scope="row" role={role("rowheader")} className={alignOf(column)}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.key} role={role("cell")} data-title={titleOf(column)} className={alignOf(column)}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              </Fragment>
            );
          })}
        </tbody>
        {footer && (
          <tfoot>
            <tr>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row">
                    {footer[column.key] ?? t("common.table.total")}
                  </th>
                ) : (
                  <td key={column.key} className={alignOf(column)}>
                    {footer[column.key]}
                  </td>
                ),
              )}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** Cents, with figures that align. */
export function Money({ cents, whole = false }: { cents: number; whole?: boolean }) {
  return <span className="ep-num">{useFormat().money(cents, whole)}</span>;
}

/** Minutes, as « 3 h 00 ». */
export function Hours({ minutes }: { minutes: number }) {
  return <span className="ep-num">{useFormat().hours(minutes)}</span>;
}
