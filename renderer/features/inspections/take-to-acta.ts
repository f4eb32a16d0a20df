import type { Working } from '../../../shared/calculator/working.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';
import { addRow, setRowValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { firstInspection, placeOfRecord, type RecordName } from '../../../shared/record/record-name.ts';
import { calculationLines } from '../../../shared/report/calculation.ts';
import { readCase } from '../../db/cases.ts';
import { findDrafts, saveDraft } from '../../db/drafts.ts';
import type { OpenSession } from '../../session.tsx';
import { openInspection, type OpenedInspection } from './open-inspection.ts';
import { startOf } from './start-record.ts';
import { draftSummary } from './use-draft.ts';

/** An acta that can be written into: begun and not sealed, being corrected, or not there yet. */
export interface OpenActa {
  readonly record: RecordName;
  readonly opened: Extract<OpenedInspection, { readonly kind: 'editing' }>;
  /** false for one that would be begun now */
  readonly begun: boolean;
}

/**
 * The acta of a case that a calculation can be taken to: the newest that is begun or corrected, else a new one.
 * Faults: those of reading; `db/unavailable` when its text is on no disk yet, so that nothing is put upon older text.
 */
export async function findOpenActa(session: OpenSession, caseId: string): Promise<Result<OpenActa>> {
  const { db } = session;
  const [view, drafts] = await Promise.all([readCase(db, caseId), findDrafts(db, caseId)]);
  if (!drafts.ok) return drafts;
  if (!view.ok && view.fault.code !== 'db/missing') return view;
  const known = view.ok ? view.value : undefined;
  const saved = known?.records ?? [];
  const names = new Map<string, RecordName>();
  for (const { record } of [...saved.filter(({ binned }) => binned === undefined), ...drafts.value]) {
    if (record.kind === inspection.key) names.set(placeOfRecord(record), record);
  }
  const start = (): RecordDraft => startOf(inspection, session, known);
  for (const record of [...names.values()].reverse()) {
    const opened = await openInspection(db, { caseId, record }, start);
    if (!opened.ok) return opened;
    if (opened.value.kind === 'final') continue;
    return opened.value.unkept ? fail('db/unavailable') : ok({ record, opened: opened.value, begun: true });
  }
  const isFirst = saved.every(({ record }) => record.kind !== inspection.key);
  const record = isFirst ? firstInspection(caseId) : { kind: inspection.key, id: newId() };
  const opened = await openInspection(db, { caseId, record }, start);
  if (!opened.ok) return opened;
  return opened.value.kind === 'final'
    ? fail('db/changed-meanwhile')
    : ok({ record, opened: opened.value, begun: false });
}

/** What a calculation says is owed, as an amount for an infringement; undefined for a fine or a number of days. */
export function amountOwedOf({ result }: Working): string | undefined {
  return result.key === 'owed' && result.unit === 'lempiras' ? result.value : undefined;
}

/**
 * An acta with a calculation in it: its lines as one more fact that was found, and what is owed as the amount of one of
 * its infringements.
 * @param infringement row of the infringement that the calculation is about
 */
export function addWorking(acta: RecordDraft, working: Working, infringement?: string): RecordDraft {
  const fact = { id: newId(), values: { fact: calculationLines(working).join('\n') } };
  const told = addRow(acta, 'findings', fact);
  const owed = amountOwedOf(working);
  if (infringement === undefined || owed === undefined) return told;
  return setRowValue(told, { table: 'infringements', row: infringement, column: 'amountOwed' }, owed);
}

/** Keeps the acta with the calculation as its unsaved text, which can still be thrown away. Faults as `saveDraft`. */
export async function takeToActa(
  { db }: OpenSession,
  caseId: string,
  { record, opened }: OpenActa,
  draft: RecordDraft,
): Promise<Result<unknown>> {
  const { basedOn, withProtected, reason } = opened;
  return await saveDraft(db, {
    caseId,
    record,
    draft,
    basedOn,
    withProtected,
    summary: draftSummary(draft),
    ...(reason === '' ? {} : { reason }),
  });
}
