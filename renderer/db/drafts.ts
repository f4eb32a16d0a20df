import type { DraftRow } from '../../shared/journal/write.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { fromUtf8, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { joinProtected, splitProtected, type ProtectedValues } from '../../shared/record/protected-fields.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import { reading, writing } from './access.ts';
import { commit } from './commit.ts';
import { allow, guarded, now, openJson, sealJson, type Database } from './database.ts';

/** Text a person has typed and not yet saved into the record. One for each case. */
export interface StoredDraft {
  readonly caseId: string;
  readonly draft: RecordDraft;
  readonly savedAt: Instant;
  /** how many changes the record had when the draft began; 0 for a new record */
  readonly basedOn: number;
  /** one line to recognise it by, e.g. the employer's name; never a protected value */
  readonly summary: string;
  /** why a final record is being corrected; absent for a first version */
  readonly reason?: string;
  /**
   * True when the draft was begun with the protected values in it, so that one that is missing was taken out by a
   * person. Else those that lie beside it, or in the record, stand. Told by how it was read, not stored.
   */
  readonly withProtected?: boolean;
}

const place = (caseId: string): string => `drafts/${caseId}`;
const protectedPlace = (db: Database, caseId: string): string => `${db.vaultId}|${place(caseId)}|prot`;

/**
 * Keeps unsaved text; when it resolves, a power cut no longer takes it. Gives back when it was kept. Faults:
 * `access/denied`; `access/no-case-key` when there is protected text and the case's key was not opened; those of writing.
 */
export async function saveDraft(db: Database, input: Omit<StoredDraft, 'savedAt'>): Promise<Result<Instant>> {
  return await writing(db, 'case.write', async () => {
    const { withProtected = false, ...text } = input;
    const { caseId } = text;
    const savedAt = now(db);
    const { rest, apart } = splitProtected(inspection, text.draft);
    const before = await db.tables.drafts.get(caseId);
    const prot = await sealApart(db, { caseId, withProtected, apart, before });
    if (!prot.ok) return prot;
    const sealed = await sealJson(db, place(caseId), { ...text, draft: rest, savedAt } satisfies StoredDraft);
    const row = { c: caseId, v: (before?.v ?? 0) + 1, sealed };
    const kept = await commit(db, [
      { t: 'drafts', k: 'put', row: prot.value === undefined ? row : { ...row, prot: prot.value } },
    ]);
    return kept.ok ? ok(savedAt) : kept;
  });
}

/** Protected text under the case's key. Whoever cannot read what lies there keeps it as it is. */
async function sealApart(
  db: Database,
  input: {
    readonly caseId: string;
    readonly withProtected: boolean;
    readonly apart: ProtectedValues | undefined;
    readonly before: DraftRow | undefined;
  },
): Promise<Result<Bytes | undefined>> {
  const { caseId, withProtected, apart, before } = input;
  if (apart === undefined && !withProtected) return ok(before?.prot);
  const key = db.caseKeys.get(caseId);
  if (key === undefined) return fail('access/no-case-key', { caseId });
  // that nothing is left of them is written down too: it must not look like a draft that never had any
  const values: ProtectedValues = apart ?? { values: {}, tables: {} };
  return ok(await seal(key, protectedPlace(db, caseId), utf8(JSON.stringify(values))));
}

/**
 * Opens a row of the drafts table; protected text is in it when the case's key was opened. Faults `access/denied`,
 * `db/damaged`.
 */
export async function readDraftRow(db: Database, row: DraftRow): Promise<Result<StoredDraft>> {
  const allowed = allow(db, 'case.read');
  if (!allowed.ok) return allowed;
  const opened = await openJson<StoredDraft>(db, place(row.c), row.sealed);
  const key = db.caseKeys.get(row.c);
  if (!opened.ok || row.prot === undefined || key === undefined) return opened;
  const apart = await open(key, protectedPlace(db, row.c), row.prot);
  if (!apart.ok) return fail('db/damaged', { place: place(row.c) });
  const values = JSON.parse(fromUtf8(apart.value)) as ProtectedValues;
  return ok({ ...opened.value, draft: joinProtected(opened.value.draft, values), withProtected: true });
}

/** The unsaved text of a case, if there is any. */
export async function findDraft(db: Database, caseId: string): Promise<Result<StoredDraft | undefined>> {
  return await reading(db, 'case.read', async () => {
    const row = await guarded(() => db.tables.drafts.get(caseId));
    if (!row.ok) return row;
    if (row.value === undefined) return ok<StoredDraft | undefined>(undefined);
    return await readDraftRow(db, row.value);
  });
}

/** Throws unsaved text away, because a person said so; the act is logged. */
export async function discardDraft(db: Database, caseId: string): Promise<Result<void>> {
  return await writing(db, 'case.write', () =>
    commit(db, [{ t: 'drafts', k: 'del', key: caseId }], { action: 'draft-discarded', caseId }),
  );
}
