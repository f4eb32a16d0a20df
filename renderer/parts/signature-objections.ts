import type { PdfVerdict } from '../../shared/signature/verdict.ts';

/**
 * Why a freshly signed file is not good enough to keep: the new signature is not there, or it or an earlier one
 * does not hold. Cautions (an issuer nobody here knows, say) are the reader's business and no objection.
 */
export function objections(verdict: PdfVerdict, field: string): readonly string[] {
  if (verdict.kind !== 'signed') return [verdict.kind];
  if (!verdict.signatures.some((signature) => signature.field === field)) return ['signature-absent'];
  return verdict.signatures
    .filter((signature) => signature.verdict === 'not-valid')
    .flatMap((signature) => signature.reasons.map(({ code }) => code));
}
