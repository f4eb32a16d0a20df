import { acts } from '../../shared/access/acts.ts';
import type { ActInput } from '../../shared/ipc/contract.ts';
import { openAuditEntry, type AuditEntry } from '../../shared/journal/audit-entry.ts';
import { noAudit } from '../../shared/journal/payload.ts';
import type { FaultCode } from '../../shared/kernel/fault.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { catchUp, commit } from './commit.ts';
import { allow, guarded, type Database } from './database.ts';

export type { ActName as AuditAction } from '../../shared/access/acts.ts';
export type { AuditEntry } from '../../shared/journal/audit-entry.ts';
export type AuditInput = ActInput;

/**
 * Has an act of looking, searching or copying written into the chain. Good as soon as the journal has it; the tables
 * follow. Faults: `access/denied`, those of the journal.
 */
export async function audit(db: Database, act: ActInput): Promise<Result<void>> {
  const rule = acts[act.action];
  const allowed = 'needs' in rule ? allow(db, rule.needs) : ok(undefined);
  if (!allowed.ok) return allowed;
  return await db.exclusive(() => commit(db, [], act));
}

/** Faults of a disk that takes nothing now and may later. */
const PASSING: ReadonlySet<FaultCode> = new Set<FaultCode>(['journal/disk-full', 'journal/not-written']);

/**
 * Has an act written down that has happened already, and for which nobody is kept out: while the disk takes nothing it
 * is owed, and goes behind the next write that the disk takes. Faults as {@link audit} has them, but for those of a
 * disk.
 */
export async function auditSoon(db: Database, act: ActInput): Promise<Result<void>> {
  const written = await audit(db, act);
  if (written.ok || !PASSING.has(written.fault.code)) return written;
  const pay = (): void => {
    db.onWrites.delete(pay);
    // the disk may have filled up again meanwhile
    void auditSoon(db, act);
  };
  db.onWrites.add(pay);
  return ok(undefined);
}

/** Which acts are asked for; all when empty. */
export interface AuditFilter {
  readonly caseId?: string;
  readonly documentId?: string;
}

interface Opened {
  readonly entries: readonly AuditEntry[];
  /** how many cannot be opened */
  readonly damaged: number;
  readonly n: number;
  readonly h: typeof noAudit.h;
}

/** Entries that were opened already: they never change. */
const opened = new WeakMap<Database, Opened>();

/**
 * The acts about a case or a document (needs `case.read` or `audit.read`), or all of them (`audit.read`), oldest
 * first. Case, document and detail are missing for whoever may not read cases. Entries that cannot be opened are left
 * out here; the main process's `checkAudit` names the first of them. Faults `access/denied`, `db/unavailable`.
 */
export async function listAudit(db: Database, filter: AuditFilter = {}): Promise<Result<readonly AuditEntry[]>> {
  const { caseId, documentId } = filter;
  const aboutOne = caseId !== undefined || documentId !== undefined;
  const reader = allow(db, 'audit.read');
  const allowed = aboutOne && !reader.ok ? allow(db, 'case.read') : reader;
  if (!allowed.ok) return allowed;
  // printing, signing and the like are written down by the main process without a word to the tables
  await catchUp(db);
  const entries = await allEntries(db);
  if (!entries.ok) return entries;
  return ok(
    entries.value.entries.filter(
      (entry) =>
        (caseId === undefined || entry.caseId === caseId) &&
        (documentId === undefined || entry.documentId === documentId),
    ),
  );
}

/** What was done with a case, as far as it can be told. */
export interface CaseHistory {
  /** oldest first */
  readonly acts: readonly AuditEntry[];
  /** acts of the office of which nobody here can tell whether they were about this case */
  readonly unreadable: number;
}

/** The acts about a case, and how many more may be about it. Rights and faults as {@link listAudit} has them. */
export async function readCaseHistory(db: Database, caseId: string): Promise<Result<CaseHistory>> {
  const acts = await listAudit(db, { caseId });
  if (!acts.ok) return acts;
  const all = await allEntries(db);
  if (!all.ok) return all;
  const { entries, damaged } = all.value;
  return ok({ acts: acts.value, unreadable: damaged + entries.filter(({ details }) => details !== undefined).length });
}

async function allEntries(db: Database): Promise<Result<Opened>> {
  const known = opened.get(db) ?? { entries: [], damaged: 0, ...noAudit };
  const rows = await guarded(() => db.tables.audit.where('n').above(known.n).sortBy('n'));
  if (!rows.ok) return rows;
  const before = [known.h, ...rows.value.map(({ h }) => h)];
  const fresh = await Promise.all(
    rows.value.map((row, i) => openAuditEntry(db, db.vaultId, before[i] ?? noAudit.h, row)),
  );
  const last = rows.value.at(-1);
  const entries = [...known.entries, ...fresh.flatMap((entry) => (entry.ok ? [entry.value] : []))];
  const damaged = known.damaged + fresh.filter((entry) => !entry.ok).length;
  const all = { entries, damaged, n: last?.n ?? known.n, h: last?.h ?? known.h };
  opened.set(db, all);
  return ok(all);
}
