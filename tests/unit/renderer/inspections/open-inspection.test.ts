import { expect, test } from 'vitest';
import type { RecordDraft } from '../../../../shared/record/draft.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { startRecord } from '../../../../shared/record/prefill.ts';
import type { StoredDraft } from '../../../../renderer/db/drafts.ts';
import type { StoredRecord } from '../../../../renderer/db/records.ts';
import { planOpening } from '../../../../renderer/features/inspections/open-inspection.ts';

const draft = (employerName: string): RecordDraft => ({ values: { employerName }, tables: {} });
const record = (state: 'draft' | 'final', version: number): StoredRecord => ({
  record: { kind: 'inspection', id: 'c' },
  draft: draft('saved'),
  status: { state, number: version > 0 ? 'N-1' : '', version, reason: '' },
  head: {
    caseId: 'c',
    number: '',
    version,
    state,
    employer: 'saved',
    type: '',
    date: '',
    municipality: '',
    savedAt: '2026-11-24T20:00:00.000Z',
    words: [],
    numbers: [],
  },
  changes: 40,
  conflicts: 0,
  pseudonyms: new Set(),
});
const unsaved = (over: Partial<StoredDraft> = {}): StoredDraft => ({
  caseId: 'c',
  record: { kind: 'inspection', id: 'c' },
  draft: draft('unsaved'),
  savedAt: '2026-11-24T20:32:05.000Z',
  basedOn: 40,
  summary: 'unsaved',
  ...over,
});
const start = (): RecordDraft => draft('new');
const around = { protection: 'none', name: { kind: 'inspection', id: 'c' } } as const;

test('a case that is nowhere is a new inspection', () => {
  expect(planOpening(undefined, undefined, start, around)).toMatchObject({
    kind: 'editing',
    draft: draft('new'),
    restored: undefined,
    basedOn: 0,
    version: 1,
    number: '',
  });
});

test('unsaved text is taken up again, also when nothing was ever saved', () => {
  expect(planOpening(undefined, unsaved({ basedOn: 0 }), start, around)).toMatchObject({
    draft: draft('unsaved'),
    basedOn: 0,
    version: 1,
  });
  expect(planOpening(record('draft', 0), unsaved(), start, around)).toMatchObject({
    draft: draft('unsaved'),
    basedOn: 40,
    version: 1,
  });
});

test('text that began on an older record keeps its base, so that saving it cannot overwrite', () => {
  expect(planOpening(record('draft', 0), unsaved({ basedOn: 33 }), start, around)).toMatchObject({ basedOn: 33 });
});

test('a sealed record is only read', () => {
  expect(planOpening(record('final', 1), undefined, start, around).kind).toBe('final');
});

test('a correction of a sealed record goes on as its next version, with its number and reason', () => {
  expect(planOpening(record('final', 2), unsaved({ reason: 'Error en el RTN' }), start, around)).toMatchObject({
    kind: 'editing',
    draft: draft('unsaved'),
    version: 3,
    number: 'N-1',
    reason: 'Error en el RTN',
  });
});

test('a new inspection knows who does it and where the office is, and nothing else', () => {
  const fresh = startRecord(inspection, {
    person: { name: 'Suyapa Núñez', position: 'Inspectora', credential: 'CR-1' },
    municipality: '0107',
    today: '2026-11-24',
  });
  expect(fresh.values).toEqual({ department: '01', municipality: '0107' });
  expect(fresh.tables['inspectors']?.map(({ values }) => values)).toEqual([
    { name: 'Suyapa Núñez', position: 'Inspectora', credential: 'CR-1' },
  ]);
});

test('text the screen before could not keep comes before what is stored, with its own base and reason', () => {
  const unkept = { draft: draft('newest'), basedOn: 38, reason: 'Error', withProtected: false };
  expect(planOpening(record('final', 1), unsaved({ basedOn: 40 }), start, { ...around, unkept })).toMatchObject({
    kind: 'editing',
    draft: draft('newest'),
    basedOn: 38,
    reason: 'Error',
    unkept: true,
  });
  expect(planOpening(record('final', 1), undefined, start, { ...around, unkept }).kind).toBe('editing');
});
