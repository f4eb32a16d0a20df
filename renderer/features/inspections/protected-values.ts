import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { getKind } from '../../../shared/record/kinds/kinds.ts';
import type { RecordName } from '../../../shared/record/record-name.ts';
import { joinProtected, splitProtected, type ProtectedValues } from '../../../shared/record/protected-fields.ts';
import type { Database } from '../../db/database.ts';
import { findDraft, type StoredDraft } from '../../db/drafts.ts';
import { readRecord, type StoredRecord } from '../../db/records.ts';
import type { DraftKeeper, DraftTurn } from './draft-keeper.ts';

const none: ProtectedValues = { values: {}, tables: {} };

/**
 * The protected values that stand: those of unsaved text that was begun with them, else those of the record. None of
 * them are there while the case is closed.
 */
export function protectedValuesOf(
  name: RecordName,
  record: Pick<StoredRecord, 'draft'> | undefined,
  stored: Pick<StoredDraft, 'draft' | 'withProtected'> | undefined,
): ProtectedValues {
  const source = stored?.withProtected === true ? stored : record;
  return (source && splitProtected(getKind(name.kind), source.draft).apart) ?? none;
}

/** Reads the protected values of a case that was opened. Faults as reading a record has them. */
export async function readProtectedValues(
  db: Database,
  caseId: string,
  name: RecordName,
): Promise<Result<ProtectedValues>> {
  const record = await readRecord(db, caseId, name);
  if (!record.ok && record.fault.code !== 'db/missing') return record;
  const stored = await findDraft(db, caseId, name);
  if (!stored.ok) return stored;
  return ok(protectedValuesOf(name, record.ok ? record.value : undefined, stored.value));
}

/** Puts protected values into drafts. */
export function openedTurn(values: ProtectedValues): DraftTurn {
  return { map: once((draft) => joinProtected(draft, values)), withProtected: true };
}

/** Takes protected values out of drafts. */
export function closedTurn({ kind }: RecordName): DraftTurn {
  return { map: once((draft) => splitProtected(getKind(kind), draft).rest), withProtected: false };
}

/**
 * Writes protected text where it can wait while it is closed: into the record of a first version, else with the unsaved
 * text of a correction, whose record is sealed.
 * @param draft the newest text; undefined when nothing was typed
 * @returns true when nothing of it is only on the screen
 */
export async function putAway(
  db: Database,
  keeper: DraftKeeper,
  input: {
    readonly caseId: string;
    readonly record: RecordName;
    readonly draft: RecordDraft | undefined;
    readonly reason: string;
  },
): Promise<boolean> {
  const kept = await keeper.flush();
  const { caseId, record, draft, reason } = input;
  if (!kept || draft === undefined || reason !== '' || !keeper.base().withProtected) return kept;
  const stored = await findDraft(db, caseId, record);
  // what a save refuses stays kept as unsaved text
  if (stored.ok && stored.value?.withProtected === true) await keeper.save(draft);
  return await keeper.flush();
}

/** The same draft is mapped to the same draft, so that whoever compares by identity sees no change in it. */
function once(map: (draft: RecordDraft) => RecordDraft): (draft: RecordDraft) => RecordDraft {
  const done = new WeakMap<RecordDraft, RecordDraft>();
  return (draft) => {
    const mapped = done.get(draft) ?? map(draft);
    done.set(draft, mapped);
    return mapped;
  };
}
