import { expect, test } from 'vitest';
import type { StoredDraft } from '../../../../renderer/db/drafts.ts';
import type { CaseSummary } from '../../../../renderer/db/summaries.ts';
import { rowsWith, savedRow, unsavedRows } from '../../../../renderer/features/inspections/list-rows.ts';

const summary = (over: Partial<CaseSummary>): CaseSummary => ({
  caseId: 'a',
  number: '',
  version: 0,
  state: 'draft',
  employer: 'Maquila del Ñandú, S.A.',
  type: 'ordinary',
  date: '2026-11-23',
  municipality: '0107',
  savedAt: '2026-11-24T20:00:00.000Z',
  words: [],
  numbers: [],
  ...over,
});
const draft = (caseId: string, employer: string, startDate = '23/11', minute = 32): StoredDraft => ({
  caseId,
  record: { kind: 'inspection', id: caseId },
  draft: { values: { type: 'ordinary', startDate, municipality: '0107', employerName: employer }, tables: {} },
  savedAt: `2026-11-24T20:${minute}:05.000Z`,
  basedOn: 0,
  summary: employer,
});

test('a sealed inspection with unsaved text is being corrected; an open one is not', () => {
  const unsaved = new Set(['a', 'c']);
  const state = (over: Partial<CaseSummary>): string => savedRow(summary(over), unsaved).state;
  expect(state({ caseId: 'a' })).toBe('draft');
  expect(state({ caseId: 'b', state: 'final', version: 1 })).toBe('final');
  expect(state({ caseId: 'c', state: 'final', version: 1 })).toBe('correcting');
});

test('keys become words, and a date that is none stays away', () => {
  expect(savedRow(summary({}), new Set())).toMatchObject({
    type: 'Inspección ordinaria',
    municipality: 'Tela, Atlántida',
  });
  expect(savedRow(summary({ date: '23/11' }), new Set()).date).toBe('');
  expect(unsavedRows([draft('d', 'x')], () => false)[0]?.row.date).toBe('');
});

test('texts without a saved inspection are listed, the newest first, and found like every row', () => {
  const drafts = [draft('a', 'x'), draft('d', 'Granja Güity', '2026-11-23', 40), draft('e', 'Maquila Ñandú', '', 50)];
  const found = (typed: string): string[] =>
    rowsWith(
      unsavedRows(drafts, (caseId) => caseId === 'a'),
      typed,
    ).map(({ caseId, state }) => `${caseId} ${state}`);
  expect(found('')).toEqual(['e unsaved', 'd unsaved']);
  expect(found('  NANDU maquila ')).toEqual(['e unsaved']);
  expect(found('guity tela 23/11/2026')).toEqual(['d unsaved']);
  expect(found('nandu guity')).toEqual([]);
});
