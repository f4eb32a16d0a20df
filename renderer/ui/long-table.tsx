import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { HeaderCell } from './header-cell.tsx';
import './long-table.css';
import type { Sorting } from './sort-rows.ts';
import './table.css';
import { useUiWords } from './words.tsx';
import { drawnRows, moveTo } from './window-rows.ts';

interface LongColumn<T> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: T) => ReactNode;
  readonly sortable?: boolean;
  /** CSS width, e.g. `12rem`; columns without one share what is left */
  readonly width?: string;
}

export interface LongTableProps<T> {
  /** names the table for a screen reader */
  readonly label: string;
  readonly columns: readonly LongColumn<T>[];
  readonly count: number;
  readonly keyAt: (index: number) => string;
  /** undefined while the row is being read: its cells stay empty */
  readonly rowAt: (index: number) => T | undefined;
  /** how a row is called when focus reaches it */
  readonly rowLabel: (row: T) => string;
  /** Enter, Space or a click on a row */
  readonly onOpen: (key: string) => void;
  readonly sort: Sorting;
  readonly onSort: (sorting: Sorting) => void;
  /** when it changes this is another list: it begins at its top */
  readonly listKey: string;
  /** called with the rows that are drawn, ascending, whenever they are others */
  readonly onDrawn: (indexes: readonly number[]) => void;
}

/** Until the first row was measured. */
const GUESSED_ROW_PX = 40;
const GUESSED_ROWS = 30;

/**
 * A list of up to some hundred thousand rows of one height, of which only those in sight are drawn. The order is the
 * caller's. One row is in the tab order; arrows, Home, End and Page keys move it; Enter opens. A screen reader hears how
 * many rows there are and which one this is.
 */
export function LongTable<T>(props: LongTableProps<T>) {
  const { columns, count, keyAt, onDrawn } = props;
  const words = useUiWords();
  const box = useRef<HTMLDivElement>(null);
  const [rowHeight, setRowHeight] = useState(GUESSED_ROW_PX);
  const [sight, setSight] = useState({ first: 0, rows: GUESSED_ROWS });
  const [active, setActive] = useState<{ readonly key: string; readonly index: number }>();
  const [, setSize] = useState(0);
  const wantsFocus = useRef(false);

  // what was inserted above must not move the place in the list to another row
  const activeIndex =
    active === undefined
      ? 0
      : keyOrNone(active.index) === active.key
        ? active.index
        : Math.min(active.index, count - 1);
  const drawn = useMemo(() => drawnRows(count, sight, activeIndex), [count, sight, activeIndex]);

  function keyOrNone(index: number): string | undefined {
    return index < count ? keyAt(index) : undefined;
  }

  function look(): void {
    const { current } = box;
    if (current === null) return;
    const measured = current.querySelector('tbody tr[aria-rowindex]')?.getBoundingClientRect().height ?? 0;
    const height = measured > 0 ? measured : rowHeight;
    if (height !== rowHeight) setRowHeight(height);
    const next = { first: Math.floor(current.scrollTop / height), rows: Math.ceil(current.clientHeight / height) };
    if (next.first !== sight.first || next.rows !== sight.rows) setSight(next);
  }
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = 0;
  }, [props.listKey]);
  useLayoutEffect(look);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    // drawing again has it looked at again
    const observer = new ResizeObserver(() => setSize((before) => before + 1));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => onDrawn(drawn), [onDrawn, drawn]);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const row = box.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${activeIndex + 2}"]`);
    row?.focus({ preventScroll: true });
  });

  function go(index: number): void {
    const { current } = box;
    if (current === null || count === 0) return;
    const next = Math.min(Math.max(index, 0), count - 1);
    const head = current.querySelector('thead')?.getBoundingClientRect().height ?? 0;
    current.scrollTop = moveTo(next, rowHeight, { top: current.scrollTop, height: current.clientHeight - head });
    wantsFocus.current = true;
    setActive({ key: keyAt(next), index: next });
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableRowElement>, index: number): void {
    const page = Math.max(sight.rows - 2, 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: count - 1,
      PageDown: index + page,
      PageUp: index - page,
    };
    const to = moves[event.key];
    if (to !== undefined) go(to);
    else if (event.key === 'Enter' || event.key === ' ') props.onOpen(keyAt(index));
    else return;
    event.preventDefault();
  }

  return (
    <div className="ui-long-table" ref={box} onScroll={look}>
      <table className="ui-table" role="grid" aria-label={props.label} aria-rowcount={count + 1}>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeaderCell
                key={column.key}
                column={column}
                sorting={props.sort}
                onSort={props.onSort}
                sortLabel={(descending) => (descending ? words.sortDescending : words.sortAscending)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {drawn.flatMap((index, at) => {
            const row = props.rowAt(index);
            const key = keyAt(index);
            return [
              <Gap key={`before ${key}`} rows={index - (drawn[at - 1] ?? -1) - 1} rowHeight={rowHeight} />,
              <tr
                key={key}
                aria-rowindex={index + 2}
                aria-label={row === undefined ? undefined : props.rowLabel(row)}
                aria-busy={row === undefined ? true : undefined}
                tabIndex={index === activeIndex ? 0 : -1}
                onFocus={() => setActive({ key, index })}
                onClick={() => props.onOpen(key)}
                onKeyDown={(event) => onKeyDown(event, index)}
              >
                {columns.map((column) => (
                  <td key={column.key} role="gridcell" className="ui-long-table-cell">
                    {row === undefined ? null : column.cell(row)}
                  </td>
                ))}
              </tr>,
            ];
          })}
          <Gap rows={count - 1 - (drawn.at(-1) ?? -1)} rowHeight={rowHeight} />
        </tbody>
      </table>
    </div>
  );
}

/** The place of rows that are not drawn. */
function Gap({ rows, rowHeight }: { readonly rows: number; readonly rowHeight: number }) {
  return rows > 0 ? <tr role="presentation" aria-hidden style={{ height: rows * rowHeight }} /> : null;
}
