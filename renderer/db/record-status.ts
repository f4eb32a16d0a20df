import type { FoldedCase } from '../../shared/record/fold.ts';
import { firstInspection, placeOfRecord, type RecordName } from '../../shared/record/record-name.ts';

/** Where a record stands: being written, or sealed in a numbered paper. */
export type RecordState = 'draft' | 'final';

/** What a record's own entity says about it, beside the fields of its kind. */
export interface RecordStatus {
  readonly state: RecordState;
  readonly number: string;
  readonly version: number;
  /** why this version was made; empty for the first */
  readonly reason: string;
}

/** Name of a case's first acta in the change log. */
export const entityOf = (caseId: string): string => placeOfRecord(firstInspection(caseId));

/** What the log says about a record itself; by default about the first acta of its case. */
export function statusOf(
  folded: FoldedCase,
  caseId: string,
  record: RecordName = firstInspection(caseId),
): RecordStatus {
  const fields = folded.entities.get(placeOfRecord(record));
  const text = (name: string): string => {
    const value = fields?.get(name)?.value;
    return typeof value === 'string' ? value : '';
  };
  const version = fields?.get('version')?.value;
  return {
    state: text('state') === 'final' ? 'final' : 'draft',
    number: text('number'),
    version: typeof version === 'number' ? version : 0,
    reason: text('reason'),
  };
}
