import { createServer, type Server } from 'node:http';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { folderSource } from '../../../electron/updates/folder-source.ts';
import { findUpdate, type UpdaterSetup } from '../../../electron/updates/signed-updater.ts';
import type { UpdateSource } from '../../../electron/updates/source.ts';
import { importKeys } from '../../../electron/updates/verify-manifest.ts';
import { webSource } from '../../../electron/updates/web-source.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { judgeUpdate, type KnownUpdate } from '../../../shared/update/judge.ts';
import { Publisher, Update } from '../../support/update-builder.ts';

const publisher = new Publisher();
const somebodyElse = new Publisher();
const running = { version: '0.1.0', electron: '25.9.8', data: { layout: 2, journal: 1, keyring: 2 } };
const never = new AbortController().signal;

let home: string;
let commands: (readonly string[])[];
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'updates ñ-'));
  commands = [];
});

function setupFor(
  source: UpdateSource,
  more: Partial<UpdaterSetup> & { known?: KnownUpdate; now?: number } = {},
): UpdaterSetup {
  const { known, now = Date.now(), ...rest } = more;
  return {
    ...{ version: running.version, folder: path.join(home, 'copy'), source, mayBeOlder: false },
    keys: importKeys([publisher.publicKey]),
    accept: ({ manifest }) => judgeUpdate(manifest, { running, known, now }),
    buildFacts: path.join(home, 'none.yml'),
    record: (command, args) => {
      commands.push([command, ...args]);
      return Promise.resolve();
    },
    ...rest,
  };
}

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const copied = (): string[] => readdirSync(path.join(home, 'copy', 'pending')).filter((name) => name.endsWith('.exe'));

/** Finds and takes an update. @returns the code of what went wrong, or `ok`, or `none` when nothing is newer */
async function outcome(setup: UpdaterSetup): Promise<string> {
  const found = await findUpdate(setup);
  if (!found.ok) return found.fault.code;
  if (found.value === undefined) return 'none';
  return codeOf(await found.value.take(() => undefined, never));
}

/** A web server of these files on the loopback address; `cut`: it hangs up in the middle of the installer. */
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));
async function serve(update: Update, cut = false): Promise<{ url: string; asked: string[] }> {
  const files = update.files();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url ?? ''} ${Object.keys(request.headers).sort().join(',')}`);
    const name = decodeURIComponent((request.url ?? '').replace('/office/', ''));
    const bytes = files[name];
    if (bytes === undefined) response.writeHead(404).end();
    else if (cut && name.endsWith('.exe')) {
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 1000), () => response.destroy());
    } else response.writeHead(200).end(bytes);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/office`, asked };
}

/** Each thing that can be wrong with an update, and what is said of it. */
const cases: readonly (readonly [name: string, update: () => Update, code: string])[] = [
  ['good', () => publisher.make(), 'ok'],
  ['signed with the key before and this one', () => publisher.make({}, [somebodyElse]), 'ok'],
  ['older, though signed', () => publisher.make({ version: '0.0.9' }), 'none'],
  ['the same version', () => publisher.make({ version: '0.1.0' }), 'none'],
  ['signed by another key', () => somebodyElse.make(), 'update/not-signed'],
  ['manifest with one byte changed', () => changed(publisher.make(), 'manifest'), 'update/not-signed'],
  ['signature with one byte changed', () => changed(publisher.make(), 'signature'), 'update/not-signed'],
  ['installer with one byte changed', () => changed(publisher.make(), 'installer'), 'update/installer-differs'],
  ['installer cut short', () => resized(publisher.make(), -1), 'update/installer-differs'],
  ['installer longer', () => resized(publisher.make(), 1), 'update/installer-differs'],
  ['name that leads elsewhere', () => publisher.make({ name: '../evil.exe' }), 'update/not-a-manifest'],
  ['name of another kind', () => publisher.make({ name: 'Atalaya-Setup-0.2.0.cmd' }), 'update/not-a-manifest'],
  [
    'without a sentence in one language',
    () => publisher.make({ news: { es: '', en: 'x', fr: 'x' } }),
    'update/not-a-manifest',
  ],
  ['for an older Electron', () => publisher.make({ electron: '24.0.0' }), 'update/cannot-read-data'],
  ['not valid any more', () => publisher.make({ released: new Date('2024-01-01'), months: 12 }), 'update/expired'],
  [
    'of the day after tomorrow',
    () => publisher.make({ released: new Date(Date.now() + 2 * 86_400_000) }),
    'update/clock',
  ],
];

