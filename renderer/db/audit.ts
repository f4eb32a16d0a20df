import { sha256, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { guarded, now, openJson, sealJson, type Database } from './database.ts';
import type { AuditRow } from './schema.ts';

/** What is written down about each act of a person. */
export type AuditAction =
  | 'created'
  | 'unlocked'
  | 'saved'
  | 'finalised'
  | 'signed'
  | 'previewed'
  | 'printed'
  | 'exported'
  | 'verified'
  | 'settings'
  | 'person-added'
  | 'draft-discarded';

export interface AuditInput {
  readonly action: AuditAction;
  readonly caseId?: string;
  readonly documentId?: string;
  /** a short fact, e.g. the file name or the signer */
  readonly detail?: string;
}

export interface AuditEntry extends AuditInput {
  readonly n: number;
  readonly at: Instant;
  readonly person: string;
}

const ZERO = new Uint8Array(32);

/** Entry n as a row: sealed, and chained to the hash before it. */
async function toRow(db: Database, n: number, before: Bytes, input: AuditInput): Promise<AuditRow> {
  const entry: AuditEntry = { ...input, n, at: now(db), person: db.personId };
  const sealed = await sealJson(db, `audit/${n}`, entry);
  return { n, h: await sha256(before, sealed), sealed };
}

/**
 * Makes the next audit row, to be put in the same transaction as what it tells of.
 * Call inside `db.exclusive`, or two entries would want the same number.
 */
export async function nextAuditRow(db: Database, input: AuditInput): Promise<AuditRow> {
  const last = await db.tables.audit.orderBy('n').last();
  return await toRow(db, (last?.n ?? 0) + 1, last?.h ?? ZERO, input);
}

/** Writes one audit entry on its own; fault `db/*` when it could not be kept. */
export async function audit(db: Database, input: AuditInput) {
  return await db.exclusive(() =>
    guarded(async () => {
      const row = await nextAuditRow(db, input);
      await db.tables.audit.add(row);
    }),
  );
}

/** The entries about a case or a document (all without a filter), oldest first. Unreadable ones are left out here; {@link checkAudit} finds them. */
export async function listAudit(
  db: Database,
  filter: { caseId?: string; documentId?: string } = {},
): Promise<readonly AuditEntry[]> {
  const rows = await db.tables.audit.orderBy('n').toArray();
  const entries = await Promise.all(rows.map((row) => openJson<AuditEntry>(db, `audit/${row.n}`, row.sealed)));
  return entries
    .flatMap((entry) => (entry.ok ? [entry.value] : []))
    .filter(
      (entry) =>
        (filter.caseId === undefined || entry.caseId === filter.caseId) &&
        (filter.documentId === undefined || entry.documentId === filter.documentId),
    );
}

/** Walks the chain: `n` entries in order, or the number of the first that is missing or was altered. */
export async function checkAudit(db: Database): Promise<{ readonly n: number; readonly brokenAt?: number }> {
  let before: Bytes = ZERO;
  let n = 0;
  for (const row of await db.tables.audit.orderBy('n').toArray()) {
    const expected = await sha256(before, row.sealed);
    const opened = await openJson(db, `audit/${row.n}`, row.sealed);
    if (row.n !== n + 1 || !opened.ok || expected.some((byte, i) => byte !== row.h[i])) return { n, brokenAt: n + 1 };
    before = row.h;
    n = row.n;
  }
  return { n };
}
