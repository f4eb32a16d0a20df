import { expect, test, vi } from 'vitest';
import { PAGE_ROWS } from '../../../../renderer/db/pages.ts';
import { SummaryColumns } from '../../../../renderer/db/summary-columns.ts';
import { SummarySearch } from '../../../../renderer/db/summary-search.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { searchLine } from '../../../../shared/search/normalise.ts';

const numbers = { time: 0, date: 0, due: 0, version: 0, place: 0, state: 0, type: '' };
const isWanted = (): boolean => true;

function add(columns: SummaryColumns, name: string): number {
  return columns.add({ ...numbers, id: newId(), line: searchLine([name]) });
}

function filled(rows: number): SummaryColumns {
  const columns = new SummaryColumns();
  for (let n = 0; n < rows; n += 1) add(columns, n % 3 === 0 ? `Melonera ${n}` : `Taller ${n}`);
  return columns;
}

const slots = (found: Uint8Array | undefined): readonly number[] =>
  [...(found ?? [])].flatMap((one, slot) => (one === 1 ? [slot] : []));

test('a search in slices finds what one in one go finds, and is then at hand', async () => {
  const columns = filled(3 * PAGE_ROWS + 7);
  const search = new SummarySearch(columns);
  expect(search.isAtHand('melonera 1')).toBe(false);
  await search.prepare('melonera 1', isWanted);
  expect(search.isAtHand('melonera 1')).toBe(true);
  const lines = vi.spyOn(columns, 'searching');
  expect(slots(search.of('Melonera  1'))).toEqual(slots(new SummarySearch(columns).of('melonera 1')));
  // the second of them went through all lines
  expect(lines).toHaveBeenCalledTimes(1);
  expect(slots(search.of('melonera 1')).length).toBeGreaterThan(100);
});

test('nothing typed is not searched for', async () => {
  const search = new SummarySearch(filled(5));
  await search.prepare('  ', isWanted);
  expect(search.isAtHand('  ')).toBe(true);
  expect(search.of('  ')).toBeUndefined();
});

test('what comes after a search is found as well, and only that is looked at', async () => {
  const columns = filled(2 * PAGE_ROWS);
  const search = new SummarySearch(columns);
  await search.prepare('melonera', isWanted);
  const before = slots(search.of('melonera'));
  add(columns, 'Otra cosa');
  const slot = add(columns, 'La Melonera nueva');
  const lines = vi.spyOn(columns, 'searching');
  expect(slots(search.of('melonera'))).toEqual([...before, slot]);
  expect(lines).toHaveBeenCalledExactlyOnceWith(expect.anything(), 2 * PAGE_ROWS);
});

test('what nobody wants any more is given up', async () => {
  const search = new SummarySearch(filled(3 * PAGE_ROWS));
  let asked = 0;
  await search.prepare('melonera', () => (asked += 1) < 2);
  expect(asked).toBe(2);
  expect(search.isAtHand('melonera')).toBe(false);
});

test('pages that are filled make a search worth nothing', async () => {
  const columns = filled(2 * PAGE_ROWS);
  const search = new SummarySearch(columns);
  await search.prepare('melonera', isWanted);
  columns.rebuilt += 1;
  expect(search.isAtHand('melonera')).toBe(false);
});
