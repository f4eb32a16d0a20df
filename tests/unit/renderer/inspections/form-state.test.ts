import { expect, test } from 'vitest';
import { emptyDraft, setValue } from '../../../../shared/record/draft.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { validate } from '../../../../shared/record/validate.ts';
import { historyLines } from '../../../../renderer/features/inspections/history-lines.ts';
import { problemItems } from '../../../../renderer/features/inspections/problem-items.ts';
import { sectionMarks } from '../../../../renderer/features/inspections/section-marks.ts';
import { rowId, sampleInspection, withRows, withValues } from '../../../support/inspection-builder.ts';

const today = '2026-11-24';

test('an empty form is missing things; optional sections have nothing to say', () => {
  const draft = emptyDraft(inspection);
  const marks = sectionMarks(inspection, draft, validate(inspection, draft, { today }));
  const mark = (key: string) => marks.find((candidate) => candidate.key === key);
  expect(marks.map(({ key }) => key)).toEqual(inspection.sections.map(({ key }) => key));
  expect(mark('general')?.state).toBe('missing');
  expect(mark('general')?.missing).toBeGreaterThan(3);
  expect(mark('documents')).toEqual({ key: 'documents', state: 'none', missing: 0 });
});

test('a full form is done everywhere; a warning takes nothing away', () => {
  const draft = sampleInspection();
  const marks = sectionMarks(inspection, draft, validate(inspection, draft, { today }));
  // nobody of another institution took part in it
  const alone = { key: 'joint', missing: 0, state: 'none' };
  expect(marks.filter(({ state }) => state !== 'done')).toEqual([alone]);
  const odd = setValue(draft, 'startTime', '03:00');
  const problems = validate(inspection, odd, { today });
  expect(problems.map(({ severity }) => severity)).toEqual(['warning']);
  expect(sectionMarks(inspection, odd, problems).filter(({ state }) => state !== 'done')).toEqual([alone]);
});

test('a missing field is named once; another problem is also explained; a row is named by its number', () => {
  const draft = withRows(
    withValues(sampleInspection(), { address: '', employerRtn: '123' }),
    'findings',
    { fact: 'uno' },
    { fact: '' },
  );
  const items = problemItems(inspection, draft, validate(inspection, draft, { today }));
  const [address, rtn, fact] = items;
  expect(items).toHaveLength(3);
  expect(address).toMatchObject({ kind: 'error', text: 'Dirección exacta' });
  expect(address?.where).toBeUndefined();
  expect(rtn?.where).toMatch(/RTN/);
  expect(rtn?.text).toMatch(/14/);
  expect(fact?.text).toMatch(/2/);
  expect(fact?.problem).toMatchObject({ table: 'findings', row: rowId(0x901) });
  expect(new Set(items.map(({ key }) => key)).size).toBe(3);
});

test('one save is one line of history, whatever its changes are called', () => {
  const entry = (at: string, author: string, count: number) => ({
    at: `2026-11-24T20:00:${at}Z`,
    author,
    fields: Array.from({ length: count }, (_, i) => `f${i}`),
  });
  expect(
    historyLines([
      entry('30.002', 'ana', 2),
      entry('30.000', 'ana', 1),
      entry('29.500', 'luis', 4),
      entry('10.000', 'luis', 3),
    ]),
  ).toEqual([
    { at: '2026-11-24T20:00:30.002Z', author: 'ana', changes: 3, protectedFields: [] },
    { at: '2026-11-24T20:00:29.500Z', author: 'luis', changes: 4, protectedFields: [] },
    { at: '2026-11-24T20:00:10.000Z', author: 'luis', changes: 3, protectedFields: [] },
  ]);
});

test('a line of history names the protected fields it touched, each once', () => {
  const entry = (at: string, ...fields: string[]) => ({ at: `2026-11-24T20:00:${at}Z`, author: 'ana', fields });
  const [line] = historyLines([
    entry('30.002', 'pseudonym', 'identityNote', 'realName'),
    entry('30.001', 'realName', 'place'),
  ]);
  expect(line).toMatchObject({ changes: 5, protectedFields: ['Nombre real', 'Nota sobre la identidad'] });
});
