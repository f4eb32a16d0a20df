import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { policyFile, readGroupPolicy, readPolicyFile } from '../../../electron/updates/read-policy.ts';
import { decidePolicy, mayUpdate, parsePolicyFile } from '../../../shared/update/policy.ts';

const url = 'https://actualizaciones.example/atalaya/';
const web = { from: 'web', url } as const;
const stick = { from: 'stick' } as const;
const nobody = { group: undefined, file: undefined, office: undefined };

test('group policy goes before the file, the file before the office, and without anybody it is sticks only', () => {
  expect(decidePolicy(nobody)).toEqual({ choice: stick, by: 'default', damaged: false });
  expect(decidePolicy({ ...nobody, office: web })).toEqual({ choice: web, by: 'office', damaged: false });
  expect(decidePolicy({ ...nobody, office: web, file: stick }).by).toBe('file');
  expect(decidePolicy({ office: web, file: stick, group: { from: 'off' } })).toEqual({
    ...{ choice: { from: 'off' }, by: 'group', damaged: false },
  });
});

test('who cannot be understood stops everything, whoever else would allow it', () => {
  const policy = decidePolicy({ group: undefined, file: 'damaged', office: web });
  expect(policy).toEqual({ choice: { from: 'off' }, by: 'file', damaged: true });
  expect(mayUpdate(policy, 'stick')).toMatchObject({ fault: { code: 'update/policy-damaged' } });
});

test('which way is open', () => {
  const policy = (choice: typeof web | typeof stick | { from: 'off' }) =>
    ({ choice, by: 'office', damaged: false }) as const;
  expect(mayUpdate(policy(web), 'web')).toEqual({ ok: true, value: url });
  expect(mayUpdate(policy(web), 'stick').ok).toBe(true);
  expect(mayUpdate(policy(stick), 'web')).toMatchObject({ fault: { code: 'update/off' } });
  expect(mayUpdate(policy({ from: 'off' }), 'stick')).toMatchObject({ fault: { code: 'update/off' } });
});

test('the file of whoever runs the computer', async () => {
  expect(parsePolicyFile('\uFEFF{"format":1,"actualizaciones":"stick"}')).toEqual(stick);
  expect(parsePolicyFile(JSON.stringify({ format: 1, actualizaciones: 'web', direccion: url }))).toEqual(web);
  for (const text of ['', '{}', '{"format":2,"actualizaciones":"off"}', '{"format":1,"actualizaciones":"web"}', '[]']) {
    expect(parsePolicyFile(text), text).toBeUndefined();
  }
  for (const direccion of ['ftp://x/', 'javascript:1', 'https://nombre:clave@x.example/', 'x']) {
    expect(
      parsePolicyFile(JSON.stringify({ format: 1, actualizaciones: 'web', direccion })),
      direccion,
    ).toBeUndefined();
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'politica-'));
  expect(await readPolicyFile(path.join(folder, 'politica.json'))).toBeUndefined();
  mkdirSync(path.join(folder, 'a'));
  expect(await readPolicyFile(path.join(folder, 'a'))).toBe('damaged');
  writeFileSync(path.join(folder, 'politica.json'), '{"format":1,"actualizaciones":"off"}');
  expect(await readPolicyFile(path.join(folder, 'politica.json'))).toEqual({ from: 'off' });
  expect(policyFile('linux', {})).toBe('/etc/atalaya/politica.json');
  expect(policyFile('win32', { ProgramData: 'D:\\Datos' })).toBe('D:\\Datos\\Atalaya\\politica.json');
});

/** What `reg query` wrote on a Windows 10, with its empty lines. */
const answer = (...values: string[]): string =>
  ['', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Atalaya', ...values.map((value) => `    ${value}`), '', ''].join(
    '\r\n',
  );