function changed(update: Update, what: 'manifest' | 'signature' | 'installer'): Update {
  const bytes = Buffer.from(update[what]);
  bytes[20] = bytes[20] === 65 ? 66 : 65;
  update[what] = bytes;
  return update;
}

function resized(update: Update, by: number): Update {
  update.installer = Buffer.concat([update.installer, Buffer.alloc(1)]).subarray(0, update.installer.length + by);
  return update;
}

describe.each(['folder', 'web'])('from a %s', (kind) => {
  test.each(cases)('%s', async (_name, make, code) => {
    const update = make();
    let source: UpdateSource;
    if (kind === 'web') source = webSource((await serve(update)).url);
    else {
      if (!update.name.includes('/')) update.into(path.join(home, 'stick ü'));
      else new Update('x.exe', update.installer, update.manifest, update.signature).into(path.join(home, 'stick ü'));
      source = folderSource(path.join(home, 'stick ü'));
    }
    expect(await outcome(setupFor(source))).toBe(code);
    if (code === 'ok')
      expect(readFileSync(path.join(home, 'copy', 'pending', update.name)).equals(update.installer)).toBe(true);
    else if (code === 'update/installer-differs') expect(copied()).toEqual([]);
    else expect(readdirSync(home)).not.toContain('copy');
    expect(commands).toEqual([]);
  });
});

test('what lies there unsigned, or not at all', async () => {
  const update = publisher.make();
  update.into(home);
  rmSync(path.join(home, 'actualizacion.firma'));
  expect(await outcome(setupFor(folderSource(home)))).toBe('update/not-signed');
  expect(await outcome(setupFor(folderSource(path.join(home, 'nowhere'))))).toBe('update/none-found');
  // nobody looked at a signature: nothing may be said of it
  const long = publisher.make({ news: { es: 'x'.repeat(70_000), en: 'x', fr: 'x' } });
  long.into(home);
  expect(await outcome(setupFor(folderSource(home)))).toBe('update/not-signed');
  expect(await outcome(setupFor(webSource((await serve(long)).url)))).toBe('update/not-signed');
});

test('an older manifest is not taken for new once a newer one was seen, nor one of before the newest day', async () => {
  publisher.make({ version: '0.2.0', released: new Date('2026-03-01') }).into(home);
  const source = folderSource(home);
  const now = Date.parse('2026-04-01');
  const released = '2026-03-01T00:00:00.000Z';
  expect(await outcome(setupFor(source, { now, known: { version: '0.3.0', released } }))).toBe('update/replayed');
  expect(
    await outcome(setupFor(source, { now, known: { version: '0.2.0', released: '2026-03-02T00:00:00.000Z' } })),
  ).toBe('update/replayed');
  expect(await outcome(setupFor(source, { now, known: { version: '0.2.0', released } }))).toBe('ok');
});

test('nothing of this computer goes out, and nothing but the three files is asked for', async () => {
  const { url, asked } = await serve(publisher.make());
  expect(await outcome(setupFor(webSource(url)))).toBe('ok');
  expect(asked).toEqual(
    ['actualizacion.json', 'actualizacion.firma', 'Atalaya-Setup-0.2.0.exe'].map(
      (name) => `/office/${name} connection,host`,
    ),
  );
  expect(readdirSync(path.join(home, 'copy'))).toEqual(['pending']);
});

