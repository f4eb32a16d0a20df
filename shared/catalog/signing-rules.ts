import * as v from 'valibot';
import { Confidence } from './entry.ts';
import signingRulesData from './signing-rules.json';

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const fact = { confidence: Confidence, norm: v.optional(v.string()), source: v.string() };
const Kind = v.strictObject({ words: v.string(), ...fact });
const SigningRules = v.strictObject({
  /** how old the office's revocation list gets before it is issued anew, and how long it says that it holds */
  revocationList: v.strictObject({ reissueAfterDays: whole, validDays: whole, ...fact }),
  /** days before the end of a certificate from which on its owner is warned, more and more */
  expiryWarnings: v.strictObject({ days: v.pipe(v.array(whole), v.minLength(1)), ...fact }),
  timestamp: v.strictObject({ patienceSeconds: whole, ...fact }),
  officeKind: Kind,
  unknownKind: Kind,
});

/** Terms of signing, and what a signature is called. */
export const signingRules = v.parse(SigningRules, signingRulesData);

/** What an office confirmed about whoever issued a certificate. */
export interface ConfirmedIssuer {
  /** what the confirmation calls signatures with such certificates; empty while there is none */
  readonly words: string;
  /** law or accreditation that says so */
  readonly norm: string;
  /** the paper it was read in */
  readonly document: string;
}

/** Who vouches for a certificate, as far as this office knows. */
export type CertificateIssuer =
  | { readonly kind: 'office' }
  | { readonly kind: 'provider'; readonly provider: ConfirmedIssuer }
  | { readonly kind: 'unknown' };

/**
 * What a signature is called, on screen and on paper. It follows from who vouches for the certificate, never from a wish:
 * words that claim more than the plain ones come only out of an entry that names its norm and the paper it was read in.
 */
export function signatureKind(issuer: CertificateIssuer): string {
  if (issuer.kind === 'office') return signingRules.officeKind.words;
  if (issuer.kind === 'unknown') return signingRules.unknownKind.words;
  const { words, norm, document } = issuer.provider;
  const isConfirmed = [words, norm, document].every((part) => part.trim() !== '');
  return isConfirmed ? words.trim() : signingRules.unknownKind.words;
}

/**
 * How urgent it is to see to a certificate.
 * @param days left until it ends
 * @returns how many of the warning days were passed: 0 while there is time, growing towards the end
 */
export function expiryUrgency(days: number): number {
  return signingRules.expiryWarnings.days.filter((limit) => days <= limit).length;
}
