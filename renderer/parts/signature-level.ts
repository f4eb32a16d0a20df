import type { CallValue } from '../../shared/ipc/contract.ts';
import { t } from '../text/index.ts';

/** What is known of a signature that was made a moment ago. */
export type SignatureMade = Pick<CallValue<'signDocument'>, 'kind' | 'timestamp' | 'proven'>;

/**
 * What a signature is, exactly: `Firma electrónica simple, nivel PAdES B-B con datos de validación, hora del equipo`. It is
 * called B-T only
 * for a stamp that a root here vouches for, and B-LT only when the revocation data of the signer and of the stamp's own
 * authority are inside.
 */
export function levelText({ kind, timestamp, proven }: SignatureMade): string {
  const level = timestamp === 'stamped' || timestamp === 'stamped-proven' ? 'BT' : 'BB';
  const provenLevel = timestamp === 'stamped-proven' ? 'BLT' : level;
  return [
    sentenceCase(kind),
    t(proven ? `certificates.level_${provenLevel}_proven` : `certificates.level_${level}`),
    t(`certificates.clock_${timestamp}`),
  ].join(', ');
}

/** True when a signature has the time that the office wanted for it: that of the computer, or a stamp that is known here. */
export function hasHopedTime({ timestamp }: Pick<SignatureMade, 'timestamp'>): boolean {
  return timestamp === 'off' || timestamp === 'stamped' || timestamp === 'stamped-proven';
}

/** Words with a capital letter at their beginning. */
export function sentenceCase(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
