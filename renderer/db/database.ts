import { may, type Permission } from '../../shared/access/permissions.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { CaseBox, Host } from '../../shared/ipc/contract.ts';
import type { Write } from '../../shared/journal/write.ts';
import { fromUtf8, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock, Instant } from '../../shared/kernel/clock.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { fault, type Fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { InTurn } from '../../shared/kernel/turns.ts';
import { openWith, sealWith, type SealingKeys } from '../../shared/vault/seal.ts';
import type { OpenReport } from './open-report.ts';
import type { OfficeTables } from './schema.ts';
import type { Watched } from './watched.ts';

/** The calls of the main process that the database lives by: the journal is the memory, the tables are its view. */
export type JournalPort = Pick<Host, 'commit' | 'commitTogether' | 'readJournal' | 'seedJournal'>;

/** Keys of single cases, as the main process gives them out. Each use but the making needs a reason. */
export interface CaseKeysPort {
  readonly make: (caseId: string) => Promise<Result<{ readonly key: CryptoKey; readonly boxes: readonly CaseBox[] }>>;
  readonly open: (input: {
    readonly caseId: string;
    readonly boxes: readonly CaseBox[];
    readonly reason: string;
    readonly emergency: boolean;
  }) => Promise<Result<CryptoKey>>;
  readonly share: (input: {
    readonly caseId: string;
    readonly boxes: readonly CaseBox[];
    readonly personId: string;
    readonly reason: string;
  }) => Promise<Result<readonly CaseBox[]>>;
}

/** What sealing knows of a row: who in the office may open it (docs/decisions/0009-keys-and-roles.md). */
export type SealLevel = 'office' | 'reserved';

/** Keys by level; no `reserved` for whoever may not read cases, or whose right nobody has handed on yet. */
export interface LevelKeys {
  readonly office: SealingKeys;
  readonly reserved: SealingKeys | undefined;
}

/** A place in the journal: the number of a frame and its digest; 0 and zeros before the first. */
export interface Position {
  readonly seq: number;
  readonly digest: Bytes;
}

/** An open office database: its tables, the keys that seal their rows, who is working, and the journal behind it. */
export interface Database extends LevelKeys {
  readonly tables: OfficeTables;
  readonly vaultId: string;
  readonly officeId: string;
  /** its changes bear it; another one after {@link renewInstallation} */
  readonly installationId: string;
  readonly officeCode: string;
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly clock: Clock;
  /** keys of the cases whose protected values were opened since the office was unlocked */
  readonly caseKeys: Map<string, CryptoKey>;
  /** those of them whose key came by an emergency only: it is there to be read, not to be handed on */
  readonly emergencies: Set<string>;
  readonly keysPort: CaseKeysPort;
  readonly journal: JournalPort;
  /**
   * Gives this computer a new installation id, since another one writes with the same. Call inside `exclusive`. Fault
   * `exchange/copied-computer` where there is no way to, and those of the main process.
   */
  readonly renewInstallation: () => Promise<Result<undefined>>;
  /** has the engine forget what it can neither open nor delete; none where there is no engine outside the window */
  readonly clearStorage: (() => Promise<Result<unknown>>) | undefined;
  /** Runs one write after another: the journal and the tables must go the same way. */
  readonly exclusive: InTurn;
  /** ends, always well, when the tables took or refused what the journal was given last */
  readonly applying: { last: Promise<void> };
  /** called with what was written, when the journal has it and the tables have it or are about to */
  readonly onWrites: Set<(writes: readonly Write[]) => void>;
  /** how far the tables follow the journal */
  readonly position: Watched<Position>;
  /** `db/behind` while the journal has what the tables could not be given; nothing is lost then */
  readonly trouble: Watched<Fault | undefined>;
  /** true while this computer's clock stands behind what was written before, as the last write told */
  readonly clockBehind: Watched<boolean>;
  /** what opening found and did; another one after a repair */
  readonly report: Watched<OpenReport>;
}

/** Now, by this computer's clock. */
export function now(db: Database): Instant {
  return instantFrom(db.clock.now());
}

/** Rights that are worth nothing without the key of the reserved level. */
const NEEDS_RESERVED: ReadonlySet<Permission> = new Set<Permission>([
  'case.read',
  'case.write',
  'case.finalise',
  'document.sign',
  'document.export',
  'protected.open',
  'protected.emergency',
  'snapshot.restore-case',
  'exchange.send',
  'exchange.receive',
]);

/**
 * Whether the person who works may do this. Fault `access/denied`, also when the role allows it and the key that it
 * needs was not handed on yet (`pending` in the detail).
 */
export function allow(db: Pick<Database, 'roles' | 'reserved'>, permission: Permission): Result<undefined> {
  if (!may(db.roles, permission)) return fail('access/denied', { permission });
  if (db.reserved === undefined && NEEDS_RESERVED.has(permission)) {
    return fail('access/denied', { permission, pending: 'yes' });
  }
  return ok(undefined);
}

/**
 * Seals a value for one place in the database; moved to another place it no longer opens.
 * @param place table and key, e.g. `drafts/<case>`
 * @throws Rollback `access/denied` when the person does not hold the level's key
 */
export async function sealJson(
  db: Database,
  place: string,
  value: unknown,
  level: SealLevel = 'reserved',
): Promise<Bytes> {
  return await sealBytes(db, place, utf8(JSON.stringify(value)), level);
}

/** Seals bytes for one place in the database; throws as {@link sealJson} does. */
export async function sealBytes(
  db: Database,
  place: string,
  bytes: Bytes,
  level: SealLevel = 'reserved',
): Promise<Bytes> {
  const keys = db[level];
  if (keys === undefined) throw new Rollback(fault('access/denied', { level }));
  return await sealWith(keys, `${db.vaultId}|${place}`, bytes);
}

/**
 * Opens bytes. Faults: `db/damaged` names the place when they were altered or moved; `access/denied` without the
 * level's key; `vault/key-not-held` when they were sealed after the person lost the right.
 */
export async function openBytes(
  db: Database,
  place: string,
  sealed: Bytes,
  level: SealLevel = 'reserved',
): Promise<Result<Bytes>> {
  const keys = db[level];
  if (keys === undefined) return fail('access/denied', { level });
  const opened = await openWith(keys, `${db.vaultId}|${place}`, sealed);
  return opened.ok || opened.fault.code !== 'vault/damaged' ? opened : fail('db/damaged', { place });
}

/** Opens a value sealed by {@link sealJson}. The tag proves that this app wrote it, so its shape is trusted. */
export async function openJson<T>(
  db: Database,
  place: string,
  sealed: Bytes,
  level: SealLevel = 'reserved',
): Promise<Result<T>> {
  const opened = await openBytes(db, place, sealed, level);
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
 * Runs a write and turns what storage throws into faults: `db/disk-full`, `db/unavailable` (detail `reason`: the
 * error's name), or the fault of a {@link Rollback}. Bugs of ours still throw.
 */
export async function guarded<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof Rollback) return { ok: false, fault: error.fault };
    const texts = errorTexts(error);
    if (texts.some((text) => /QuotaExceeded|NO_SPACE|disk full/i.test(text))) return fail('db/disk-full');
    const reason = texts.find((text) => STORAGE_ERROR.test(text));
    if (reason !== undefined) return fail('db/unavailable', { reason });
    throw error;
  }
}

const STORAGE_ERROR =
  /^(AbortError|UnknownError|DatabaseClosedError|InvalidStateError|TransactionInactiveError|OpenFailedError|MissingAPIError|TimeoutError|DataError|NotFoundError|NotReadableError)$/;

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