test('a server that hangs up, redirects, or is not there', async () => {
  expect(await outcome(setupFor(webSource((await serve(publisher.make(), true)).url)))).toBe('update/unreachable');
  expect(copied()).toEqual([]);
  const elsewhere = await serve(publisher.make());
  const redirecting = createServer((request, response) => {
    response.writeHead(302, { location: `${elsewhere.url}/${path.basename(request.url ?? '')}` }).end();
  });
  servers.push(redirecting);
  await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}/`;
  expect(await outcome(setupFor(webSource(url)))).toBe('update/unreachable');
  expect(elsewhere.asked).toEqual([]);
  expect(await outcome(setupFor(webSource('http://127.0.0.1:9/')))).toBe('update/unreachable');
});

test('a server that goes on and on with a small file is left after a while', async () => {
  const dripping = createServer((_request, response) => {
    response.writeHead(200);
    const drop = setInterval(() => response.write(' '), 10);
    response.on('close', () => clearInterval(drop));
  });
  servers.push(dripping);
  await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(dripping.address() as AddressInfo).port}/`;
  expect(await outcome(setupFor(webSource(url, 150)))).toBe('update/unreachable');
});

test('a stick that is pulled out in the middle leaves nothing behind', async () => {
  publisher.make({ installer: Buffer.alloc(9 * 1024 * 1024, 7) }).into(home);
  let reads = 0;
  const source = folderSource(home, async (file, flags) => {
    const handle = await open(file, flags);
    if (!file.endsWith('.exe')) return handle;
    const read = handle.read.bind(handle) as (...all: unknown[]) => Promise<unknown>;
    handle.read = ((...all: unknown[]) => {
      reads += 1;
      return reads > 2 ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) : read(...all);
    }) as typeof handle.read;
    return handle;
  });
  expect(await outcome(setupFor(source))).toBe('update/gone');
  expect(reads).toBe(3);
  expect(copied()).toEqual([]);
});

test('copying can be stopped', async () => {
  publisher.make({ installer: Buffer.alloc(9 * 1024 * 1024, 7) }).into(home);
  const found = await findUpdate(setupFor(folderSource(home)));
  const stop = new AbortController();
  if (!found.ok || !found.value) throw new Error('not found');
  expect(codeOf(await found.value.take(() => stop.abort(), stop.signal))).toBe('file/cancelled');
  expect(copied()).toEqual([]);
});

test('the installer is started with exactly this command, and not when it was exchanged meanwhile', async () => {
  publisher.make().into(home);
  const found = await findUpdate(setupFor(folderSource(home)));
  if (!found.ok || !found.value) throw new Error('not found');
  expect(codeOf(await found.value.take(() => undefined, never))).toBe('ok');
  const installer = path.join(home, 'copy', 'pending', 'Atalaya-Setup-0.2.0.exe');
  truncateSync(installer, 299_999);
  expect(codeOf(await found.value.start())).toBe('update/installer-differs');
  expect(commands).toEqual([]);
  // what was said to be deleted is, and so a second try copies it again
  expect(copied()).toEqual([]);
  expect(codeOf(await found.value.take(() => undefined, never))).toBe('ok');
  expect(codeOf(await found.value.start())).toBe('ok');
  expect(commands).toEqual([[installer, '--updated', '/S', '--force-run']]);
});

test('an installer that does not start is said not to, and no helper is started in its place', async () => {
  publisher.make().into(home);
  const setup = setupFor(folderSource(home), {
    record: (command, args) => {
      commands.push([command, ...args]);
      return Promise.reject(Object.assign(new Error('EACCES'), { code: 'EACCES' }));
    },
  });
  Object.assign(process, { resourcesPath: '/opt/atalaya/resources' });
  const found = await findUpdate(setup);
  if (!found.ok || !found.value) throw new Error('not found');
  await found.value.take(() => undefined, never);
  expect(codeOf(await found.value.start())).toBe('update/not-started');
  await pause(20);
  expect(commands).toEqual([
    [path.join(home, 'copy', 'pending', 'Atalaya-Setup-0.2.0.exe'), '--updated', '/S', '--force-run'],
  ]);
});

test('going back takes an older version, and only when it is told to', async () => {
  publisher.make({ version: '0.0.9' }).into(home);
  const accept = (): Result<undefined> => ok(undefined);
  expect(await outcome(setupFor(folderSource(home), { accept }))).toBe('none');
  expect(await outcome(setupFor(folderSource(home), { accept, mayBeOlder: true }))).toBe('ok');
});
