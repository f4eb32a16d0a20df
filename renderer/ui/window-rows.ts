/** Rows drawn above and below those in sight, so that a turn of the wheel meets rows that are there. */
const BESIDE = 8;

/**
 * Which rows of a long list are drawn, ascending: those in sight, some beside them, and the active one wherever it is,
 * since the focus may be in it.
 * @param sight first row in sight and how many fit
 * @param active index of the row in the tab order
 */
export function drawnRows(
  count: number,
  sight: { readonly first: number; readonly rows: number },
  active: number,
): readonly number[] {
  // a list that became shorter has not been scrolled back yet
  const last = Math.max(count - sight.rows, 0);
  const first = Math.max(Math.min(sight.first, last) - BESIDE, 0);
  const end = Math.min(Math.min(sight.first, last) + sight.rows + BESIDE, count);
  const rows = Array.from({ length: Math.max(end - first, 0) }, (_, i) => first + i);
  if (active < 0 || active >= count || (active >= first && active < end)) return rows;
  return active < first ? [active, ...rows] : [...rows, active];
}

/**
 * How far to scroll so that a row is in sight.
 * @param sight where the box stands now and how much of it shows rows, pixels
 * @returns the same place when the row is in sight already
 */
export function moveTo(
  index: number,
  rowHeight: number,
  sight: { readonly top: number; readonly height: number },
): number {
  const top = index * rowHeight;
  if (top < sight.top) return top;
  return Math.max(sight.top, top + rowHeight - sight.height);
}
