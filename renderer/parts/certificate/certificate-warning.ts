import { expiryUrgency } from '../../../shared/catalog/signing-rules.ts';
import type { CertificateInfo } from '../../../shared/ipc/contract.ts';
import { certificateTime } from '../certificate-facts.ts';

/** How a certificate that ends soon is spoken of: louder the fewer days are left. */
export type CertificateWarning =
  | { readonly kind: 'soon'; readonly days: number; readonly loudness: 'info' | 'warn' | 'error' }
  | { readonly kind: 'gone'; readonly loudness: 'error' };

/**
 * What a person should be told about the end of a certificate; undefined while there is time, or before it begins.
 * @param now milliseconds since 1970
 */
export function certificateWarning(
  certificate: Pick<CertificateInfo, 'notBefore' | 'notAfter'>,
  now: number,
): CertificateWarning | undefined {
  const time = certificateTime(certificate, now);
  if (time.kind === 'expired') return { kind: 'gone', loudness: 'error' };
  const urgency = time.kind === 'valid' ? expiryUrgency(time.days) : 0;
  if (time.kind !== 'valid' || urgency === 0) return undefined;
  return { kind: 'soon', days: time.days, loudness: urgency === 1 ? 'info' : urgency === 2 ? 'warn' : 'error' };
}
