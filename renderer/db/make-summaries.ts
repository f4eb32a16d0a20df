import type { SummaryRow } from '../../shared/journal/write.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { guardedResult, type Database } from './database.ts';
import { openDocument } from './document-head.ts';
import { loadRecord } from './load-record.ts';
import { caseSummaryWrite, documentSummaryWrite } from './summaries.ts';

/** Rows made before they are written together. */
const PORTION = 200;

/**
 * Makes the summaries that neither the table nor a journal has: those of the first layout, and of journals that were
 * written anew from tables whose summaries were packed away. Local, since they can always be made again; whoever may not
 * read cases leaves it to the next who may. A case that cannot be opened is left out and shows itself when it is.
 * @returns how many were made; faults `db/disk-full`, `db/unavailable`
 */
export async function makeMissingSummaries(db: Database): Promise<Result<number>> {
  if (db.reserved === undefined) return ok(0);
  return await guardedResult(async () => {
    const { tables } = db;
    const known = new Set(await tables.summaries.toCollection().primaryKeys());
    const saves = await tables.saves.toCollection().primaryKeys();
    const cases = [...new Set(saves.map(([caseId]) => caseId))].filter((caseId) => caseId !== db.officeId);
    const documents = await tables.documents.toCollection().primaryKeys();
    const missing = [
      ...cases.filter((id) => !known.has(`c/${id}`)).map((id) => () => caseRow(db, id)),
      ...documents.filter((id) => !known.has(`d/${id}`)).map((id) => () => documentRow(db, id)),
    ];
    let made = 0;
    for (let at = 0; at < missing.length; at += PORTION) {
      const rows = await Promise.all(missing.slice(at, at + PORTION).map((make) => make()));
      const whole = rows.filter((row) => row !== undefined);
      await tables.summaries.bulkPut(whole);
      made += whole.length;
    }
    return ok(made);
  });
}

async function caseRow(db: Database, caseId: string): Promise<SummaryRow | undefined> {
  const record = await loadRecord(db, caseId);
  return record.ok ? rowOf(await caseSummaryWrite(db, record.value.head)) : undefined;
}

async function documentRow(db: Database, id: string): Promise<SummaryRow | undefined> {
  const row = await db.tables.documents.get(id);
  const head = row === undefined ? undefined : await openDocument(db, row);
  return head?.ok === true ? rowOf(await documentSummaryWrite(db, head.value)) : undefined;
}

function rowOf(write: Awaited<ReturnType<typeof caseSummaryWrite>>): SummaryRow | undefined {
  return write.t === 'summaries' ? write.row : undefined;
}
