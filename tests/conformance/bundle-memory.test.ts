// Whatever a file claims to hold, reading it takes a bounded amount of memory: measured in a process of its own, for bundles at and
// beyond every limit, all of them signed by a certified office.
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundlePaths, BUNDLE_FOLDER } from '../../shared/bundle/bundle-layout.ts';
import { signEnvelope } from '../../shared/bundle/envelope-signature.ts';
import { bundleLimits } from '../../shared/bundle/limits.ts';
import { archiveStart, bundleSeconds, planBundle, type PayloadFile } from '../../shared/bundle/plan-bundle.ts';
import { TAR_END, tarHeader, tarPadding } from '../../shared/bundle/tar.ts';
import { ownBytes, toBase64, toHex, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { runJson } from '../bench/run-json.ts';
import {
  inventedCase,
  linesOf,
  MADE_AT,
  newAgeKeys,
  testMinistry,
  type Installation,
} from '../support/bundle-builder.ts';
import { tipsOf } from '../../shared/bundle/check-case.ts';
import type { HostileSetup } from './hostile-bundle-child.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

/** All that a process takes, Node itself with it. Megabytes. */
const MOST = 300;
const GIB = 1024 ** 3;

if (process.platform !== 'linux') console.warn('skipped: only Linux tells how much memory a process ever had');
const onLinux = test.skipIf(process.platform !== 'linux');

const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-memoria-'));
const child = path.join(folder, 'hostile-bundle-child.mjs');
const setup = path.join(folder, 'setup.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let office: Installation;
let ownKey: string;
let one: Awaited<ReturnType<typeof inventedCase>>;

beforeAll(async () => {
  office = await (await testMinistry()).installation('LCE');
  ownKey = (await newAgeKeys()).recipient;
  one = await inventedCase(office);
  const known: HostileSetup = { now: Date.parse(MADE_AT), ownKey, certificate: toBase64(office.certificate) };
  writeFileSync(setup, JSON.stringify(known));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: path.resolve(import.meta.dirname, 'hostile-bundle-child.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: path.basename(child) } },
    },
    ssr: { noExternal: true },
  });
});

