import { classNames } from './class-names.ts';
import { Icon } from './icons.tsx';
import type { Sorting } from './sort-rows.ts';

interface HeaderCellProps {
  readonly column: {
    readonly key: string;
    readonly header: string;
    readonly sortable?: boolean;
    readonly align?: 'left' | 'right' | undefined;
    readonly width?: string | undefined;
  };
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting) => void;
  readonly sortLabel: (descending: boolean) => string;
}

/** The head of a column; one that can be sorted is a button that says how. */
export function HeaderCell({ column, sorting, onSort, sortLabel }: HeaderCellProps) {
  const sorted = sorting?.column === column.key;
  const right = column.align === 'right' && 'ui-table-right';
  return (
    <th
      scope="col"
      role="columnheader"
      style={column.width === undefined ? undefined : { width: column.width }}
      {...(column.sortable
        ? {
            'aria-sort': sorted
              ? sorting.descending
                ? ('descending' as const)
                : ('ascending' as const)
              : ('none' as const),
          }
        : {})}
    >
      {column.sortable ? (
        <button
          type="button"
          className={classNames('ui-table-sort', right)}
          title={sortLabel(sorted && !sorting.descending)}
          onClick={() => onSort({ column: column.key, descending: sorted && !sorting.descending })}
        >
          {column.header}
          {sorted && <Icon name={sorting.descending ? 'arrowDown' : 'arrowUp'} size={13} />}
        </button>
      ) : (
        <span className={classNames('ui-table-head-text', right)}>{column.header}</span>
      )}
    </th>
  );
}
