import { paperFor } from '../../../shared/report/papers.ts';
import { recordOf, type DocumentHead } from '../../db/documents.ts';

/** A court or another authority, which is named when the package is made. */
export const AUTHORITY = 'authority';

/** For whom the package of a case is made; never for the employer. */
export interface CaseReceiver {
  /** key of the directory of institutions, or {@link AUTHORITY} */
  readonly key: string;
  readonly name: string;
}

/** Why a paper does not go to a receiver. */
export type WhyKept = 'internal' | 'otherInstitution';

/**
 * Why a paper does not go to a receiver; undefined when it does. What was made for an institution goes to that one alone;
 * and of a kind of paper of which institutions get copies of their own, the file's own stays in the office: it says more.
 */
export function whyKept(head: DocumentHead, { key }: Pick<CaseReceiver, 'key'>): WhyKept | undefined {
  const { addressee } = head;
  if (addressee === key || addressee === 'employer') return undefined;
  if (addressee !== 'file') return 'otherInstitution';
  return paperFor(recordOf(head).kind)?.institutions === undefined ? undefined : 'internal';
}

/** Whether a name that was typed is the employer's, however it is written. */
export function isEmployer(typed: string, employer: string): boolean {
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '');
  return plain(employer) !== '' && plain(typed) === plain(employer);
}
