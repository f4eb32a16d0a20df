import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import { joinProtected } from '../../../shared/record/protected-fields.ts';
import type { Database } from '../../db/database.ts';
import { findDraft, type StoredDraft } from '../../db/drafts.ts';
import { protectionOf, type Protection } from '../../db/protected.ts';
import { readRecord, type StoredRecord } from '../../db/records.ts';
import { leavingPlace, takeOverCase, type UnkeptText } from './leaving.ts';
import { protectedValuesOf } from './protected-values.ts';

/** A record as the screen finds it. */
export type OpenedInspection =
  /** sealed, and nobody is correcting it */
  | { readonly kind: 'final'; readonly record: StoredRecord }
  /** being written for the first time, or corrected */
  | {
      readonly kind: 'editing';
      readonly draft: RecordDraft;
      /** absent while it was never saved */
      readonly record: StoredRecord | undefined;
      /** unsaved text that was found and taken up again */
      readonly restored: StoredDraft | undefined;
      /** true when the text could not be kept by the screen before this one: it is on no disk yet */
      readonly unkept: boolean;
      readonly basedOn: number;
      readonly protection: Protection;
      /** whether the protected values are in the draft */
      readonly withProtected: boolean;
      /** version of the acta that finalising would make, from 1 */
      readonly version: number;
      /** number it already has; empty before the first version */
      readonly number: string;
      /** why a sealed record is corrected; empty for the first version */
      readonly reason: string;
    };

/**
 * Opens a record: what is saved of it, and unsaved text on top of it if there is some. One that is nowhere yet is new,
 * and begins with what `start` gives. Faults: `db/damaged`.
 */
export async function openInspection(
  db: Database,
  { caseId, record: name }: { readonly caseId: string; readonly record: RecordName },
  start: () => RecordDraft,
): Promise<Result<OpenedInspection>> {
  // drawn anew (another language, back and forth in the list), the screen must not read what is not yet written
  const unkept = await takeOverCase(leavingPlace(caseId, name));
  const protection = await protectionOf(db, caseId);
  if (!protection.ok) return protection;
  const record = await readRecord(db, caseId, name);
  if (!record.ok && record.fault.code !== 'db/missing') return record;
  const stored = await findDraft(db, caseId, name);
  if (!stored.ok) return stored;
  return ok(
    planOpening(record.ok ? record.value : undefined, stored.value, start, {
      unkept,
      protection: protection.value,
      name,
    }),
  );
}

/**
 * Decides how a record and unsaved text are shown together. Pure.
 * @param around.unkept what the screen before could not keep; newer than anything stored
 * @param around.protection how the protected values stand; none are in what is given while they are closed
 */
export function planOpening(
  record: StoredRecord | undefined,
  stored: StoredDraft | undefined,
  start: () => RecordDraft,
  around: {
    readonly unkept?: UnkeptText | undefined;
    readonly protection: Protection;
    readonly name: RecordName;
  },
): OpenedInspection {
  const { unkept, protection, name } = around;
  const isOpen = protection === 'open';
  const text = stored?.draft ?? record?.draft ?? start();
  if (record?.status.state === 'final' && stored === undefined && unkept === undefined)
    return { kind: 'final', record };
  return {
    kind: 'editing',
    draft: unkept?.draft ?? (isOpen ? joinProtected(text, protectedValuesOf(name, record, stored)) : text),
    record,
    restored: stored,
    unkept: unkept !== undefined,
    protection,
    withProtected: unkept?.withProtected ?? isOpen,
    // Text that began on an older record keeps its base: saving it then says so instead of overwriting.
    basedOn: unkept?.basedOn ?? stored?.basedOn ?? record?.changes ?? 0,
    version: (record?.status.version ?? 0) + 1,
    number: record?.status.number ?? '',
    reason: unkept?.reason ?? stored?.reason ?? '',
  };
}
