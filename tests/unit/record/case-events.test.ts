import { expect, test } from 'vitest';
import { caseHappenings, concernsChildren } from '../../../shared/record/case-events.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { sampleInspection, withRows } from '../../support/inspection-builder.ts';

const draft = (values: RecordDraft['values']): RecordDraft => ({ values, tables: {} });
const sealed = (kind: string, values: RecordDraft['values']) => ({ kind, draft: draft(values), counts: true });
const file = draft({ childMatter: 'no', municipality: '0101' });

test('a case in which nothing happened has nothing to count from', () => {
  expect(caseHappenings(file, [], [])).toEqual({ childMatter: false, place: '0101' });
});

test('the way from the acta to the payment, whatever order it is told in', () => {
  const acta = withRows(
    sampleInspection(),
    'infringements',
    { infringement: 'minimumWage', termDays: '15' },
    { infringement: 'safety', termDays: '5' },
  );
  const events = caseHappenings(
    file,
    [
      sealed('payment', { concept: 'owed', date: '2026-01-02' }),
      sealed('payment', { concept: 'fine', date: '2027-02-02' }),
      sealed('notification', { about: 'fine', date: '2027-01-11', time: '10:00' }),
      sealed('notification', { about: 'acta', means: 'hand', date: '2026-11-25', time: '08:30' }),
      sealed('resolution', { date: '2027-01-08' }),
      sealed('reinspection', { endDate: '2026-12-10', endTime: '11:00' }),
      { kind: 'inspection', draft: { ...acta, tables: { ...acta.tables, minors: [] } }, counts: true },
      sealed('appeal', { filedOn: '2027-01-20' }),
    ],
    [{ to: 'exempt', date: '2027-01-30' }],
  );
  expect(events).toEqual({
    actaRecorded: { date: '2026-11-23', time: '12:40' },
    actaNotified: { date: '2026-11-25', time: '08:30', channel: 'hand' },
    correctionTermDays: 5,
    reinspected: { date: '2026-12-10', time: '11:00' },
    resolved: { date: '2027-01-08' },
    fineNotified: { date: '2027-01-11', time: '10:00' },
    correctedAfterFine: { date: '2027-01-30' },
    appealed: { date: '2027-01-20' },
    paid: { date: '2027-02-02' },
    childMatter: false,
    place: '0101',
  });
});

test('a draft has not happened, a second notification starts nothing anew, one without a term starts none', () => {
  const events = caseHappenings(
    file,
    [
      { kind: 'resolution', draft: draft({ date: '2027-01-08' }), counts: false },
      sealed('notification', { about: 'acta', date: '2026-12-01' }),
      sealed('notification', { about: 'acta', date: '2026-11-25' }),
      sealed('notification', { about: 'fine', date: '2026-11-26', startsTerm: 'no' }),
    ],
    [],
  );
  expect(events).toEqual({ actaNotified: { date: '2026-11-25' }, childMatter: false, place: '0101' });
});

test('children found at work make it a matter that never stops, whatever the file says', () => {
  const acta = { kind: 'inspection', draft: sampleInspection(), counts: true };
  expect(caseHappenings(file, [acta], []).childMatter).toBe(true);
});

test('an acta without infringements leaves nothing to correct; one with a single infringement does', () => {
  const acta = (...found: readonly Readonly<Record<string, string>>[]) => ({
    kind: 'inspection',
    draft: withRows({ ...sampleInspection() }, 'infringements', ...found),
    counts: true,
  });
  expect(caseHappenings(file, [acta()], []).nothingToCorrect).toBe(true);
  expect(caseHappenings(file, [acta({ infringement: 'safety' })], []).nothingToCorrect).toBeUndefined();
  expect(caseHappenings(file, [], []).nothingToCorrect).toBeUndefined();
});

test('children found at work make it a matter of children, whatever the file says', () => {
  expect(concernsChildren(file, [withRows(sampleInspection(), 'minors')])).toBe(false);
  expect(concernsChildren(file, [sampleInspection()])).toBe(true);
  expect(concernsChildren(draft({ childMatter: 'yes' }), [])).toBe(true);
});
