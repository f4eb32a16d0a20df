import { expect, test } from 'vitest';
import type { StoredDraft } from '../../../../renderer/db/drafts.ts';
import type { InspectionHead } from '../../../../renderer/db/heads.ts';
import { filterRows, listRows } from '../../../../renderer/features/inspections/list-rows.ts';

const head = (over: Partial<InspectionHead>): InspectionHead => ({
  caseId: 'a',
  number: '',
  version: 0,
  state: 'draft',
  employer: 'Maquila del Ñandú, S.A.',
  type: 'ordinary',
  date: '2026-11-23',
  municipality: '0107',
  savedAt: '2026-11-24T20:00:00.000Z',
  ...over,
});
const draft = (caseId: string, summary: string): StoredDraft => ({
  caseId,
  draft: { values: { type: 'ordinary', startDate: '23/11', municipality: '0101' }, tables: {} },
  savedAt: '2026-11-24T20:32:05.000Z',
  basedOn: 0,
  summary,
});

test('each case is listed once, with its state', () => {
  const rows = listRows(
    [head({ caseId: 'a' }), head({ caseId: 'b', state: 'final', version: 1 }), head({ caseId: 'c', state: 'final' })],
    [draft('a', 'x'), draft('c', 'x'), draft('d', 'Granja Güity')],
  );
  expect(rows.map(({ caseId, state }) => [caseId, state])).toEqual([
    ['a', 'draft'],
    ['b', 'final'],
    ['c', 'correcting'],
    ['d', 'unsaved'],
  ]);
});

test('a date that was not typed out is no date', () => {
  expect(listRows([], [draft('d', 'x')])[0]?.date).toBe('');
});

test('finds by any words of a row, in any order, without accents and capitals', () => {
  const rows = listRows(
    [head({ caseId: 'a', number: 'STSS-ORD-TEL-00007-2026' }), head({ caseId: 'b', employer: 'Granja Güity' })],
    [],
  );
  const found = (typed: string): string[] => filterRows(rows, typed).map(({ caseId }) => caseId);
  expect(found('')).toEqual(['a', 'b']);
  expect(found('  NANDU maquila ')).toEqual(['a']);
  expect(found('guity')).toEqual(['b']);
  expect(found('00007')).toEqual(['a']);
  expect(found('23/11/2026 ordinaria')).toEqual(['a', 'b']);
  expect(found('tela')).toEqual(['a', 'b']);
  expect(found('nandu guity')).toEqual([]);
});
