import type { SaveRow } from '../../shared/journal/write.ts';
import {
  concatBytes,
  equalBytes,
  fromUtf8,
  ownBytes,
  randomBytes,
  utf8,
  type Bytes,
} from '../../shared/kernel/bytes.ts';
import type { Change } from '../../shared/record/change.ts';
import type { OpenedSave } from './bundle-rows.ts';
import { guarded, openBytes, sealBytes, type Database } from './database.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { answerOf, engineOf } from './engine.ts';
import { keepFold, rowsSince, stateOf, stateOfKept, type FoldState, type KeptFold, type RowKey } from './kept-fold.ts';
import { foldOnce } from './known-cases.ts';
import type { PageRow } from './schema.ts';
import { idleMoments } from './when-idle.ts';

// On the disk: rows of the table `pages`, which is local and derived. Several small ones, as the engine puts what is larger than
// 64 KB into files of its own and takes its time to read them back.

/** Cases of fewer rows are read whole as fast. */
const LONG_ROWS = 48;
/** So many rows may come before the fold is made anew. */
const RENEW_ROWS = 16;
/** So many are read beside a fold. */
const MOST_SINCE = 2 * RENEW_ROWS;
const PART_BYTES = 48 * 1024;
/** Each part begins with the same random bytes, and the number of parts: those of two writings do not fit together. */
const MARK_BYTES = 16;

const kindOf = (caseId: string): string => `k/${caseId}`;
const place = ({ kind, p }: Pick<PageRow, 'kind' | 'p'>): string => `pages/${kind}/${p}`;
const partsOf = (caseId: string): IDBKeyRange =>
  IDBKeyRange.bound([kindOf(caseId), 0], [kindOf(caseId), Number.MAX_SAFE_INTEGER]);
const rowsOf = (caseId: string): IDBKeyRange =>
  IDBKeyRange.bound([caseId, '', 0], [caseId, '\uffff', Number.MAX_SAFE_INTEGER]);

interface Found {
  readonly parts: readonly PageRow[];
  readonly keys: readonly RowKey[];
}

async function find(db: Database, caseId: string): Promise<Result<Found>> {
  return await guarded(async () => {
    const { pages, saves } = db.tables;
    const transaction = engineOf(db).transaction([pages.name, saves.name]);
    const [parts, keys] = await Promise.all([
      answerOf(transaction.objectStore(pages.name).getAll(partsOf(caseId))),
      answerOf(transaction.objectStore(saves.name).getAllKeys(rowsOf(caseId))),
    ]);
    return {
      parts: parts as PageRow[],
      keys: (keys as [string, string, number][]).map(([, r, n]) => ({ r, n })),
    };
  });
}

/**
 * A long case as far as it can be told without reading all of it: from its kept fold and the rows that came since. Protected
 * values are never in it. Whoever calls it was asked for the right, and reads the whole case afterwards: only that notices
 * damage.
 * @param openSave opens one row
 * @returns undefined where nothing is kept, or what is kept does not fit or does not open
 */
export async function readKept(
  db: Database,
  caseId: string,
  openSave: (row: SaveRow) => Promise<Result<OpenedSave>>,
): Promise<FoldState | undefined> {
  // what somebody opened for themselves is shown by the whole case only
  for (const name of db.caseKeys.keys()) if (name === caseId || name.startsWith(`saves/${caseId}/`)) return undefined;
  const found = await find(db, caseId);
  if (!found.ok || found.value.parts.length === 0) return undefined;
  const kept = await openParts(db, found.value.parts);
  const since = kept && rowsSince(kept, found.value.keys);
  if (kept === undefined || since === undefined || since.length > MOST_SINCE) return undefined;
  const rows = await guarded(() => db.tables.saves.bulkGet(since.map(({ r, n }) => [caseId, r, n])));
  if (!rows.ok) return undefined;
  const opened: OpenedSave[] = [];
  for (const row of rows.value) {
    const save = row && (await openSave(row));
    if (save?.ok !== true) return undefined;
    opened.push(save.value);
  }
  return stateOfKept(kept, opened);
}

