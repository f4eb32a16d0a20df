import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { readChanges } from './changes.ts';
import { guarded, type Database } from './database.ts';
import { openDocument } from './documents.ts';
import { summaryNow } from './case-terms.ts';
import { foldOnce } from './known-cases.ts';
import { latestChange } from './load-record.ts';
import { alertIn, workplaceIn } from './save-summary.ts';
import {
  documentSummary,
  type AlertSummary,
  type CaseSummary,
  type DocumentSummary,
  type Summary,
  type WorkplaceSummary,
} from './summaries.ts';

/** Where summaries of one kind come from when they are lost: what they sum up. */
export interface SummarySource<T extends object> {
  /** Calls back with ids of everything that should have a summary, in portions; an id may come more than once. */
  readonly eachId: (db: Database, portion: (ids: readonly string[]) => Promise<void>) => Promise<Result<void>>;
  /** Makes a summary anew, undefined for what another list shows; `db/damaged` when what it sums up cannot be read. */
  readonly make: (db: Database, id: string) => Promise<Result<T | undefined>>;
}

/** Keys read at once: short enough that a frame is not missed. */
const PORTION = 2000;

/** The logs of the tables: cases, workplaces and alerts. The office's own settings are saved like a case and are none. */
const eachLog: SummarySource<Summary>['eachId'] = async (db, portion) =>
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

/** @returns the log folded, with when it was last changed */
async function readLog(
  db: Database,
  id: string,
): Promise<Result<{ readonly folded: FoldedCase; readonly savedAt: Instant }>> {
  const changes = await readChanges(db, id);
  if (!changes.ok) return changes;
  if (changes.value.length === 0) return fail('db/missing');
  return ok({ folded: foldOnce(changes.value), savedAt: latestChange(changes.value) });
}

/** Cases, from their saves. */
export const caseSource: SummarySource<CaseSummary> = {
  eachId: eachLog,
  make: async (db, id) => {
    const log = await readLog(db, id);
    if (!log.ok) return log;
    const { folded, savedAt } = log.value;
    const isOther = workplaceIn(folded, id, savedAt) !== undefined || alertIn(folded, id, savedAt) !== undefined;
    return ok(isOther ? undefined : await summaryNow(db, folded, id, savedAt));
  },
};

/** Workplaces, from their saves. */
export const workplaceSource: SummarySource<WorkplaceSummary> = {
  eachId: eachLog,
  make: async (db, id) => {
    const log = await readLog(db, id);
    return log.ok ? ok(workplaceIn(log.value.folded, id, log.value.savedAt)) : log;
  },
};

/** Alerts, from their saves. */
export const alertSource: SummarySource<AlertSummary> = {
  eachId: eachLog,
  make: async (db, id) => {
    const log = await readLog(db, id);
    return log.ok ? ok(alertIn(log.value.folded, id, log.value.savedAt)) : log;
  },
};

/** Documents, from their own rows. */
export const documentSource: SummarySource<DocumentSummary> = {
  eachId: async (db, portion) =>
    await guarded(async () => {
      let last = '';
      for (;;) {
        const keys = await db.tables.documents.where('id').above(last).limit(PORTION).primaryKeys();
        const end = keys.at(-1);
        if (end === undefined) return;
        await portion(keys);
        last = end;
      }
    }),
  make: async (db, id) => {
    const row = await guarded(() => db.tables.documents.get(id));
    if (!row.ok) return row;
    if (row.value === undefined) return fail('db/missing');
    const head = await openDocument(db, row.value);
    return head.ok ? ok(documentSummary(head.value)) : head;
  },
};
