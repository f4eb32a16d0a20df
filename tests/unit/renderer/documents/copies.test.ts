import { expect, test } from 'vitest';
import type { AuditEntry } from '../../../../renderer/db/audit.ts';
import { copiesOut, copyCounts, copyDetail } from '../../../../renderer/features/documents/copies.ts';
import { notOut } from '../../../../shared/access/not-out.ts';

let n = 0;
const entry = (action: AuditEntry['action'], detail?: string, person = 'ana'): AuditEntry =>
  ({
    n: (n += 1),
    at: '2026-11-24T15:00:00.000Z',
    person,
    action,
    ...(detail === undefined ? {} : { detail }),
  }) as AuditEntry;

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
