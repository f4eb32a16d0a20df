import type { WriteInput } from '../../shared/ipc/contract.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { writing } from './access.ts';
import { summaryNow } from './case-terms.ts';
import { readChanges } from './changes.ts';
import { commit } from './commit.ts';
import type { Database } from './database.ts';
import { foldOnce } from './known-cases.ts';
import { latestChange } from './load-record.ts';
import { casesWithoutReceipt } from './receipt-cases.ts';
import { caseSummaryWrite } from './summaries.ts';
import { hasFile, isOpenState } from './summary-kinds.ts';
import { summariesOf } from './summary-store.ts';

/** Summaries written in one frame when the calendar has changed. */
const BATCH = 128;

/**
 * Works out again what is due in every open case, and which receipts are to be asked for, after the calendar, a term or a
 * parameter has changed; only what differs is written.
 * @returns how many cases have another day now; faults as reading a case has them, and those of writing
 */
export async function refreshDues(db: Database): Promise<Result<number>> {
  const { cases, opened } = summariesOf(db);
  const read = await opened;
  if (!read.ok) return read;
  const { columns } = cases;
  // a closed case waits for a receipt all the same
  const waiting = new Set(casesWithoutReceipt(columns).map(({ slot }) => slot));
  const ids: string[] = [];
  for (let slot = 0; slot < columns.size; slot += 1) {
    const state = columns.state[slot] ?? 0;
    if (columns.dead[slot] === 1) continue;
    if (waiting.has(slot) || (isOpenState(state) && hasFile(state))) ids.push(columns.idOf(slot));
  }
  let changed = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const written = await writing(db, 'case.write', () => refreshSome(db, ids.slice(from, from + BATCH)));
    if (!written.ok) return written;
    changed += written.value;
  }
  return ok(changed);
}

async function refreshSome(db: Database, ids: readonly string[]): Promise<Result<number>> {
  const { cases } = summariesOf(db);
  const writes: WriteInput[] = [];
  for (const id of ids) {
    const changes = await readChanges(db, id);
    if (!changes.ok) return changes;
    const summary = await summaryNow(db, foldOnce(changes.value), id, latestChange(changes.value));
    const before = await cases.get(id);
    if (summary.due !== before?.due || summary.receiptDue !== before?.receiptDue)
      writes.push(await caseSummaryWrite(db, summary, false));
  }
  if (writes.length === 0) return ok(0);
  const kept = await commit(db, writes, { action: 'repaired', detail: 'Plazos vueltos a calcular' });
  return kept.ok ? ok(writes.length) : kept;
}
