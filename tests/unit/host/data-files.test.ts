import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAtomically } from '../../../electron/disk/atomic-write.ts';
import { createDataFileHandlers } from '../../../electron/host/data-files.ts';
import { watchGoingOut } from '../../../electron/host/going-out.ts';
import type { Act } from '../../../shared/access/acts.ts';
import { may } from '../../../shared/access/permissions.ts';
import type { Role } from '../../../shared/access/roles.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'atalaya-data-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function desk(roles: readonly Role[]) {
  const acts: Act[] = [];
  const goingOut = watchGoingOut({
    roles: () => ok(roles),
    record: (act) => {
      acts.push(act);
      return Promise.resolve(ok(undefined));
    },
  });
  const { saveDataFile } = createDataFileHandlers({
    allowed: (permission) => (may(roles, permission) ? ok(undefined) : fail('access/denied', { permission })),
    files: {
      askWhere: (proposed) => Promise.resolve(proposed),
      lastFolder: { find: () => Promise.resolve(folder), remember: () => undefined, forget: () => undefined },
      write: writeAtomically,
      goingOut,
    },
  });
  return { save: saveDataFile, acts };
}

const template = { what: 'guide-template', bytes: utf8('{}'), suggestedName: 'plantilla.json' } as const;
const victims = {
  what: 'victim-data',
  ending: '.csv',
  bytes: utf8('a\r\n'),
  suggestedName: 'HTCDS',
  detail: 'HTCDS 2.0 · 3 personas',
} as const;

test('lines about victims go out by the liaison alone, written down with what they are', async () => {
  const { save, acts } = desk(['liaison']);
  expect(await save(victims)).toEqual(ok({ name: 'HTCDS.csv' }));
  expect(acts).toEqual([{ action: 'victims-exported', detail: 'HTCDS 2.0 · 3 personas · HTCDS.csv' }]);
  expect(readFileSync(path.join(folder, 'HTCDS.csv'), 'utf8')).toBe('a\r\n');
  for (const role of ['inspector', 'supervisor', 'chief', 'statistics', 'administrator'] as const) {
    const other = desk([role]);
    expect(await other.save(victims)).toEqual(fail('access/denied', { permission: 'victims.export' }));
    expect(other.acts).toEqual([]);
  }
});

test('the template of a guide goes to whoever keeps the settings', async () => {
  const { save, acts } = desk(['administrator']);
  expect(await save(template)).toEqual(ok({ name: 'plantilla.json' }));
  expect(acts).toEqual([{ action: 'exported', detail: 'plantilla.json' }]);
  expect(await desk(['liaison']).save(template)).toEqual(fail('access/denied', { permission: 'settings.write' }));
  expect(readdirSync(folder)).toEqual(['plantilla.json']);
});
