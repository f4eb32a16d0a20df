import type { Instant } from '../../shared/kernel/clock.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { guarded, guardedResult, now, openJson, sealJson, type Database } from './database.ts';
import { nextAuditRow } from './audit.ts';
import type { DraftRow } from './schema.ts';

/** Text a person has typed and not yet saved into the record. One for each case. */
export interface StoredDraft {
  readonly caseId: string;
  readonly draft: RecordDraft;
  readonly savedAt: Instant;
  /** how many changes the record had when the draft began; 0 for a new record */
  readonly basedOn: number;
  /** one line to recognise it by, e.g. the employer's name */
  readonly summary: string;
  /** why a final record is being corrected; absent for a first version */
  readonly reason?: string;
}

const place = (caseId: string): string => `drafts/${caseId}`;

/** Keeps unsaved text; when it resolves, a power cut no longer takes it. Gives back when it was kept. */
export async function saveDraft(db: Database, input: Omit<StoredDraft, 'savedAt'>): Promise<Result<Instant>> {
  const savedAt = now(db);
  const sealed = await sealJson(db, place(input.caseId), { ...input, savedAt } satisfies StoredDraft);
  return await db.exclusive(() =>
    guarded(async () => {
      const before = await db.tables.drafts.get(input.caseId);
      await db.tables.drafts.put({ c: input.caseId, v: (before?.v ?? 0) + 1, sealed });
      return savedAt;
    }),
  );
}

/** Opens a row of the drafts table. */
export async function readDraftRow(db: Database, row: DraftRow): Promise<Result<StoredDraft>> {
  return await openJson<StoredDraft>(db, place(row.c), row.sealed);
}

/** The unsaved text of a case, if there is any. */
export async function findDraft(db: Database, caseId: string): Promise<Result<StoredDraft | undefined>> {
  const row = await guarded(() => db.tables.drafts.get(caseId));
  if (!row.ok) return row;
  return row.value === undefined ? ok(undefined) : await readDraftRow(db, row.value);
}

/** Throws unsaved text away, because a person said so; the act is logged. */
export async function discardDraft(db: Database, caseId: string): Promise<Result<void>> {
  return await db.exclusive(() =>
    guardedResult(async () => {
      const entry = await nextAuditRow(db, { action: 'draft-discarded', caseId });
      return await guarded(() =>
        db.tables.transaction('rw', db.tables.drafts, db.tables.audit, async () => {
          await db.tables.drafts.delete(caseId);
          await db.tables.audit.add(entry);
        }),
      );
    }),
  );
}
