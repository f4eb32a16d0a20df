import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { readChanges } from './changes.ts';
import { guarded, type Database } from './database.ts';
import { isWithdrawn, openDocument } from './document-head.ts';
import { summaryNow } from './case-terms.ts';
import { foldOnce } from './known-cases.ts';
import { latestChange } from './load-record.ts';
import { alertIn, workplaceIn } from './save-summary.ts';
import {
  documentSummary,
  type AlertSummary,
  type CaseSummary,
  type DocumentSummary,
  type WorkplaceSummary,
} from './summaries.ts';

/** Calls back with ids of everything that should have a summary, in portions; an id may come more than once. */
export type EachId = (db: Database, portion: (ids: readonly string[]) => Promise<void>) => Promise<Result<void>>;

/**
 * Makes a summary anew from what it sums up; undefined for what another list shows. Fault `db/damaged` when that cannot be
 * read.
 */
export type MakeSummary<T extends object> = (db: Database, id: string) => Promise<Result<T | undefined>>;

/** Keys read at once: short enough that a frame is not missed. */
const PORTION = 2000;

/** The logs of the tables: cases, workplaces and alerts. The office's own settings are saved like a case and are none. */
export const eachLog: EachId = async (db, portion) =>
  await guarded(async () => {
    let last: readonly [string, string, number] = ['', '', 0];
    for (;;) {
      const keys = await db.tables.saves.where('[c+r+n]').above(last).limit(PORTION).primaryKeys();
      const end = keys.at(-1);
      if (end === undefined) return;
      await portion([...new Set(keys.map(([c]) => c))].filter((id) => id !== db.officeId));
      last = end;
    }
  });

/** @returns the log folded, with when it was last changed; undefined for one of which nothing counts any more */
async function readLog(
  db: Database,
  id: string,
): Promise<Result<{ readonly folded: FoldedCase; readonly savedAt: Instant } | undefined>> {
  const changes = await readChanges(db, id);
  if (!changes.ok) return changes;
  if (changes.value.length === 0) return ok(undefined);
  return ok({ folded: foldOnce(changes.value), savedAt: latestChange(changes.value) });
}

/** Cases, from their saves. */
export const makeCaseSummary: MakeSummary<CaseSummary> = async (db, id) => {
  const log = await readLog(db, id);
  if (!log.ok || log.value === undefined) return log.ok ? ok(undefined) : log;
  const { folded, savedAt } = log.value;
  const isOther = workplaceIn(folded, id, savedAt) !== undefined || alertIn(db, folded, id, savedAt) !== undefined;
  return ok(isOther ? undefined : await summaryNow(db, folded, id, savedAt));
};

/** Workplaces, from their saves. */
export const makeWorkplaceSummary: MakeSummary<WorkplaceSummary> = async (db, id) => {
  const log = await readLog(db, id);
  return log.ok ? ok(log.value && workplaceIn(log.value.folded, id, log.value.savedAt)) : log;
};

/** Alerts, from their saves. */
export const makeAlertSummary: MakeSummary<AlertSummary> = async (db, id) => {
  const log = await readLog(db, id);
  return log.ok ? ok(log.value && alertIn(db, log.value.folded, id, log.value.savedAt)) : log;
};

/** The documents of the tables. */
export const eachDocument: EachId = async (db, portion) =>
  await guarded(async () => {
    let last = '';
    for (;;) {
      const keys = await db.tables.documents.where('id').above(last).limit(PORTION).primaryKeys();
      const end = keys.at(-1);
      if (end === undefined) return;
      await portion(keys);
      last = end;
    }
  });

/** Documents, from their own rows. */
export const makeDocumentSummary: MakeSummary<DocumentSummary> = async (db, id) => {
  const row = await guarded(() => db.tables.documents.get(id));
  if (!row.ok) return row;
  if (row.value === undefined) return fail('db/missing');
  const head = await openDocument(db, row.value);
  if (!head.ok) return head;
  return ok(isWithdrawn(head.value) ? undefined : documentSummary(head.value));
};
