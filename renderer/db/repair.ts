import type { Fault } from '../../shared/kernel/fault.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Database } from './database.ts';
import { hasLostRows } from './grown-rows.ts';
import type { OpenReport } from './open-report.ts';
import { rebuild } from './rebuild.ts';

/**
 * Looks whether rows are missing that the tables have had, and makes them again if so. For a quiet moment after
 * opening. Faults: those of {@link repairDatabase}.
 */
export async function checkRows(db: Database): Promise<Result<undefined>> {
  const lost = await hasLostRows(db);
  if (!lost.ok) return lost;
  const repaired = lost.value ? await repairDatabase(db) : ok(undefined);
  return repaired.ok ? ok(undefined) : repaired;
}

interface Repair {
  readonly done: Promise<Result<OpenReport>>;
  over: boolean;
}

/** The one repair of a session: damage that is still there afterwards is not for the journal to mend. */
const repairs = new WeakMap<Database, Repair>();

/**
 * Makes the tables again from the journal, after they turned out to be damaged; `db.report` then says so. The old ones
 * go only after the journal was read through. Faults: those of reading the journal (then nothing was changed),
 * `db/disk-full`, `db/unavailable`.
 */
export async function repairDatabase(db: Database): Promise<Result<OpenReport>> {
  const repaired = await db.exclusive(() => rebuild(db));
  if (repaired.ok) db.report.set(repaired.value);
  return repaired;
}

/**
 * Does some work, and once more when it met damage that {@link repairDatabase} mended. While a repair is under way,
 * everybody who meets its traces waits for it.
 */
export async function healing<T>(db: Database, work: () => Promise<Result<T>>): Promise<Result<T>> {
  const wasOver = repairs.get(db)?.over === true;
  const first = await work();
  if (first.ok || wasOver || !isDamage(first.fault, repairs.has(db))) return first;
  const repaired = await (repairs.get(db) ?? startRepair(db)).done;
  return repaired.ok ? await work() : first;
}

function startRepair(db: Database): Repair {
  const repair: Repair = { done: repairDatabase(db), over: false };
  repairs.set(db, repair);
  void repair.done.finally(() => {
    repair.over = true;
  });
  return repair;
}

/** How Chromium tells that what it stored cannot be read; NotReadable and Data stand for its files of large values. */
const DAMAGE = ['UnknownError', 'NotReadableError', 'DataError', 'NotFoundError'];

/** Whether the tables are damaged; while they are made again they may also be closed for a moment. */
function isDamage(fault: Fault, repairing: boolean): boolean {
  if (fault.code === 'db/damaged') return true;
  const reason = fault.detail?.['reason'];
  if (fault.code !== 'db/unavailable' || typeof reason !== 'string') return false;
  return DAMAGE.includes(reason) || (repairing && reason === 'DatabaseClosedError');
}
