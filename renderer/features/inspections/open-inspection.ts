import type { OfficeInput, Person } from '../../../shared/ipc/contract.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { addRow, emptyDraft, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { joinProtected } from '../../../shared/record/protected-fields.ts';
import type { Database } from '../../db/database.ts';
import { findDraft, type StoredDraft } from '../../db/drafts.ts';
import { protectionOf, type Protection } from '../../db/protected.ts';
import { readRecord, type StoredRecord } from '../../db/records.ts';
import { takeOverCase, type UnkeptText } from './leaving.ts';
import { protectedValuesOf } from './protected-values.ts';

/** An inspection as the screen finds it. */
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
 * What a new inspection starts with: the office's own municipality and the person at work as first inspector,
 * the two things that are nearly always so. Everything else is asked.
 */
export function newInspection(
  person: Pick<Person, 'name' | 'position' | 'credential'>,
  office: OfficeInput,
): RecordDraft {
  const { name, position, credential } = person;
  const located = setValue(
    setValue(emptyDraft(inspection), 'department', office.municipality.slice(0, 2)),
    'municipality',
    office.municipality,
  );
  return addRow(located, 'inspectors', { id: newId(), values: { name, position, credential } });
}

/**
 * Opens an inspection: its record if there is one, and unsaved text on top of it if there is some.
 * A case that is nowhere yet is a new inspection. Faults: `db/damaged`.
 */
export async function openInspection(
  db: Database,
  caseId: string,
  start: { readonly person: Person; readonly office: OfficeInput },
): Promise<Result<OpenedInspection>> {
  // drawn anew (another language, back and forth in the list), the screen must not read what is not yet written
  const unkept = await takeOverCase(caseId);
  const protection = await protectionOf(db, caseId);
  if (!protection.ok) return protection;
  const record = await readRecord(db, caseId);
  if (!record.ok && record.fault.code !== 'db/missing') return record;
  const stored = await findDraft(db, caseId);
  if (!stored.ok) return stored;
  return ok(
    planOpening(record.ok ? record.value : undefined, stored.value, () => newInspection(start.person, start.office), {
      unkept,
      protection: protection.value,
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
  around: { readonly unkept?: UnkeptText | undefined; readonly protection: Protection } = { protection: 'none' },
): OpenedInspection {
  const { unkept, protection } = around;
  const isOpen = protection === 'open';
  const text = stored?.draft ?? record?.draft ?? start();
  if (record?.status.state === 'final' && stored === undefined && unkept === undefined)
    return { kind: 'final', record };
  return {
    kind: 'editing',
    draft: unkept?.draft ?? (isOpen ? joinProtected(text, protectedValuesOf(record, stored)) : text),
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
