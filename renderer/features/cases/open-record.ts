import type { CaseView } from '../../db/cases.ts';
import type { Route } from '../../routes.ts';

/** Kinds of which a case holds several that are being written: each payment, each worker who is screened. */
const SEVERAL: ReadonlySet<string> = new Set(['payment', 'screening']);

/**
 * Where a record of a kind is written: the one that is begun and not sealed, else a new one.
 * @param id of a new one; the first acta of a case has the case's own id
 */
export function openRecordOf({ caseId, records }: CaseView, kind: string, id: string): Route {
  const own = records.filter(({ record }) => record.kind === kind);
  const open = own.find(({ status, binned }) => status.state === 'draft' && binned === undefined);
  if (open !== undefined && !SEVERAL.has(kind)) return { name: 'record', caseId, kind, id: open.record.id };
  return { name: 'record', caseId, kind, id: kind === 'inspection' && own.length === 0 ? caseId : id };
}
