import { expect, test } from 'vitest';
import type { AuditEntry } from '../../../../renderer/db/audit.ts';
import { copiesOut, copyCounts, copyDetail, printableCopies } from '../../../../renderer/features/documents/copies.ts';
import { notOut } from '../../../../shared/access/not-out.ts';
import { addressees } from '../../../../shared/report/report.ts';

let n = 0;
const entry = (action: AuditEntry['action'], detail?: string, person = 'ana'): AuditEntry => ({
  n: (n += 1),
  at: '2026-11-24T15:00:00.000Z',
  person,
  action,
  ...(detail === undefined ? {} : { detail }),
});

test('copies are counted by name, newest first, with whom they were for', () => {
  const out = copiesOut([
    entry('finalised', 'STSS-ORD-LCE-00001-2026'),
    entry('printed', copyDetail('original', '')),
    entry('printed', copyDetail('employer', 'Saraí Peña')),
    entry('printed', copyDetail('employer', ' ')),
    entry('printed', copyDetail('worker', 'T-01')),
    entry('exported', 'acta.pdf'),
    entry('printed'),
    entry('previewed'),
  ]);
  expect(out.map(({ action }) => action)).toEqual(['printed', 'exported', 'printed', 'printed', 'printed', 'printed']);
  expect(out[4]?.detail).toBe('Copia para el patrono · para Saraí Peña');
  expect(copyCounts(out)).toEqual([
    { copy: 'original', count: 1 },
    { copy: 'employer', count: 2 },
    { copy: 'worker', count: 1 },
    { copy: 'other', count: 1 },
  ]);
});

test('a print or a file that did not come out does not count; somebody else\u2019s does', () => {
  const original = copyDetail('original', '');
  const out = copiesOut([
    entry('printed', original, 'ana'),
    entry('printed', original, 'luis'),
    entry('printed', `${original} · ${notOut.printed}`, 'ana'),
    entry('exported', 'acta.pdf'),
    entry('exported', `acta.pdf: ${notOut.exported}`),
  ]);
  expect(out.map(({ person }) => person)).toEqual(['luis']);
});

test('a paper is printed as the employer\u2019s only where it is the employer\u2019s, and never as a worker\u2019s', () => {
  const asEmployers = addressees.filter((addressee) => printableCopies({ addressee }).includes('employer'));
  expect(asEmployers).toEqual(['employer']);
  for (const addressee of addressees) expect(printableCopies({ addressee })).not.toContain('worker');
  expect(printableCopies({ addressee: 'file' })).toEqual(['original', 'other']);
  expect(printableCopies({ addressee: 'employer' })).toEqual(['employer', 'other']);
  expect(printableCopies({ addressee: 'publicProsecutor' })[0]).toBe('institution');
});
