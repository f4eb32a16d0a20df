import type { StoredDraft } from '../../db/drafts.ts';
import type { CaseView } from '../../db/cases.ts';
import type { Route } from '../../routes.ts';

/** What is begun in a case. */
interface Begun {
  readonly view: Pick<CaseView, 'caseId' | 'records'>;
  readonly drafts: readonly Pick<StoredDraft, 'record'>[];
}

/** Kinds of which a case holds several that are being written: each payment, each worker who is screened or interviewed, each addressee, each protected person, each delivery. */
const SEVERAL: ReadonlySet<string> = new Set([
  ...['payment', 'screening', 'interview', 'referral', 'protected_person', 'delivery'],
]);

/**
 * Where a record of a kind is written: the one that is begun, saved or only typed, and not sealed; else a new one. Of
 * what a case holds several of, what was saved is whole: the next one is another.
 * @param id of a new one; the first acta of a case has the case's own id
 */
export function openRecordOf({ view, drafts }: Begun, kind: string, id: string): Route {
  const { caseId, records } = view;
  const own = records.filter(({ record }) => record.kind === kind);
  const saved = own.find(({ status, binned }) => status.state === 'draft' && binned === undefined);
  const typed = drafts.find(({ record }) => record.kind === kind && !own.some((one) => one.record.id === record.id));
  const begun = SEVERAL.has(kind) ? typed : (saved ?? typed);
  const first = kind === 'inspection' && own.length === 0 ? caseId : id;
  return { name: 'record', caseId, kind, id: begun?.record.id ?? first };
}
