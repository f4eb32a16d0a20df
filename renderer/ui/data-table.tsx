import type { KeyboardEvent, ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { classNames } from './class-names.ts';
import { HeaderCell } from './header-cell.tsx';
import type { Sorting } from './sort-rows.ts';
import { sortRows } from './sort-rows.ts';
import './table.css';
import { useUiWords } from './words.tsx';

interface Column<T> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: T) => ReactNode;
  /** makes the column sortable */
  readonly sortValue?: ((row: T) => string | number) | undefined;
  readonly align?: 'left' | 'right' | undefined;
  /** CSS width, e.g. `12rem` */
  readonly width?: string | undefined;
}

export interface DataTableProps<T> {
  /** names the table for a screen reader */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** how a row is called when focus reaches it */
  readonly rowLabel: (row: T) => string;
  /** Enter, Space or a click on a row */
  readonly onOpen?: ((row: T) => void) | undefined;
  /** Delete on a row */
  readonly onDelete?: ((row: T) => void) | undefined;
  readonly sort?: Sorting | undefined;
  /** shown in place of the table when there are no rows */
  readonly empty?: ReactNode;
}

/**
 * A list of up to some hundred rows. One row is in the tab order; arrows, Home, End and Page keys move it; Enter
 * opens. Headers with a sort value are buttons.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, rowKey } = props;
  const words = useUiWords();
  const [sorting, setSorting] = useState(props.sort);
  const [activeKey, setActiveKey] = useState<string>();
  const rows = useMemo(() => {
    const sortValue = columns.find((column) => column.key === sorting?.column)?.sortValue;
    return sorting && sortValue ? sortRows(props.rows, sortValue, sorting.descending) : props.rows;
  }, [props.rows, columns, sorting]);
  if (rows.length === 0 && props.empty !== undefined) return props.empty;

  const found = rows.findIndex((row) => rowKey(row) === activeKey);
  const active = Math.max(found, 0);

  function moveTo(index: number, from: HTMLElement): void {
    const next = Math.min(Math.max(index, 0), rows.length - 1);
    const row = rows[next];
    if (row === undefined) return;
    setActiveKey(rowKey(row));
    const target = from.parentElement?.children[next];
    if (target instanceof HTMLElement) {
      target.focus();
      target.scrollIntoView({ block: 'nearest' });
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>, row: T, index: number): void {
    // keys typed into a control inside a cell belong to that control
    if (event.target !== event.currentTarget) return;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: index + 10,
      PageUp: index - 10,
    };
    const to = moves[event.key];
    if (to !== undefined) moveTo(to, event.currentTarget);
    else if ((event.key === 'Enter' || event.key === ' ') && props.onOpen) props.onOpen(row);
    else if (event.key === 'Delete' && props.onDelete) props.onDelete(row);
    else return;
    event.preventDefault();
  }

  return (
    <div className="ui-table-scroll">
      <table className="ui-table" role="grid" aria-label={props.label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell
                key={column.key}
                column={{ ...column, sortable: column.sortValue !== undefined }}
                sorting={sorting}
                onSort={setSorting}
                sortLabel={(descending) => (descending ? words.sortDescending : words.sortAscending)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={rowKey(row)}
              aria-rowindex={index + 2}
              aria-label={props.rowLabel(row)}
              tabIndex={index === active ? 0 : -1}
              onFocus={() => setActiveKey(rowKey(row))}
              onClick={() => props.onOpen?.(row)}
              onKeyDown={(event) => onKeyDown(event, row, index)}
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  role="gridcell"
                  className={classNames(column.align === 'right' && 'ui-table-right')}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