/** A file of an archive: its bytes, or a hole of that many zeros. */
interface Entry {
  readonly file: PayloadFile;
  readonly bytes: Bytes | number;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function changes(packed: Bytes, desc: number, lineas: number): Entry {
  const file = { tipo: 'cambios', ruta: bundlePaths.changes, bytes: packed.length, sha256: hashOf(packed) } as const;
  return { file: { ...file, desc, lineas }, bytes: packed };
}

function honestChanges(): Entry {
  const text = linesOf(one);
  return changes(ownBytes(gzipSync(text)), utf8(text).length, text.split('\n').length - 1);
}

function piece(bytes: Bytes): Entry {
  const sha256 = hashOf(bytes);
  const ruta = bundlePaths.evidence(sha256, 'jpg');
  return { file: { tipo: 'adjunto', ruta, bytes: bytes.length, sha256 }, bytes };
}

/** Writes an archive whose envelope is signed, file by file; holes take no room on the disk. */
async function write(
  entries: readonly Entry[],
  casos = [{ id: one.id, series: tipsOf(one.changes) }],
): Promise<string> {
  const plan = planBundle({
    envelopeInput: {
      ...{ id: newId(), tipo: 'traspaso', destinatarios: [{ oficina: 'TGU', clave: ownKey }], casos },
      emisor: { oficina: office.office, replica: office.replica, cert: office.cert },
      sec: [{ a: 'TGU', n: 1, ant: null }],
      creado: `${MADE_AT}#0000`,
    },
    files: entries.map(({ file }) => file),
  });
  const mtime = bundleSeconds(plan.envelope);
  const archive = path.join(folder, `${newId()}.tar`);
  const handle = openSync(archive, 'w');
  let size = 0;
  const put = (bytes: Bytes | number): void => {
    if (typeof bytes === 'number') ftruncateSync(handle, size + bytes);
    else writeSync(handle, bytes, 0, bytes.length, size);
    size += typeof bytes === 'number' ? bytes : bytes.length;
  };
  put(archiveStart(plan, await signEnvelope(plan.envelopeBytes, office.signer, MADE_AT)));
  for (const { file, bytes } of entries) {
    put(tarHeader(BUNDLE_FOLDER + file.ruta, file.bytes, mtime));
    put(bytes);
    put(tarPadding(typeof bytes === 'number' ? bytes : bytes.length));
  }
  put(TAR_END);
  closeSync(handle);
  return archive;
}

/** Reads a file in a process of its own. @returns what came of it; fails above the limit */
async function read(what: 'archive' | 'sealed', file: string): Promise<string> {
  const args = ['--max-old-space-size=160', '--max-semi-space-size=8', child, what, file, setup];
  const { outcome, megabytes } = await runJson<{ outcome: string; megabytes: number }>(process.execPath, args, {
    timeout: 280_000,
  });
  console.log(`${expect.getState().currentTestName}: ${outcome}, ${Math.round(megabytes)} MB`);
  expect(megabytes).toBeLessThan(MOST);
  rmSync(file);
  return outcome;
}

onLinux('one piece of evidence of 1 GiB', async () => {
  const zeros = Buffer.alloc(1 << 20);
  const hash = createHash('sha256');
  for (let at = 0; at < 1024; at += 1) hash.update(zeros);
  const sha256 = hash.digest('hex');
  const file = { tipo: 'adjunto', ruta: bundlePaths.evidence(sha256, 'mp4'), bytes: GIB, sha256 } as const;
  expect(await read('archive', await write([honestChanges(), { file, bytes: GIB }]))).toBe('accepted');
});

onLinux('as many files as there may be', async () => {
  const many = bundleLimits.files - 4;
  const pieces = Array.from({ length: many }, (_, i) => piece(utf8(`pieza ${i}`)));
  expect(await read('archive', await write([honestChanges(), ...pieces]))).toBe('accepted');
});

onLinux('as many cases as fit into an envelope', async () => {
  const series = [{ r: office.replica, n: 1, h: toHex(new Uint8Array(32)).slice(0, 43) }];
  const casos = Array.from({ length: 170_000 }, () => ({ id: newId(), series }));
  expect(await read('archive', await write([honestChanges()], casos))).toBe('bundle/changes');
});

onLinux('an envelope, an index and a piece that claim more than there is', async () => {
  const hash = '0'.repeat(64);
  const huge = {
    tipo: 'adjunto',
    ruta: bundlePaths.evidence(hash, 'mp4'),
    bytes: bundleLimits.file,
    sha256: hash,
  } as const;
  expect(await read('archive', await write([honestChanges(), { file: huge, bytes: 10_000_000 }]))).toBe(
    'bundle/cut-short',
  );
  const archive = path.join(folder, 'sobre.tar');
  writeFileSync(archive, tarHeader(BUNDLE_FOLDER + bundlePaths.envelope, bundleLimits.file, 1_795_532_400));
  truncateSync(archive, GIB);
  expect(await read('archive', archive)).toBe('bundle/too-large');
  const index = { tipo: 'indice', ruta: bundlePaths.index, bytes: bundleLimits.small, sha256: hash } as const;
  expect(await read('archive', await write([honestChanges(), { file: index, bytes: bundleLimits.small }]))).toBe(
    'bundle/content',
  );
});

onLinux('lines that unfold as far as they may, and further', async () => {
  const bomb = ownBytes(gzipSync(Buffer.alloc(GIB / 4, 0x20), { level: 9 }));
  expect(await read('archive', await write([changes(bomb, bomb.length * bundleLimits.unfold, 1)]))).toBe(
    'bundle/changes',
  );
  // a megabyte a line, each of them canonical, and none of a change
  const line = Buffer.from(`"${randomBytes(bundleLimits.line / 2 - 2).toString('hex')}"\n`);
  const lines = ownBytes(gzipSync(Buffer.concat(Array.from({ length: 64 }, () => line)), { level: 1 }));
  expect(await read('archive', await write([changes(lines, line.length * 64, 64)]))).toBe('bundle/changes');
});

onLinux('a case whose lines are as many as there may be, and more', async () => {
  // real changes of one series, sealed at its end
  const big = await inventedCase(office, 20_000);
  const text = linesOf(big);
  const casos = [{ id: big.id, series: tipsOf(big.changes) }];
  const entry = changes(ownBytes(gzipSync(text)), utf8(text).length, text.split('\n').length - 1);
  expect(await read('archive', await write([entry], casos))).toBe(
    utf8(text).length > bundleLimits.caseLines ? 'bundle/too-large' : 'accepted',
  );
});

onLinux('a sealed file whose header has no end', async () => {
  const endless = path.join(folder, 'sin-fin.age');
  writeFileSync(endless, 'age-encryption.org/v1\n-> scrypt ');
  truncateSync(endless, GIB);
  expect(await read('sealed', endless)).toBe('bundle/not-a-bundle');
});
