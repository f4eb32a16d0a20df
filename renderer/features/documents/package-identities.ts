import type { Result } from '../../../shared/kernel/result.ts';
import type { Identity } from '../../../shared/report/referral-identities.ts';
import type { Database } from '../../db/database.ts';
import { readIdentities } from '../../db/identities.ts';
import { closeProtected, openProtected } from '../../db/protected.ts';

/**
 * Who the people of a referral are: the case's protected values are opened with the reason, which the main process writes
 * down, and closed again where they were closed. Faults: `access/denied`, `access/no-case-key`, those of storage.
 */
export async function readForPackage(
  db: Database,
  caseId: string,
  wish: { readonly pseudonyms: readonly string[]; readonly reason: string; readonly emergency: boolean },
): Promise<Result<readonly Identity[]>> {
  const { pseudonyms, ...why } = wish;
  const wasOpen = db.caseKeys.has(caseId);
  const opened = await openProtected(db, caseId, why);
  if (!opened.ok) return opened;
  const people = await readIdentities(db, caseId, pseudonyms);
  if (!wasOpen) closeProtected(db, caseId);
  return people;
}
