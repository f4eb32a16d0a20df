import { mkdtempSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileHandlers } from '../../../electron/host/files.ts';
import { watchGoingOut } from '../../../electron/host/going-out.ts';
import { writeAtomically } from '../../../electron/disk/atomic-write.ts';
import type { Act } from '../../../shared/access/acts.ts';
import type { Role } from '../../../shared/access/roles.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atalaya-out-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pdf = new Uint8Array([37, 80, 68, 70]);

function desk(roles: readonly Role[] | undefined, journalWorks = true) {
  const acts: Act[] = [];
  const file = path.join(folder, 'acta.pdf');
  /** what lay there when the act was written down */
  let thereAtNote = false;
  const goingOut = watchGoingOut({
    roles: () => (roles === undefined ? fail('vault/locked') : ok(roles)),
    record: (act) => {
      thereAtNote = existsSync(file);
      acts.push(act);
      return Promise.resolve(journalWorks ? ok(undefined) : fail('journal/disk-full'));
    },
  });
  const { saveDocument } = createFileHandlers({
    askWhere: () => Promise.resolve(file),
    lastFolder: { find: () => Promise.resolve(folder), remember: () => undefined, forget: () => undefined },
    write: writeAtomically,
    goingOut,
  });
  return { save: saveDocument, acts, file, wasThere: () => thereAtNote };
}

test('a paper is written down before it lies outside', async () => {
  const { save, acts, file, wasThere } = desk(['inspector']);
  const about = { caseId: newId(), documentId: newId() };
  expect(await save({ pdf, suggestedName: 'x', about })).toEqual(ok({ name: 'acta.pdf' }));
  expect(acts).toEqual([{ action: 'exported', ...about, detail: 'acta.pdf' }]);
  expect(wasThere()).toBe(false);
  expect(new Uint8Array(readFileSync(file))).toEqual(pdf);
});

test('what the window does not name is written down nevertheless', async () => {
  const { save, acts } = desk(['chief']);
  await save({ pdf, suggestedName: 'x' });
  expect(acts).toEqual([{ action: 'exported', detail: 'acta.pdf' }]);
});

test('what cannot be written down does not leave', async () => {
  const { save, file } = desk(['inspector'], false);
  expect(await save({ pdf, suggestedName: 'x' })).toEqual(fail('journal/disk-full'));
  expect(existsSync(file)).toBe(false);
});

test.each<[readonly Role[] | undefined, string | undefined]>([
  [undefined, 'vault/locked'],
  [['statistics'], 'access/denied'],
  [['administrator'], undefined],
  [['liaison'], undefined],
])('%j: %s', async (roles, fault) => {
  const { save, file, acts } = desk(roles);
  const saved = await save({ pdf, suggestedName: 'x' });
  expect(saved.ok ? undefined : saved.fault.code).toBe(fault);
  expect(existsSync(file)).toBe(fault === undefined);
  expect(acts).toHaveLength(fault === undefined ? 1 : 0);
});
