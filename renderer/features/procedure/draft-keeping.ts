import type { Result } from '../../../shared/kernel/result.ts';
import type { Database } from '../../db/database.ts';
import { keepProcedureDraft, type ProcedureDraft } from '../../db/procedures.ts';

// The screen can be left while the draft is still on its way to the disk: the next one waits for it.
let last: Promise<unknown> = Promise.resolve();
/** what could not be kept, e.g. on a full disk: it lives on until the office is locked */
let unkept: ProcedureDraft | undefined;

/** Keeps what was begun, after whatever is on its way; `undefined` throws it away. */
export async function keepDraft(db: Database, draft: ProcedureDraft | undefined): Promise<Result<void>> {
  unkept = draft;
  const keeping = last.then(async () => {
    const kept = await keepProcedureDraft(db, draft);
    if (kept.ok && unkept === draft) unkept = undefined;
    return kept;
  });
  last = keeping.catch(() => undefined);
  return await keeping;
}

/** Waits until nothing is on its way; gives what could not be kept. */
export async function takeOverDraft(): Promise<ProcedureDraft | undefined> {
  await last;
  return unkept;
}