async function openParts(db: Database, parts: readonly PageRow[]): Promise<KeptFold | undefined> {
  const opened = await Promise.all(parts.map((part) => openBytes(db, place(part), part.sealed)));
  const bytes: Bytes[] = [];
  for (const part of opened) {
    if (!part.ok) return undefined;
    bytes.push(part.value);
  }
  const [first] = bytes;
  if (first?.[MARK_BYTES] !== bytes.length) return undefined;
  const mark = first.subarray(0, MARK_BYTES + 1);
  if (!bytes.every((part) => equalBytes(part.subarray(0, MARK_BYTES + 1), mark))) return undefined;
  try {
    const text = fromUtf8(concatBytes(...bytes.map((part) => part.subarray(MARK_BYTES + 1))));
    const kept = JSON.parse(text) as { readonly v: number };
    return kept.v === 1 ? (kept as KeptFold) : undefined;
  } catch {
    return undefined;
  }
}

/** A case as it was just read. */
interface ReadCase {
  readonly rows: readonly SaveRow[];
  readonly changes: readonly Change[];
}

interface Keeping {
  /** what was read last of each case that is to be kept */
  readonly waiting: Map<string, ReadCase>;
  isRunning: boolean;
}

const keepings = new WeakMap<Database, Keeping>();

/**
 * Keeps what a long case was folded to, in an idle moment, when nothing is kept of it or much came since. A failure is no
 * fault of anything: the case is then read whole.
 * @param isProtected whether values of a field are of the protected level
 */
export function keepLater(
  db: Database,
  caseId: string,
  read: ReadCase,
  isProtected: (entity: string, field: string) => boolean,
): void {
  // the office's settings are no case that anybody opens
  if (read.rows.length < LONG_ROWS || caseId === db.officeId) return;
  const keeping = keepings.get(db) ?? { waiting: new Map(), isRunning: false };
  keepings.set(db, keeping);
  keeping.waiting.set(caseId, read);
  if (keeping.isRunning) return;
  keeping.isRunning = true;
  void keepWaiting(db, keeping, isProtected).finally(() => {
    keeping.isRunning = false;
  });
}

async function keepWaiting(
  db: Database,
  { waiting }: Keeping,
  isProtected: (entity: string, field: string) => boolean,
): Promise<void> {
  const whenIdle = idleMoments(() => db.tables.isOpen());
  for (;;) {
    await whenIdle();
    const [next] = waiting;
    if (next === undefined || !db.tables.isOpen()) return;
    const [caseId, read] = next;
    waiting.delete(caseId);
    await keep(db, caseId, read, isProtected);
  }
}

async function keep(
  db: Database,
  caseId: string,
  { rows, changes }: ReadCase,
  isProtected: (entity: string, field: string) => boolean,
): Promise<void> {
  const found = await find(db, caseId);
  if (!found.ok) return;
  const before = found.value.parts.length === 0 ? undefined : await openParts(db, found.value.parts);
  const since = before && rowsSince(before, rows);
  if (since !== undefined && since.length < RENEW_ROWS) return;
  const kept = keepFold(stateOf(foldOnce(changes), changes), rows, isProtected);
  if (kept === undefined) return;
  const parts = partsOfText(utf8(JSON.stringify(kept)));
  if (parts.length > 255) return;
  await guarded(async () => {
    const sealed = await Promise.all(
      parts.map(async (bytes, p): Promise<PageRow> => {
        const at = { kind: kindOf(caseId), p };
        return { ...at, sealed: await sealBytes(db, place(at), bytes) };
      }),
    );
    const { pages } = db.tables;
    await db.tables.transaction('rw', pages, async () => {
      await pages.bulkDelete(found.value.parts.map(({ kind, p }) => [kind, p]));
      await pages.bulkPut(sealed);
    });
  });
}

function partsOfText(text: Bytes): readonly Bytes[] {
  const count = Math.ceil(text.length / PART_BYTES);
  const mark = concatBytes(randomBytes(MARK_BYTES), new Uint8Array([count]));
  return Array.from({ length: count }, (_, part) =>
    concatBytes(mark, ownBytes(text.subarray(part * PART_BYTES, (part + 1) * PART_BYTES))),
  );
}
