import { fromUtf8, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock, Instant } from '../../shared/kernel/clock.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import type { OfficeTables } from './schema.ts';

/** An open office database: its tables, the key that seals their rows, and who is working. */
export interface Database {
  readonly tables: OfficeTables;
  readonly vaultId: string;
  readonly officeId: string;
  readonly installationId: string;
  readonly officeCode: string;
  readonly personId: string;
  readonly clock: Clock;
  readonly key: CryptoKey;
  /** Runs one write after another: audit numbers and series must never interleave. */
  readonly exclusive: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A queue of one: each piece of work starts when the one before it has ended, well or badly. */
export function makeQueue(): Database['exclusive'] {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** Now, by this computer's clock. */
export function now(db: Database): Instant {
  return instantFrom(db.clock.now());
}

/**
 * Seals a value for one place in the database; moved to another place it no longer opens.
 * @param place table and key, e.g. `drafts/<case>`
 */
export async function sealJson(db: Database, place: string, value: unknown): Promise<Bytes> {
  return await seal(db.key, `${db.vaultId}|${place}`, utf8(JSON.stringify(value)));
}

/** Seals bytes for one place in the database. */
export async function sealBytes(db: Database, place: string, bytes: Bytes): Promise<Bytes> {
  return await seal(db.key, `${db.vaultId}|${place}`, bytes);
}

/** Opens bytes; fault `db/damaged` names the place when they were altered or moved. */
export async function openBytes(db: Database, place: string, sealed: Bytes): Promise<Result<Bytes>> {
  const opened = await open(db.key, `${db.vaultId}|${place}`, sealed);
  return opened.ok ? opened : fail('db/damaged', { place });
}

/** Opens a value sealed by {@link sealJson}. The tag proves that this app wrote it, so its shape is trusted. */
export async function openJson<T>(db: Database, place: string, sealed: Bytes): Promise<Result<T>> {
  const opened = await openBytes(db, place, sealed);
  return opened.ok ? ok(JSON.parse(fromUtf8(opened.value)) as T) : opened;
}

/** Thrown inside a transaction to roll it back with a fault instead of a bug. */
export class Rollback extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/**
 * Runs a write and turns what storage throws into faults: `db/disk-full`, `db/unavailable`, or the
 * fault of a {@link Rollback}. Bugs of ours still throw.
 */
export async function guarded<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Rollback) return { ok: false, fault: error.fault };
    const texts = errorTexts(error);
    if (texts.some((text) => /QuotaExceeded|NO_SPACE|disk full/i.test(text))) return fail('db/disk-full');
    if (
      texts.some((text) =>
        /^(AbortError|UnknownError|DatabaseClosedError|InvalidStateError|TransactionInactiveError|OpenFailedError|MissingAPIError|TimeoutError|DataError|NotFoundError)$/.test(
          text,
        ),
      )
    )
      return fail('db/unavailable', { reason: texts[0] ?? '' });
    throw error;
  }
}

/** Like {@link guarded}, for work that gives a result itself. */
export async function guardedResult<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  const ended = await guarded(work);
  return ended.ok ? ended.value : ended;
}

/** Names and messages of an error and of those it wraps (Dexie's `inner`). */
function errorTexts(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const inner = (error as { inner?: unknown }).inner;
  return [error.name, error.message, ...(inner === undefined || inner === error ? [] : errorTexts(inner))];
}
