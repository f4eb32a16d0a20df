import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { establishment } from '../../shared/record/kinds/establishment.ts';
import { establishmentOf, placeOfRecord } from '../../shared/record/record-name.ts';
import { summaryNow } from './case-terms.ts';
import type { Database } from './database.ts';
import { draftOnce } from './known-cases.ts';
import { caseSummaryWrite, workplaceSummary, workplaceSummaryWrite, type WorkplaceSummary } from './summaries.ts';

/** What lists show of a log that is a workplace; undefined for that of a case. */
export function workplaceIn(folded: FoldedCase, id: string, savedAt: Instant): WorkplaceSummary | undefined {
  if (!folded.entities.has(placeOfRecord(establishmentOf(id)))) return undefined;
  return workplaceSummary(id, draftOnce(establishment, folded, id), savedAt);
}

/**
 * The summary that goes into the same commit as a save, in the list where it belongs: that of workplaces or that of cases.
 * @param log.isFirst whether this save is the log's first
 */
export async function saveSummaryWrite(
  db: Database,
  folded: FoldedCase,
  log: { readonly id: string; readonly savedAt: Instant; readonly isFirst: boolean },
): Promise<WriteInput> {
  const workplace = workplaceIn(folded, log.id, log.savedAt);
  return workplace === undefined
    ? await caseSummaryWrite(db, await summaryNow(db, folded, log.id, log.savedAt), log.isFirst)
    : await workplaceSummaryWrite(db, workplace, log.isFirst);
}
