import { expect, test } from 'vitest';
import { caseTitle } from '../../../../renderer/features/safety/case-title.ts';
import { changeLines } from '../../../../renderer/features/safety/change-lines.ts';
import { copyCases } from '../../../../renderer/features/safety/copy-cases.ts';
import type { SnapshotCase } from '../../../../renderer/db/snapshot-cases.ts';
import { caseSummary } from '../../../../renderer/db/summaries.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Change } from '../../../../shared/record/change.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';

const sample = sampleInspection();

function one(employerName: string, here: SnapshotCase['here'], number = '', startDate = '2026-11-24'): SnapshotCase {
  const caseId = newId();
  const draft = { ...sample, values: { ...sample.values, employerName, startDate } };
  const summary = caseSummary(caseId, draft, {
    number,
    version: number === '' ? 0 : 1,
    state: number === '' ? 'draft' : 'final',
    savedAt: '2026-11-24T20:00:00.000Z',
  });
  return { caseId, summary, here, frames: [1, 1], documents: [] };
}

const cases = [
  one('Maquila San José', 'whole', 'STSS-ORD-TST-00001-2026', '2026-11-20'),
  one('Comercial El Roble', 'partial', 'STSS-ORD-TST-00010-2026', '2026-11-22'),
  one('', 'absent', 'STSS-ORD-TST-00009-2026', '2026-11-21'),
  { ...one('x', 'absent'), summary: undefined },
];
const byDate = { column: 'date', descending: true };
const names = (found: readonly SnapshotCase[]): string[] => found.map(caseTitle);

test('what is missing here is shown first of all, and everything when asked', () => {
  const missing = copyCases(cases, { scope: 'missing', typed: '', sort: byDate });
  expect(names(missing)).toEqual([
    'STSS-ORD-TST-00010-2026 · Comercial El Roble',
    'STSS-ORD-TST-00009-2026',
    'Sin nombre',
  ]);
  expect(copyCases(cases, { scope: 'all', typed: '', sort: byDate })).toHaveLength(4);
});

test('a case is found by any word of it, without accents', () => {
  const found = (typed: string): string[] => names(copyCases(cases, { scope: 'all', typed, sort: byDate }));
  expect(found('san jose')).toEqual(['STSS-ORD-TST-00001-2026 · Maquila San José']);
  expect(found('00009')).toEqual(['STSS-ORD-TST-00009-2026']);
  expect(found('nada de esto')).toEqual([]);
});

test('each column orders, either way', () => {
  const order = (column: string, descending = false): string[] =>
    copyCases(cases, { scope: 'all', typed: '', sort: { column, descending } }).map(
      ({ summary }) => summary?.number ?? '',
    );
  expect(order('number')).toEqual([
    'STSS-ORD-TST-00001-2026',
    'STSS-ORD-TST-00009-2026',
    'STSS-ORD-TST-00010-2026',
    '',
  ]);
  expect(order('employer')[0]).toBe('STSS-ORD-TST-00010-2026');
  expect(order('here', true)[0]).toBe('STSS-ORD-TST-00001-2026');
});

function change(at: string, author: string, entity: string, field: string): Change {
  const op = {
    v: 1,
    c: 'c',
    r: 'r',
    n: 1,
    p: null,
    t: `${at}#0000`,
    u: author,
    e: entity,
    f: field,
    k: 'set',
    s: [],
    h: '',
  } as const;
  return { id: `${at}${field}`, op };
}

test('changes of one person within a moment are one save, with each label once', () => {
  const lines = changeLines([
    change('2026-11-24T20:00:00.000Z', 'ana', 'inspection/1', 'employerName'),
    change('2026-11-24T20:00:00.001Z', 'ana', 'inspection/1', 'employerPhone'),
    change('2026-11-24T20:00:01.900Z', 'ana', 'inspection/1', 'employerName'),
    change('2026-11-24T20:00:02.000Z', 'tomas', 'inspection/1', 'state'),
    change('2026-11-24T20:00:02.001Z', 'tomas', 'inspection/1', '@kind'),
    change('2026-11-24T20:10:00.000Z', 'tomas', 'inspectors/7', 'name'),
    change('2026-11-24T20:10:00.001Z', 'tomas', 'inspectors/8', '@order'),
  ]);
  expect(lines.map(({ at, author, labels }) => [at, author, labels.length])).toEqual([
    ['2026-11-24T20:00:00.000Z', 'ana', 2],
    ['2026-11-24T20:00:02.000Z', 'tomas', 1],
    ['2026-11-24T20:10:00.000Z', 'tomas', 1],
  ]);
  // names of fields, not of the change log
  expect(lines.flatMap(({ labels }) => labels).join()).not.toMatch(/employerName|inspectors|state|@/);
});
