import { ok, type Result } from '../../../shared/kernel/result.ts';
import { isEmpty } from '../../../shared/record/fields.ts';
import { readCase, saveCaseFile } from '../../db/cases.ts';
import type { Database } from '../../db/database.ts';

/** What a case that comes of an alert says of its origin; the office's own (ILO Convention 81, art. 15(c)). */
export const ALERT_ORIGIN = 'complaint';

/**
 * A case that an alert is joined to, and whose file does not say where it comes from, takes it from the alert. What it says
 * stays; a case without a file has no place for it. Faults of reading and writing a case.
 */
export async function fillOrigin(db: Database, caseId: string): Promise<Result<void>> {
  const view = await readCase(db, caseId);
  if (!view.ok) return view;
  const { file } = view.value;
  if (file === undefined || !isEmpty(file.values['origin'])) return ok(undefined);
  return await saveCaseFile(db, caseId, { origin: ALERT_ORIGIN });
}
