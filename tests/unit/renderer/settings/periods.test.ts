import { expect, test } from 'vitest';
import { recentPeriods } from '../../../../renderer/features/settings/periods.ts';

test('two years of months and five years, each whole, newest first', () => {
  const periods = recentPeriods('2028-03-31');
  expect(periods.slice(0, 3)).toEqual([
    { key: '2028-03', kind: 'month', from: '2028-03-01', to: '2028-03-31' },
    { key: '2028-02', kind: 'month', from: '2028-02-01', to: '2028-02-29' },
    { key: '2028-01', kind: 'month', from: '2028-01-01', to: '2028-01-31' },
  ]);
  expect(periods[3]).toMatchObject({ key: '2027-12', to: '2027-12-31' });
  expect(periods.filter(({ kind }) => kind === 'month')).toHaveLength(24);
  expect(periods.filter(({ kind }) => kind === 'year').map(({ key }) => key)).toEqual([
    ...['2028', '2027', '2026', '2025', '2024'],
  ]);
  expect(new Set(periods.map(({ key }) => key)).size).toBe(periods.length);
});
