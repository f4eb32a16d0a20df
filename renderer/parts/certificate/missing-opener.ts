import type { CertificateInfo } from '../../../shared/ipc/contract.ts';

/**
 * What is still to be typed before a certificate can sign. A file may have been given without a passphrase; Windows may ask
 * for nothing, so its keys need the own passphrase as well; a token counts an empty PIN as a wrong one, and locks itself after a few.
 */
export function missingOpener(kind: CertificateInfo['kind'], typed: string): 'passphrase' | 'pin' | undefined {
  if (typed !== '' || kind === 'imported') return undefined;
  return kind === 'token' ? 'pin' : 'passphrase';
}
