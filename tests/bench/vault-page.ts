// The page of the vault bench: fills a database, opens it with the app's own code and with a bare script, and saves.
import type { Database } from '../../renderer/db/database.ts';
import { ImportBatches } from '../../renderer/db/import-batches.ts';
import type { IncomingCase } from '../../renderer/db/prepare-import.ts';
import { openTablesEarly } from '../../renderer/db/early-tables.ts';
import { createDatabase, openDatabase, type Ports } from '../../renderer/db/open.ts';
import { readRecord, saveRecord } from '../../renderer/db/records.ts';
import { DATABASE_NAME } from '../../renderer/db/schema.ts';
import { startSummaries, type Summaries } from '../../renderer/db/summary-store.ts';
import { makeTransport, type Transport } from '../../renderer/keys.ts';
import type { Session } from '../../shared/ipc/contract.ts';
import type { Write } from '../../shared/journal/write.ts';
import { concatBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { appendChanges } from '../../shared/record/append.ts';
import { setValue } from '../../shared/record/draft.ts';
import { sampleInspection } from '../support/inspection-builder.ts';
import { fillTables } from './fill-tables.ts';
import { intentsOf } from './makers/case-intents.ts';
import { caseIdOf, makeRecord, searches } from './makers/office-records.ts';
import type { SaveTimes, TakeFigures, VaultHost, VaultPage } from './vault-calls.ts';

/** Cases with a real log of changes, for saving; written last. */
const SAVABLE = 24;
/** Pages that the bare script reads at once, like the app. */
const BATCH = 32;
const SHOWN_ROWS = 30;
/** A passphrase takes longer, and so does deriving keys from it. */
const TYPING_MS = 300;

const { benchHost } = window as unknown as { readonly benchHost: VaultHost };
type PutWrite = Extract<Write, { readonly k: 'put' }>;

let db: Database | undefined;
let lists: Summaries | undefined;
/** when the newest call to the journal began and ended */
const journalCall = { start: 0, end: 0 };
const savable: string[] = [];

function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code} ${JSON.stringify(result.fault.detail)}`);
  return result.value;
}

async function signIn(): Promise<{ readonly session: Session; readonly transport: Transport; readonly ports: Ports }> {
  const transport = await makeTransport();
  const session = await benchHost.signIn(transport.publicKey);
  const nobody = (): never => {
    throw new Error('no case has a key of its own here');
  };
  const keysPort = { make: nobody, open: nobody, share: nobody };
  return {
    session,
    transport,
    ports: { clock: { now: () => Date.now() }, journal: { ...benchHost, commit: timedCommit }, keysPort },
  };
}

const timedCommit: VaultHost['commit'] = async (input) => {
  journalCall.start = performance.now();
  const committed = await benchHost.commit(input);
  journalCall.end = performance.now();
  return committed;
};

async function fill(records: number): Promise<void> {
  const { session, transport, ports } = await signIn();
  const keys = got(await transport.open(session));
  const made = got(await createDatabase(session, keys, ports));
  await fillTables(made, { records });
  const openedLists = startSummaries(made);
  got(await openedLists.opened);
  for (let i = 0; i < SAVABLE; i += 1) {
    got(await saveRecord(made, { caseId: caseIdOf(records + i), draft: longDraft(), basedOn: 0 }));
  }
  // packed as at lock
  await openedLists.close();
  made.tables.close();
}

/** A draft whose JSON is some 4 KB. */
function longDraft() {
  return setValue(sampleInspection(), 'employerStatement', makeRecord(1).slice(0, 1500));
}

async function openOurs(): Promise<number> {
  // as the app does while the passphrase is typed
  openTablesEarly();
  await new Promise((resolve) => setTimeout(resolve, TYPING_MS));
  const { session, transport, ports } = await signIn();
  const start = performance.now();
  const keys = got(await transport.open(session));
  db = got(await openDatabase(session, keys, ports));
  lists = startSummaries(db);
  got(await lists.opened);
  return performance.now() - start;
}

/** No library, no class of ours: the same keys out of the same boxes, the same rows, in the same batches, to the same text and numbers. */
async function openBare(records: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, TYPING_MS));
  const { session, transport } = await signIn();
  const start = performance.now();
  const { reserved } = got(await transport.open(session));
  const key = reserved?.keys.get(1);
  if (key === undefined) throw new Error('no key');
  const database = await once(indexedDB.open(DATABASE_NAME));
  let rows = 0;
  for (const kind of ['c', 'd']) {
    const store = (): IDBObjectStore => database.transaction('pages').objectStore('pages');
    const keys = await once(store().getAllKeys(IDBKeyRange.bound([kind, 0], [kind, 1e9])));
    const read = (end: number) =>
      once(store().getAll(IDBKeyRange.bound(keys[Math.max(end - BATCH, 0)], keys[end - 1])));
    let next = read(keys.length);
    for (let end = keys.length; end > 0; end -= BATCH) {
      const pages = (await next) as readonly { readonly p: number; readonly sealed: Bytes }[];
      if (end > BATCH) next = read(end - BATCH);
      const opened = await Promise.all(pages.map((page) => decrypt(key, session.vaultId, kind, page)));
      for (const bytes of opened) rows += decode(bytes);
    }
  }
  const time = performance.now() - start;
  database.close();
  if (rows !== records * 1.5 + SAVABLE) throw new Error(`the bare script read ${rows} rows`);
  return time;
}

async function decrypt(
  key: CryptoKey,
  vaultId: string,
  kind: string,
  { p, sealed }: { readonly p: number; readonly sealed: Bytes },
): Promise<ArrayBuffer> {
  const additionalData = concatBytes(sealed.subarray(0, 2), utf8(`${vaultId}|pages/${kind}/${p}`));
  return await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: sealed.subarray(2, 14), additionalData },
    key,
    sealed.subarray(14),
  );
}

/** What a page holds, as text and arrays of numbers. */
const decoded: unknown[] = [];
function decode(padded: ArrayBuffer): number {
  const length = new DataView(padded).getUint32(0);
  const page = padded.slice(4, 4 + length);
  const header = new DataView(page);
  const n = header.getUint32(4, true);
  const lines = 16 + 38 * n + header.getUint32(8, true);
  decoded.push([
    new TextDecoder().decode(new Uint8Array(page, lines)),
    JSON.parse(new TextDecoder().decode(new Uint8Array(page, 16 + 38 * n, lines - 16 - 38 * n))),
    new Float64Array(page.slice(16, 16 + 8 * n)),
    new Int32Array(page.slice(16 + 8 * n, 16 + 16 * n)),
    new Uint16Array(page.slice(16 + 16 * n, 16 + 20 * n)),
    new Uint8Array(page.slice(16 + 20 * n, 16 + 38 * n)),
  ]);
  return n;
}

function once<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}

/**
 * One save of ours and the same bytes written barely, in turn. The bare one is what the disk and the engine cost: one
 * append with fsync, then one strict Dexie write; `bare` of the row of the save only, `rows` of every row that the
 * save wrote (the save, the summary, the act, the place in the journal), the frame as long as ours is. Neither seals,
 * hashes, checks or chains anything: its bytes are those that ours had just made.
 */
async function save(rounds: number): Promise<SaveTimes> {
  if (db === undefined) throw new Error('not open');
  const office = db;
  let written: readonly Write[] = [];
  office.onWrites.add((writes) => {
    written = writes;
  });
  const times: SaveTimes = { ours: [], bare: [], rows: [], preparing: [], journal: [], tables: [] };
  for (let round = 0; round < rounds; round += 1) {
    const caseId = savable[round % SAVABLE] ?? '';
    const { draft, changes } = got(await readRecord(office, caseId));
    const changed = setValue(
      draft,
      'employerStatement',
      `${longDraft().values['employerStatement'] as string} ${round}`,
    );
    let start = performance.now();
    got(await saveRecord(office, { caseId, draft: changed, basedOn: changes }));
    const end = performance.now();
    times.ours.push(end - start);
    times.preparing.push(journalCall.start - start);
    times.journal.push(journalCall.end - journalCall.start);
    times.tables.push(end - journalCall.end);
    // the bare write must not wait for what ours left to do
    await office.applying.last;
    const again = elsewhere(written);
    const [same] = again.flatMap((write) => (write.t === 'saves' ? [write.row] : []));
    if (same === undefined) throw new Error('nothing was saved');
    start = performance.now();
    await benchHost.appendBare(same.sealed);
    await office.tables.saves.put(same);
    times.bare.push(performance.now() - start);
    times.rows.push(await writeRows(office, elsewhere(written)));
  }
  return times;
}

/** The rows of a save under keys that nothing else has. */
function elsewhere(written: readonly Write[]): readonly PutWrite[] {
  const caseId = newId();
  return written.flatMap((write): PutWrite[] => {
    if (write.k === 'del') return [];
    if (write.t === 'saves') return [{ ...write, row: { ...write.row, c: caseId } }];
    if (write.t === 'summaries') return [{ ...write, row: { ...write.row, k: `bare/${caseId}` } }];
    return write.t === 'audit' ? [{ ...write, row: { ...write.row, n: -write.row.n } }] : [write];
  });
}

/** One append of all bytes of the rows, then all rows in one strict transaction; milliseconds. */
async function writeRows({ tables }: Database, writes: readonly PutWrite[]): Promise<number> {
  const place = await tables.meta.get('journal');
  const start = performance.now();
  await benchHost.appendBare(concatBytes(...writes.map(({ row }) => row.sealed)));
  await tables.transaction('rw', ['meta', ...new Set(writes.map(({ t }) => t))], async () => {
    const puts = writes.map(({ t, row }) => tables.table(t).put(row));
    if (place !== undefined) puts.push(tables.meta.put(place));
    await Promise.all(puts);
  });
  return performance.now() - start;
}

async function search(): Promise<{ found: number[]; shown: number[] }> {
  if (lists === undefined) throw new Error('not open');
  const { cases } = lists;
  const found: number[] = [];
  const shown: number[] = [];
  for (const typed of ['', ...searches]) {
    let start = performance.now();
    const rows = cases.rows(typed, { by: 'date', descending: true });
    if (typed !== '') found.push(performance.now() - start);
    start = performance.now();
    await cases.load([...rows.subarray(0, SHOWN_ROWS)]);
    shown.push(performance.now() - start);
  }
  return { found, shown };
}

/** Changes of each case that is taken in. */
const CHANGES = 40;
/** Cases that are made before their turn: what makes them is not measured. Some ten times what is taken in together. */
const TAKE_BATCH = 480;

async function take(cases: number): Promise<TakeFigures> {
  const { session, transport, ports } = await signIn();
  const made = got(await createDatabase(session, got(await transport.open(session)), ports));
  got(await startSummaries(made).opened);
  let [wall, longest, stalls, isMeasured] = [0, 0, 0, false];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of isMeasured ? list.getEntries() : []) {
      stalls += 1;
      longest = Math.max(longest, duration);
    }
  });
  observer.observe({ entryTypes: ['longtask'] });
  const other = newId();
  const batches = new ImportBatches(made, { id: newId(), code: '7K2M-9QXD' });
  for (let from = 0; from < cases; from += TAKE_BATCH) {
    const batch = Array.from({ length: Math.min(TAKE_BATCH, cases - from) }, (_, i) => incoming(other, from + i));
    // what making them took is told before what follows
    await new Promise((resolve) => setTimeout(resolve, 100));
    isMeasured = true;
    const start = performance.now();
    for (const one of batch) got(await batches.add(one));
    got(await batches.end());
    wall += performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 100));
    isMeasured = false;
  }
  return { wall, longest, stalls };
}

function incoming(other: string, number: number): IncomingCase {
  const id = newId();
  const about = { caseId: id, installationId: other, author: 'inspectora', existing: [], clock: { now: Date.now } };
  return { id, changes: appendChanges(intentsOf(id, number, CHANGES), about), seals: [] };
}

const page: VaultPage = {
  take,
  fill,
  openOurs: async () => {
    const time = await openOurs();
    const rows = lists?.cases.latest(SAVABLE) ?? [];
    savable.push(...rows.map((slot) => lists?.cases.columns.idOf(slot) ?? ''));
    return time;
  },
  openBare,
  save,
  search,
  settle: async () => {
    const start = performance.now();
    await lists?.settled;
    return performance.now() - start;
  },
};
Object.assign(window, { bench: page });
