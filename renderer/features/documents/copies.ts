import { notOut } from '../../../shared/access/not-out.ts';
import { tablesOf, type FieldDef } from '../../../shared/record/fields.ts';
import { copyNames, delivery } from '../../../shared/record/kinds/delivery.ts';
import { optionText } from '../../../shared/report/paper-labels.ts';
import type { AuditEntry } from '../../db/audit.ts';
import type { DocumentHead } from '../../db/documents.ts';

export type CopyName = (typeof copyNames)[number];

/**
 * Under which names a paper may be printed, the usual one first: only those that its own pages are true of. The paper of the
 * file says what neither employer nor worker may read, so it is never printed as theirs; none is made for workers.
 */
export function printableCopies({ addressee }: Pick<DocumentHead, 'addressee'>): readonly CopyName[] {
  if (addressee === 'file') return ['original', 'other'];
  return addressee === 'employer' ? ['employer', 'other'] : ['institution', 'original', 'other'];
}

/** One time that a paper left the office, or that a copy of it was made. */
export interface CopyOut {
  readonly n: number;
  readonly action: 'printed' | 'exported' | 'copy-made' | 'referral-packed';
  readonly at: string;
  /** id of the person */
  readonly person: string;
  /** as the chain of acts has it: which copy, for whom, under which name of a file */
  readonly detail: string;
}

const OUT: ReadonlySet<string> = new Set<CopyOut['action']>(['printed', 'exported', 'copy-made', 'referral-packed']);
/** Between the parts of a detail, as the main process joins them. */
const PARTED = ' · ';
const failures = Object.values(notOut);

/** The column that the names of copies come from. */
export const copyField = ((): FieldDef => {
  const column = tablesOf(delivery)
    .flatMap(({ columns }) => columns)
    .find(({ key }) => key === 'copy');
  if (column === undefined) throw new Error('deliveries name no copies');
  return column;
})();

/** A copy as the chain of acts names it, which is in Spanish whatever the screens speak. */
export function copyDetail(copy: CopyName, recipient: string): string {
  const name = copyField.kind === 'choice' ? optionText(delivery.key, copyField, copy) : copy;
  return recipient.trim() === '' ? name : `${name}${PARTED}para ${recipient.trim()}`;
}

/**
 * Every time a paper left the office, newest first. A print that did not come out is left out together with the note that
 * says so.
 * @param history acts about one document, oldest first
 */
export function copiesOut(history: readonly AuditEntry[]): readonly CopyOut[] {
  const out: CopyOut[] = [];
  for (const { n, action, at, person, detail = '' } of history) {
    if (!OUT.has(action)) continue;
    // the note comes right behind the act; somebody else's may stand between
    const isNote = failures.some((failure) => detail.endsWith(failure));
    if (!isNote) out.push({ n, action: action as CopyOut['action'], at, person, detail });
    else {
      const about = out.findLastIndex((one) => one.action === action && one.person === person);
      if (about >= 0) out.splice(about, 1);
    }
  }
  return out.reverse();
}

/** How many of each copy were printed, in the order of their names; prints of before copies were named are `other`. */
export function copyCounts(out: readonly CopyOut[]): readonly { readonly copy: CopyName; readonly count: number }[] {
  const names = new Map(copyNames.map((copy) => [copyDetail(copy, ''), copy]));
  const printed = out.filter(({ action }) => action === 'printed');
  const named = printed.map(({ detail }) => names.get(detail.split(PARTED)[0] ?? '') ?? 'other');
  return copyNames
    .map((copy) => ({ copy, count: named.filter((one) => one === copy).length }))
    .filter(({ count }) => count > 0);
}
