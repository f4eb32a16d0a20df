import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { alert } from '../../shared/record/kinds/alert.ts';
import { alertTriage } from '../../shared/record/kinds/alert-triage.ts';
import { establishment } from '../../shared/record/kinds/establishment.ts';
import { alertOf, establishmentOf, placeOfRecord } from '../../shared/record/record-name.ts';
import { summaryNow } from './case-terms.ts';
import type { Database } from './database.ts';
import { draftOnce } from './known-cases.ts';
import {
  alertSummary,
  alertSummaryWrite,
  caseSummaryWrite,
  workplaceSummary,
  workplaceSummaryWrite,
  type AlertSummary,
  type CaseSummary,
  type WorkplaceSummary,
} from './summaries.ts';

/** What lists show of a log that is a workplace; undefined for that of a case. */
export function workplaceIn(folded: FoldedCase, id: string, savedAt: Instant): WorkplaceSummary | undefined {
  if (!folded.entities.has(placeOfRecord(establishmentOf(id)))) return undefined;
  return workplaceSummary(id, draftOnce(establishment, folded, id), savedAt);
}

/** What lists of an office show of a log that is an alert; undefined for any other. */
export function alertIn(
  { officeCode: office }: Pick<Database, 'officeCode'>,
  folded: FoldedCase,
  id: string,
  savedAt: Instant,
): AlertSummary | undefined {
  if (!folded.entities.has(placeOfRecord(alertOf(id)))) return undefined;
  return alertSummary(id, draftOnce(alert, folded, id), draftOnce(alertTriage, folded, id), { savedAt, office });
}

/** What lists show of a log, and in which of them. */
export type LogSummary =
  | { readonly kind: 'case'; readonly summary: CaseSummary }
  | { readonly kind: 'workplace'; readonly summary: WorkplaceSummary }
  | { readonly kind: 'alert'; readonly summary: AlertSummary };

/** What lists show of a log: of a workplace, of an alert, or of a case. */
export async function describeLog(db: Database, folded: FoldedCase, id: string, savedAt: Instant): Promise<LogSummary> {
  const workplace = workplaceIn(folded, id, savedAt);
  if (workplace !== undefined) return { kind: 'workplace', summary: workplace };
  const told = alertIn(db, folded, id, savedAt);
  if (told !== undefined) return { kind: 'alert', summary: told };
  return { kind: 'case', summary: await summaryNow(db, folded, id, savedAt) };
}

/**
 * The summary that goes into the same commit as a save, in the list where it belongs: of workplaces, of alerts or of cases.
 * @param log.isFirst whether this save is the log's first
 */
export async function saveSummaryWrite(
  db: Database,
  folded: FoldedCase,
  log: { readonly id: string; readonly savedAt: Instant; readonly isFirst: boolean },
): Promise<WriteInput> {
  return await logSummaryWrite(db, await describeLog(db, folded, log.id, log.savedAt), log.isFirst);
}

/** The same of a log that was described already. */
export async function logSummaryWrite(
  db: Database,
  { kind, summary }: LogSummary,
  isFirst: boolean,
): Promise<WriteInput> {
  if (kind === 'workplace') return await workplaceSummaryWrite(db, summary, isFirst);
  if (kind === 'alert') return await alertSummaryWrite(db, summary, isFirst);
  return await caseSummaryWrite(db, summary, isFirst);
}
