import type { CountersRow } from '../../shared/journal/write.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { reading } from './access.ts';
import { allow, guarded, openJson, sealJson, type Database } from './database.ts';

/** The last number given out by each counter, and the version of the row that says so. */
export interface Counters {
  readonly v: number;
  readonly last: Readonly<Record<string, number>>;
}

/** A number about to be given: which counter, and its next value. */
export interface Numbering {
  readonly counter: string;
  readonly next: number;
}

const PLACE = 'meta/counters';

/** Reads the counters; a new office has none yet. Faults `access/denied`, `db/damaged`, `db/unavailable`. */
export async function readCounters(db: Database): Promise<Result<Counters>> {
  const allowed = allow(db, 'case.read');
  if (!allowed.ok) return allowed;
  const found = await guarded(() => db.tables.meta.get('counters'));
  if (!found.ok) return found;
  const row = found.value;
  if (row?.k !== 'counters') return ok({ v: 0, last: {} });
  const last = await openJson<Counters['last']>(db, PLACE, row.sealed);
  return last.ok ? ok({ v: row.v, last: last.value }) : last;
}

/** The value a counter would give next. Nothing is taken: {@link finalise} takes it, together with the paper that bears it. */
export async function peekCounter(db: Database, counter: string): Promise<Result<Numbering>> {
  return await reading(db, 'case.read', async () => {
    const counters = await readCounters(db);
    return counters.ok ? ok({ counter, next: (counters.value.last[counter] ?? 0) + 1 }) : counters;
  });
}

/** The counters row with one number taken. */
export async function sealCounters(db: Database, counters: Counters, taken: Numbering): Promise<CountersRow> {
  const sealed = await sealJson(db, PLACE, { ...counters.last, [taken.counter]: taken.next });
  return { k: 'counters', v: counters.v + 1, sealed };
}

/**
 * The counters row after which no number is given out that another copy of this office has given out already.
 * @param theirs the counters of that copy
 * @returns undefined when nothing needs to change; faults as {@link readCounters} has them, also for `theirs`
 */
export async function mergeCounters(db: Database, theirs: CountersRow): Promise<Result<CountersRow | undefined>> {
  const ours = await readCounters(db);
  if (!ours.ok) return ours;
  const given = await openJson<Counters['last']>(db, PLACE, theirs.sealed);
  if (!given.ok) return given;
  const ahead = Object.entries(given.value).filter(([counter, last]) => last > (ours.value.last[counter] ?? 0));
  if (ahead.length === 0) return ok(undefined);
  const sealed = await sealJson(db, PLACE, { ...ours.value.last, ...Object.fromEntries(ahead) });
  return ok({ k: 'counters', v: ours.value.v + 1, sealed });
}
