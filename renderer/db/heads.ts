import type { Instant } from '../../shared/kernel/clock.ts';
import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { openJson, sealJson, type Database } from './database.ts';
import type { HeadRow } from './schema.ts';

/** Where a record stands: being written, or sealed in a numbered acta. */
export type RecordState = 'draft' | 'final';

/** What a list shows of an inspection. */
export interface InspectionHead {
  readonly caseId: string;
  readonly number: string;
  /** version of the acta; 0 until there is one */
  readonly version: number;
  readonly state: RecordState;
  readonly employer: string;
  /** key of the inspection type */
  readonly type: string;
  readonly date: PlainDate;
  /** municipality code DDMM */
  readonly municipality: string;
  readonly savedAt: Instant;
}

const place = (caseId: string): string => `heads/${caseId}`;

const single = (draft: RecordDraft, key: string): string => {
  const value = draft.values[key];
  return typeof value === 'string' ? value : '';
};

/** Makes the head of a record from what it holds. */
export function inspectionHead(
  caseId: string,
  draft: RecordDraft,
  rest: Pick<InspectionHead, 'number' | 'version' | 'state' | 'savedAt'>,
): InspectionHead {
  return {
    caseId,
    employer: single(draft, 'employerName'),
    type: single(draft, 'type'),
    date: single(draft, 'startDate'),
    municipality: single(draft, 'municipality'),
    ...rest,
  };
}

/** Seals a head as the row that follows version `before`. */
export async function sealHead(db: Database, head: InspectionHead, before: HeadRow | undefined): Promise<HeadRow> {
  return { c: head.caseId, v: (before?.v ?? 0) + 1, sealed: await sealJson(db, place(head.caseId), head) };
}

/** Opens a row of the heads table. */
export async function openHead(db: Database, row: HeadRow): Promise<Result<InspectionHead>> {
  return await openJson<InspectionHead>(db, place(row.c), row.sealed);
}
