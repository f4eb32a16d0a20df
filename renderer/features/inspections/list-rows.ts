import { catalogLabel } from '../../../shared/catalog/catalog.ts';
import { placeName } from '../../../shared/catalog/territory.ts';
import { caseStates as stages, type CaseState } from '../../../shared/procedure/procedure.ts';
import { isPlainDate } from '../../../shared/kernel/plain-date.ts';
import { holdsWords, searchWords } from '../../../shared/search/normalise.ts';
import type { StoredDraft } from '../../db/drafts.ts';
import { caseSummary, type CaseSummary } from '../../db/summaries.ts';
import { caseKind } from '../../db/summary-kinds.ts';

/** Where an inspection stands, for the list. */
export type ListState = 'unsaved' | 'draft' | 'final' | 'correcting';

/** One row of the list, with the words already looked up. */
export interface ListRow {
  readonly caseId: string;
  readonly number: string;
  readonly employer: string;
  readonly type: string;
  /** `YYYY-MM-DD`, or empty */
  readonly date: string;
  readonly municipality: string;
  readonly state: ListState;
  readonly version: number;
  /** state of the procedure; absent for an acta without a case file */
  readonly stage?: CaseState;
}

/**
 * A saved inspection as a row. A sealed one with unsaved text is being corrected.
 * @param unsaved cases that have unsaved text
 */
export function savedRow(summary: CaseSummary, unsaved: ReadonlySet<string>): ListRow {
  return toRow(summary, summary.state === 'final' && unsaved.has(summary.caseId) ? 'correcting' : summary.state);
}

/** A row of what was never saved, and the line in which it is found. */
export interface UnsavedRow {
  readonly row: ListRow;
  readonly line: string;
}

/**
 * Texts that belong to no saved inspection, newest first; the list begins with them.
 * @param isSaved whether there is an inspection for a case
 */
export function unsavedRows(
  drafts: readonly StoredDraft[],
  isSaved: (caseId: string) => boolean,
): readonly UnsavedRow[] {
  return drafts
    .filter(({ caseId, record }) => record.kind === 'inspection' && record.id === caseId && !isSaved(caseId))
    .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
    .map(({ caseId, draft, savedAt }) =>
      caseSummary(caseId, draft, { number: '', version: 0, state: 'draft', savedAt }),
    )
    .map((summary) => ({ row: toRow(summary, 'unsaved'), line: caseKind.facts(summary).line }));
}

/** Those that hold every word typed; all of them when nothing is typed. */
export function rowsWith(unsaved: readonly UnsavedRow[], typed: string): readonly ListRow[] {
  const words = searchWords(typed);
  return unsaved.filter(({ line }) => holdsWords(line, words)).map(({ row }) => row);
}

function toRow(summary: CaseSummary, state: ListState): ListRow {
  const { caseId, number, employer, version } = summary;
  const stage = stages.find((key) => key === summary.stage);
  return {
    caseId,
    number,
    employer,
    type: summary.type === '' ? '' : catalogLabel('inspectionTypes', summary.type),
    date: isPlainDate(summary.date) ? summary.date : '',
    municipality: summary.municipality === '' ? '' : placeName(summary.municipality),
    state,
    version,
    ...(stage === undefined ? {} : { stage }),
  };
}
