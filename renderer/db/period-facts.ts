import type { PlainDate } from '../../shared/kernel/plain-date.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { PeriodCase } from '../../shared/report/period-counts.ts';
import { eachSummary } from './all-summaries.ts';
import { allow, type Database } from './database.ts';
import { hasHappened } from './case-parts.ts';
import { readCase } from './cases.ts';
import { summariesOf } from './summary-store.ts';

/**
 * The cases of a period by the date that the lists show, each with its sealed records. Faults `access/denied`, `db/damaged`
 * (then nothing is counted: a report that leaves a case out would be wrong), `db/unavailable`.
 * @param span first and last day, both included
 */
export async function readPeriod(
  db: Database,
  span: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<Result<readonly PeriodCase[]>> {
  const allowed = allow(db, 'case.read');
  if (!allowed.ok) return allowed;
  const { cases, opened } = summariesOf(db);
  const list = await opened;
  if (!list.ok) return list;
  const wanted: { readonly caseId: string; readonly month: string }[] = [];
  await eachSummary(cases, ({ caseId, date }) => {
    if (date >= span.from && date <= span.to) wanted.push({ caseId, month: date.slice(0, 7) });
  });
  const found: PeriodCase[] = [];
  for (const { caseId, month } of wanted) {
    const view = await readCase(db, caseId);
    if (!view.ok) return view;
    const { head, records } = view.value;
    found.push({
      month,
      type: head.type,
      stage: head.stage ?? '',
      municipality: head.municipality,
      sealed: records.filter(hasHappened).map(({ record, draft }) => ({ kind: record.kind, draft })),
    });
  }
  return ok(found);
}
