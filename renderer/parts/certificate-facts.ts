import type { CertificateInfo, Person } from '../../shared/ipc/contract.ts';
import { commonName } from '../../shared/signature/common-name.ts';
import { daysUntil } from './format.ts';

/** Where a certificate stands in time. `days` are civil days in Honduras until it ends; 0 is today. */
export type CertificateTime =
  { readonly kind: 'valid'; readonly days: number } | { readonly kind: 'expired' } | { readonly kind: 'not-yet' };

/**
 * Whether a certificate can be used now.
 * @param now milliseconds since 1970
 */
export function certificateTime(
  { notBefore, notAfter }: Pick<CertificateInfo, 'notBefore' | 'notAfter'>,
  now: number,
): CertificateTime {
  if (now < Date.parse(notBefore)) return { kind: 'not-yet' };
  if (now > Date.parse(notAfter)) return { kind: 'expired' };
  return { kind: 'valid', days: daysUntil(notAfter, now) };
}

/** The name of whom a certificate belongs to: the official for the office's own, its subject for an imported one. */
export function holderName(
  { kind, personId, subject }: Pick<CertificateInfo, 'kind' | 'personId' | 'subject'>,
  people: readonly Person[],
): string {
  const person = people.find(({ id }) => id === personId);
  return kind === 'office' && person !== undefined ? person.name : commonName(subject);
}
