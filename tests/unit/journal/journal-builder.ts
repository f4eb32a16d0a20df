import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Ledger, type LedgerKeys, type LedgerSetup } from '../../../electron/journal/ledger.ts';
import type { FindFrame } from '../../../electron/journal/mend.ts';
import type { LogEntry } from '../../../electron/disk/log.ts';
import type { Act } from '../../../shared/access/acts.ts';
import type { WindowWrite } from '../../../shared/access/may-commit.ts';
import type { Role } from '../../../shared/access/roles.ts';
import { concatBytes, sha256, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { isLasting, placeOf, type Frame } from '../../../shared/journal/write.ts';
import { importDataKey, type SealingKeys } from '../../../shared/vault/seal.ts';
import { newFolder, testClock, valueOf, type TestClock } from '../../support/vault-builder.ts';

export const vaultId = '0b0f4d5e-5a43-4d0c-9a5e-0e5a37b1a001';
export const officeId = '0b0f4d5e-5a43-4d0c-9a5e-0e5a37b1a002';
export const personId = '0b0f4d5e-5a43-4d0c-9a5e-0e5a37b1a003';
export const installation = '0b0f4d5e-5a43-4d0c-9a5e-0e5a37b1a004';

export async function keyFrom(name: string): Promise<CryptoKey> {
  return importDataKey(await sha256(utf8(name)));
}

export async function levelKey(name: string): Promise<SealingKeys> {
  return { current: 1, keys: new Map([[1, await keyFrom(name)]]) };
}

export async function ledgerKeys(change: Partial<LedgerKeys> = {}): Promise<LedgerKeys> {
  return {
    vaultId,
    officeId,
    installationId: installation,
    personId,
    roles: ['inspector', 'chief'] satisfies Role[],
    keys: {
      journal: await keyFrom('journal'),
      office: await levelKey('office'),
      reserved: await levelKey('reserved'),
    },
    restored: false,
    ...change,
  };
}

export interface TestLedger {
  readonly ledger: Ledger;
  readonly clock: TestClock;
  readonly logged: LogEntry[];
}

/** A ledger that is not open yet. */
export function newLedger(folder: string, setup: Partial<LedgerSetup> = {}, clock = testClock()): TestLedger {
  const logged: LogEntry[] = [];
  const ledger = new Ledger({
    folder,
    clock,
    log: { write: (entry) => void logged.push(entry) },
    findFrame: () => Promise.resolve(undefined),
    checkAfter: 'never',
    ...setup,
  });
  onTestFinished(() => ledger.close());
  return { ledger, clock, logged };
}

/** Finds frames by their numbers, as a copy would. */
export function fromCopy(frames: ReadonlyMap<number, Bytes>): FindFrame {
  return (seq) => {
    const raw = frames.get(seq);
    return Promise.resolve(raw && { raw });
  };
}

/** The nth id of a kind; ids are readable in a failing test. */
export function idOf(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** Bytes that nobody takes for zeros or for another row. */
export function bytesFor(n: number, length = 40): Bytes {
  return Uint8Array.from({ length }, (_, i) => (n * 31 + i * 7 + 1) % 251);
}

export function draft(n: number, length?: number): WindowWrite {
  return { t: 'drafts', k: 'put', row: { c: idOf(n), v: 1, sealed: bytesFor(n, length) } };
}

export function save(c: number, n: number, length?: number): WindowWrite {
  return { t: 'saves', k: 'put', row: { c: idOf(c), r: installation, n, last: n, sealed: bytesFor(n, length) } };
}

export function summary(c: number, v: number, length?: number): WindowWrite {
  return { t: 'summaries', k: 'put', row: { k: `c/${idOf(c)}`, v, sealed: bytesFor(v, length) } };
}

/** What is said of a save in the cth case. */
export function savedIn(c: number): Act {
  return { ...savedAct, caseId: idOf(c) };
}

export const savedAct: Act = { action: 'saved', caseId: idOf(1), detail: 'prueba' };

/** Everything the journal gives, portion after portion. */
export async function readAll(ledger: Ledger, after = 0): Promise<Frame[]> {
  const frames: Frame[] = [];
  for (let at = after; ;) {
    const read = valueOf(await ledger.read(at));
    frames.push(...read.frames);
    const last = read.frames.at(-1);
    if (last === undefined || last.seq >= read.end.seq) return frames;
    at = last.seq;
  }
}

/** The rows that a database would have after these frames, by place. */
export function rowsOf(frames: readonly Frame[]): Map<string, string> {
  const rows = new Map<string, string>();
  for (const { writes } of frames) {
    for (const write of writes) {
      if (write.k === 'del') rows.delete(placeOf(write));
      else if (!isLasting(write) || !rows.has(placeOf(write))) rows.set(placeOf(write), JSON.stringify(write.row));
    }
  }
  return rows;
}

/** A small generator of numbers that are the same in every run. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A folder in memory where there is such a thing: for tests that open a journal thousands of times. */
export function quickFolder(): string {
  if (!existsSync('/dev/shm')) return newFolder();
  const folder = mkdtempSync(path.join('/dev/shm', 'atalaya-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The bytes of a file with some of them changed. */
export function flipped(bytes: Uint8Array, ...positions: readonly number[]): Bytes {
  const out = concatBytes(bytes);
  for (const position of positions) out[position] = (out[position] ?? 0) ^ 0x41;
  return out;
}

export function bytesOfFile(file: string): Bytes {
  return new Uint8Array(readFileSync(file));
}