test('the group policy, by a fixed question', async () => {
  const asked: (readonly string[])[] = [];
  const ask = (said: string) => (program: string, args: readonly string[]) => {
    asked.push([program, ...args]);
    return Promise.resolve(said);
  };
  const env = { SystemRoot: 'C:\\Windows' };
  expect(await readGroupPolicy('win32', env, ask(answer('UpdateSource    REG_SZ    off')))).toEqual({ from: 'off' });
  expect(asked).toEqual([['C:\\Windows\\System32\\reg.exe', 'query', 'HKLM\\SOFTWARE\\Policies\\Atalaya', '/reg:64']]);
  const both = answer(
    'UpdateUrl    REG_SZ    https://actualizaciones.example/atalaya/',
    'UpdateSource    REG_SZ    web',
  );
  expect(await readGroupPolicy('win32', env, ask(both))).toEqual(web);
  expect(await readGroupPolicy('win32', env, ask(answer('UpdateSource    REG_SZ    web')))).toBe('damaged');
  expect(await readGroupPolicy('win32', env, ask(answer('UpdateSource    REG_DWORD    0x1')))).toBe('damaged');
  expect(await readGroupPolicy('win32', env, ask(answer('Otra    REG_SZ    web')))).toBeUndefined();
});

test('no key, no registry, no Windows', async () => {
  const failing = (how: object) => (_program: string, args: readonly string[]) =>
    args[1]?.includes('Policies')
      ? Promise.reject(Object.assign(new Error('reg'), how))
      : Promise.resolve('    ProductName    REG_SZ    Windows 10 Pro');
  expect(await readGroupPolicy('win32', {}, failing({ code: 1, killed: false, signal: null }))).toBeUndefined();
  // there may be a policy that nobody could read
  for (const how of [
    { code: null, killed: true, signal: 'SIGTERM' },
    { code: null, killed: false, signal: 'SIGKILL' },
    { code: 'ENOENT', syscall: 'spawn' },
    { code: 'EACCES', syscall: 'spawn' },
    { code: 2, killed: false, signal: null },
    {},
  ]) {
    expect(await readGroupPolicy('win32', {}, failing(how)), JSON.stringify(how)).toBe('damaged');
  }
  // Windows forbids the tool
  const forbidden = Object.assign(new Error('reg'), { code: 1 });
  expect(await readGroupPolicy('win32', {}, () => Promise.reject(forbidden))).toBe('damaged');
  expect(await readGroupPolicy('linux', {}, () => Promise.reject(new Error('never asked')))).toBeUndefined();
});

const policyText = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../../../build/policy', name), 'utf8');

/** Names of the elements that are open where one closes; throws at the first one that does not fit. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  for (const [, slash, name, end] of xml
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '')
    .matchAll(/<(\/?)([A-Za-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (slash === '/') expect(open.pop()).toBe(name);
    else if (end !== '/') open.push(name ?? '');
  }
  expect(open).toEqual([]);
  expect(xml.replace(/<!--[\s\S]*?-->|<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
}

test('the templates for group policy name what is read, and every text in both languages', () => {
  const admx = policyText('Atalaya.admx');
  assertWellFormed(admx);
  expect(admx).toContain('key="SOFTWARE\\Policies\\Atalaya"');
  expect([...admx.matchAll(/valueName="(\w+)"/g)].map(([, name]) => name)).toEqual(['UpdateSource', 'UpdateUrl']);
  expect([...admx.matchAll(/<string>(\w+)<\/string>/g)].map(([, value]) => value)).toEqual(['off', 'stick', 'web']);
  const wanted = [...admx.matchAll(/\$\(string\.(\w+)\)/g)].map(([, id]) => id).sort();
  for (const language of ['es-ES', 'en-US']) {
    const adml = policyText(`${language}/Atalaya.adml`);
    assertWellFormed(adml);
    expect([...adml.matchAll(/<string id="(\w+)">/g)].map(([, id]) => id).sort()).toEqual(wanted);
    expect([...adml.matchAll(/refId="(\w+)"/g)].map(([, id]) => id)).toEqual(['UpdateSource', 'UpdateUrl']);
  }
});
