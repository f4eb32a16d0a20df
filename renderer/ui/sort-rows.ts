/** By which column a table is ordered, and which way. */
export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

const collator = new Intl.Collator('es-HN', { sensitivity: 'base', numeric: true });

/**
 * Orders rows by a text or number of theirs; accents and case do not count, `9` comes before `10`. Rows that are
 * equal keep their order, and empty values come last both ways.
 * @param valueOf what a row is ordered by
 */
export function sortRows<T>(
  rows: readonly T[],
  valueOf: (row: T) => string | number,
  descending: boolean,
): readonly T[] {
  const keyed = rows.map((row) => ({ row, value: valueOf(row) }));
  keyed.sort((a, b) => {
    if (a.value === '' || b.value === '') return a.value === b.value ? 0 : a.value === '' ? 1 : -1;
    const order =
      typeof a.value === 'number' && typeof b.value === 'number'
        ? a.value - b.value
        : collator.compare(String(a.value), String(b.value));
    return descending ? -order : order;
  });
  return keyed.map(({ row }) => row);
}
