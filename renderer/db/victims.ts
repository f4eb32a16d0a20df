import type { VictimFacts } from '../../shared/htcds/mapping-table.ts';
import { victimsOfCase, type Period } from '../../shared/htcds/victims-of-case.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { confirmationOf } from '../../shared/screening/confirmation.ts';
import { reading } from './access.ts';
import { recordsOf } from './case-parts.ts';
import { readChanges } from './changes.ts';
import type { Database } from './database.ts';
import { readGuides } from './guides.ts';
import { foldOnce } from './known-cases.ts';
import { summaryOfCase } from './summaries.ts';

/**
 * What is known of possible victims in these cases, for counting: closed values by person, nothing of the protected level.
 * One case that cannot be read fails the whole: an export may not lack people without saying so.
 * @returns faults `access/denied`, `db/damaged`, `db/unavailable`
 */
export async function readVictims(
  db: Database,
  caseIds: readonly string[],
  period: Period,
): Promise<Result<readonly VictimFacts[]>> {
  return await reading(db, 'victims.export', async () => {
    const guides = await readGuides(db);
    if (!guides.ok) return guides;
    const victims: VictimFacts[] = [];
    for (const caseId of caseIds) {
      const changes = await readChanges(db, caseId);
      if (!changes.ok) return changes;
      const folded = foldOnce(changes.value);
      const records = recordsOf(folded, caseId)
        .filter(({ binned }) => binned === undefined)
        .map(({ record, draft }) => {
          const confirmation = confirmationOf(folded, changes.value, record);
          const confirmedAt = confirmation?.stands === true ? confirmation.at : undefined;
          return { kind: record.kind, draft, confirmedAt };
        });
      const { stage = '' } = summaryOfCase(folded, caseId, '');
      victims.push(...victimsOfCase({ caseId, stage, records }, period, guides.value.guides));
    }
    return ok(victims);
  });
}
