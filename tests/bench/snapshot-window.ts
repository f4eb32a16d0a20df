// Electron's main process: a journal of many megabytes, taken into snapshots and copied by hand, in turn.
// electron snapshot-window.cjs <worker bundle>. Prints SnapshotFigures as JSON.
import '../../electron/web-crypto.ts';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { app, BrowserWindow } from 'electron';
import { encodeFileHeader } from '../../electron/journal/file-header.ts';
import { makeFrame, positionOf, START, type Position } from '../../electron/journal/frame.ts';
import { createSnapshotWorker } from '../../electron/snapshots/snapshot-work.ts';
import type { SnapshotSource, Taken } from '../../electron/snapshots/take-snapshot.ts';
import { noAudit } from '../../shared/journal/payload.ts';
import { concatBytes, randomBytes, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { reportFigures } from './report-figures.ts';

/** What the bench learns; milliseconds for each run. */
export interface SnapshotFigures {
  readonly megabytes: number;
  /** the first snapshot of an office, which walks the whole journal */
  readonly first: readonly number[];
  /** every later one, which walks what is new */
  readonly next: readonly number[];
  /** the same files copied, flushed, read back and compared with what they were copied from */
  readonly careful: readonly number[];
  /** the same files copied and flushed */
  readonly plain: readonly number[];
  /**
   * longest time between two turns of the page's event loop or of this process, while snapshots are made and while
   * nothing is
   */
  readonly busy: readonly number[];
  readonly idle: readonly number[];
}

const RUNS = 5;
const HELD_RUNS = 3;
const FILES = 6;
const FILE_BYTES = 64 * 1024 * 1024;
const RECORD_BYTES = 4000;
const PIECE = 4 * 1024 * 1024;
const IDLE_MS = 3000;

const folder = path.join(app.getPath('userData'), 'bench');
const copies = path.join(folder, 'copias');
const vaultId = newId();
const { work } = createSnapshotWorker(process.argv.at(-1) ?? '');

reportFigures(measure);

async function measure(): Promise<SnapshotFigures> {
  mkdirSync(copies, { recursive: true });
  const files = await makeOffice();
  const bytes = files.reduce((sum, { file }) => sum + readFileSync(file).length, 0);
  // what all but the last file hold was in the snapshot before
  const known = path.join(folder, (await take({ files: files.slice(0, -1) })).name);
  const first: number[] = [];
  const next: number[] = [];
  const careful: number[] = [];
  const plain: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    careful.push(await timed(() => copyCarefully(files)));
    first.push(await timed(() => take({ files })));
    plain.push(await timed(() => copyPlainly(files)));
    next.push(await timed(() => take({ files, known })));
  }
  const page = await openPage();
  const busy: number[] = [];
  const idle: number[] = [];
  for (let run = 0; run < HELD_RUNS; run += 1) {
    busy.push(
      await held(page, async () => {
        await take({ files });
        await take({ files, known });
      }),
    );
    idle.push(await held(page, () => new Promise((resolve) => setTimeout(resolve, IDLE_MS))));
  }
  return {
    megabytes: bytes / 1e6,
    first,
    next,
    careful,
    plain,
    busy,
    idle,
  };
}

/** Full files of the journal and a small one, as the hour since the last snapshot leaves it. */
async function makeOffice(): Promise<SnapshotSource['files'][number][]> {
  const journalKey = await crypto.subtle.importKey('raw', randomBytes(32), 'AES-GCM', false, ['encrypt']);
  const keyring = path.join(folder, 'keyring.json');
  writeFileSync(keyring, JSON.stringify({ vaultId }));
  const files = [{ name: 'keyring.json', file: keyring }];
  let before: Position = START;
  for (let n = 1; n <= FILES; n += 1) {
    const parts: Bytes[] = [encodeFileHeader({ kind: 'frames', vaultId, before })];
    const size = n === FILES ? FILE_BYTES / 64 : FILE_BYTES;
    for (let bytes = 0; bytes < size; bytes += parts.at(-1)?.length ?? 0) {
      const row = { c: newId(), v: 1, sealed: randomBytes(RECORD_BYTES) };
      const payload = {
        at: '2026-11-24T15:00:00.000Z',
        audit: noAudit,
        writes: [{ t: 'drafts', k: 'put', row } as const],
      };
      const frame = await makeFrame({ vaultId, journalKey, before, payload });
      parts.push(frame.raw);
      before = positionOf(frame);
    }
    const file = path.join(folder, `00000${n}.atj`);
    writeFileSync(file, concatBytes(...parts));
    files.push({ name: `journal/${path.basename(file)}`, file });
  }
  return files;
}

async function take(source: Pick<SnapshotSource, 'files' | 'known'>): Promise<Taken> {
  const facts = {
    vaultId,
    office: { name: 'Oficina Regional de La Ceiba', code: 'LCE' },
    madeAt: new Date().toISOString(),
    appVersion: '0.0.0',
    layout: 2,
    counts: { cases: 0, documents: 0, files: 0 },
  };
  const taken = await work.take({ ...source, folder: copies, facts, random: toHex(randomBytes(6)) });
  if (!taken.ok) throw new Error(taken.fault.code);
  const file = path.join(copies, taken.value.name);
  // every other one only shows how long it takes
  if (source.known === undefined && source.files.length < FILES + 1)
    await rename(file, path.join(folder, taken.value.name));
  // as the app lets old ones go: hundreds of megabytes, removed in this thread, would hold it up by themselves
  else await rm(file);
  return taken.value;
}

async function copyCarefully(files: SnapshotSource['files']): Promise<void> {
  const [a, b] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)];
  for (const { file } of files) {
    const target = path.join(copies, 'copy');
    const [from, to] = [await open(file, 'r'), await open(target, 'w+')];
    const { size } = await from.stat();
    for (let at = 0; at < size;) {
      const { bytesRead } = await from.read(a, 0, PIECE, at);
      await to.write(a, 0, bytesRead, at);
      at += bytesRead;
    }
    await to.sync();
    for (let at = 0; at < size;) {
      const { bytesRead } = await from.read(a, 0, PIECE, at);
      const back = await to.read(b, 0, PIECE, at);
      if (!a.subarray(0, bytesRead).equals(b.subarray(0, back.bytesRead))) throw new Error('not what was written');
      at += bytesRead;
    }
    await from.close();
    await to.close();
    rmSync(target);
  }
}

async function copyPlainly(files: SnapshotSource['files']): Promise<void> {
  for (const { file } of files) {
    const target = path.join(copies, 'copy');
    await copyFile(file, target);
    const to = await open(target, 'r+');
    await to.sync();
    await to.close();
    rmSync(target);
  }
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

async function openPage(): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  await window.loadURL(`data:text/html,${encodeURIComponent('<!doctype html><title>.</title><input autofocus>')}`);
  return window;
}

/** The longest time between two turns of the page's event loop, or of this one, while something goes on. */
async function held({ webContents }: BrowserWindow, task: () => Promise<unknown>): Promise<number> {
  await webContents.executeJavaScript(`{
    const channel = new MessageChannel();
    const state = (window.held = { longest: 0, isRunning: true });
    let last = performance.now();
    channel.port1.onmessage = () => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - last);
      last = now;
      if (state.isRunning) setTimeout(() => channel.port2.postMessage(0));
    };
    channel.port2.postMessage(0);
  }`);
  let longest = 0;
  let last = performance.now();
  const turns = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await task();
  clearInterval(turns);
  const page = (await webContents.executeJavaScript('held.isRunning = false, held.longest')) as number;
  return Math.max(page, longest);
}
