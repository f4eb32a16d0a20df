import { expect, test } from 'vitest';
import { readGuideFile } from '../../../shared/catalog/screening/guide-file.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import { setsAt } from '../../../shared/screening/sets-at.ts';
import { got } from '../../support/session.ts';
import { sampleGuide } from '../../support/sample-guide.ts';

test('a confirmation speaks of the app and of the guides that were there, whatever way their time is written', () => {
  const set = got(readGuideFile(JSON.stringify(sampleGuide)));
  const keys = (at: string, confirmedAt: string): readonly string[] =>
    setsAt([{ set, at }], confirmedAt).map(({ key }) => key);
  const shipped = ruleSets.map(({ key }) => key);
  expect(keys('2026-05-07T15:00:00.000Z', '2026-05-07T15:00:00.000Z')).toEqual([...shipped, set.key]);
  expect(keys('2026-05-07T15:00:00.001Z', '2026-05-07T15:00:00.000Z')).toEqual(shipped);
  expect(keys('2026-05-07T09:00:00-06:00', '2026-05-07T15:00:00.000Z')).toEqual([...shipped, set.key]);
  expect(keys('2026-05-07T15:00:00.000Z', '')).toEqual(shipped);
});
