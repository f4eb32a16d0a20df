import { expect, test, vi } from 'vitest';
import { SummaryColumns } from '../../../../renderer/db/summary-columns.ts';
import { lastTallies, talliesOf } from '../../../../renderer/db/workplace-cases.ts';
import { withWorkplace, workplaceMark } from '../../../../renderer/db/workplace-mark.ts';
import { newId } from '../../../../shared/kernel/id.ts';

const workplace = newId();
const addCase = (columns: SummaryColumns): number =>
  columns.add({
    ...{ id: newId(), line: withWorkplace('nandu', workplace), time: 0, date: 20261124, due: 0, version: 1 },
    ...{ place: 801, state: 0, type: 'ordinary' },
  });
const casesIn = (tallies: ReadonlyMap<string, { readonly cases: number }> | undefined): number | undefined =>
  tallies?.get(workplaceMark(workplace))?.cases;

test('who asks while cases are counted gets the next counting, one for all of them', async () => {
  const columns = new SummaryColumns();
  addCase(columns);
  const countings = vi.spyOn(columns, 'lineOf');
  const first = talliesOf(columns);
  await Promise.resolve();
  expect(countings).toHaveBeenCalledTimes(1);
  addCase(columns);
  const later = [talliesOf(columns), talliesOf(columns), talliesOf(columns)];
  expect(casesIn(await first)).toBe(1);
  expect((await Promise.all(later)).map(casesIn)).toEqual([2, 2, 2]);
  expect(casesIn(lastTallies(columns))).toBe(2);
  // once one case, once two
  expect(countings).toHaveBeenCalledTimes(1 + 2);
  await talliesOf(columns);
  expect(countings).toHaveBeenCalledTimes(1 + 2);
});

test('a counting that went wrong is tried again', async () => {
  const columns = new SummaryColumns();
  addCase(columns);
  vi.spyOn(columns, 'lineOf').mockImplementationOnce(() => {
    throw new Error('a bug');
  });
  await expect(talliesOf(columns)).rejects.toThrow('a bug');
  expect(casesIn(await talliesOf(columns))).toBe(1);
});
