import type { DocumentRow } from '../../shared/journal/write.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { firstInspection, placeOfRecord, type RecordName } from '../../shared/record/record-name.ts';
import type { Addressee, Paper } from '../../shared/report/report.ts';
import { allow, guarded, openJson, sealJson, type Database } from './database.ts';
import type { OfficeSettings } from './settings.ts';

/** The bytes of a document at one time: sealed, or with one more signature. */
export interface DocumentRevision {
  readonly sha256: string;
  readonly at: Instant;
  readonly size: number;
  /** who signed; absent for the sealed, unsigned bytes */
  readonly signer?: string;
}

export interface DocumentHead {
  readonly id: string;
  readonly caseId: string;
  /** `acta` for that of a visit, else the key of the kind of record */
  readonly kind: string;
  /** the record it was made from; absent for the first acta of its case */
  readonly record?: RecordName;
  readonly number: string;
  readonly version: number;
  readonly title: string;
  readonly paper: Paper;
  readonly addressee: Addressee;
  readonly pages: number;
  readonly madeAt: Instant;
  /** `superseded`: a later version of the same paper exists; this one stays readable */
  readonly state: 'sealed' | 'superseded';
  readonly revisions: readonly DocumentRevision[];
  /** SHA-256 of the canonical record printed and attached in it */
  readonly recordHash: string;
  /** why this version was made; empty for the first */
  readonly reason: string;
  /** the office's settings that it shows; those of today may be others */
  readonly settings: PaperSettings;
  /** the bundle that it came with, and how many revisions; `withdrawn`: it counts no more, and is listed nowhere */
  readonly brought?: { readonly bundle: string; readonly revisions: number; readonly withdrawn?: true };
}

/** What an acta shows of the office's settings. */
export type PaperSettings = Pick<OfficeSettings, 'letterhead' | 'chiefName' | 'chiefPosition'>;

/** The record that a document was made from. */
export function recordOf({ record, caseId }: Pick<DocumentHead, 'record' | 'caseId'>): RecordName {
  return record ?? firstInspection(caseId);
}

/** Whether a paper has everything that another copy of it has, and more. */
export function continues(there: DocumentHead, here: DocumentHead): boolean {
  const { length } = here.revisions;
  return there.revisions.length > length && there.revisions[length - 1]?.sha256 === here.revisions[length - 1]?.sha256;
}

/**
 * Marks the papers of a case of which there is a later version: of the same record, and of no other. One of which there is
 * none any more is no earlier version either. What came with a withdrawn bundle stays as it is, and nothing comes before it.
 */
export function supersede(heads: readonly DocumentHead[]): readonly DocumentHead[] {
  const newest = new Map<string, number>();
  for (const head of heads) {
    if (isWithdrawn(head)) continue;
    const record = placeOfRecord(recordOf(head));
    newest.set(record, Math.max(head.version, newest.get(record) ?? 0));
  }
  return heads.map((head) => {
    if (isWithdrawn(head)) return head;
    const isEarlier = head.version < (newest.get(placeOfRecord(recordOf(head))) ?? 0);
    return { ...head, state: isEarlier ? 'superseded' : 'sealed' };
  });
}

const place = (id: string): string => `documents/${id}`;

/** Seals what is known of a document as the row that follows `before`. */
export async function sealDocument(
  db: Database,
  head: DocumentHead,
  before: DocumentRow | undefined,
): Promise<DocumentRow> {
  return { id: head.id, c: head.caseId, v: (before?.v ?? 0) + 1, sealed: await sealJson(db, place(head.id), head) };
}

/** Opens a row of the documents table. Faults `access/denied`, `db/damaged`. */
export async function openDocument(db: Database, row: DocumentRow): Promise<Result<DocumentHead>> {
  const allowed = allow(db, 'case.read');
  return allowed.ok ? await openJson<DocumentHead>(db, place(row.id), row.sealed) : allowed;
}

/** All papers of a case, those of a withdrawn bundle too. Faults as {@link openDocument} has them, `db/unavailable`. */
export async function loadHeads(db: Database, caseId: string): Promise<Result<readonly DocumentHead[]>> {
  const rows = await guarded(() => db.tables.documents.where('c').equals(caseId).toArray());
  if (!rows.ok) return rows;
  const heads: DocumentHead[] = [];
  for (const row of rows.value) {
    const head = await openDocument(db, row);
    if (!head.ok) return head;
    heads.push(head.value);
  }
  return ok(heads);
}

/** Whether a paper came with a bundle that was withdrawn: it counts no more, and is listed nowhere. */
export function isWithdrawn({ brought }: DocumentHead): boolean {
  return brought?.withdrawn === true;
}
