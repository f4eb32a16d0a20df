import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { ReasonCode, SignatureVerdict } from '../../shared/signature/verdict.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';

/** What says that bytes are not those that were signed; an expired or foreign certificate is another matter. */
const CHANGED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'document-changed',
  'signature-wrong',
  'signature-unreadable',
  'coverage-forged',
  'certificate-swapped',
  'certificate-altered',
  'changed-afterwards',
  'appended-unreadable',
]);

/**
 * Checks before a further signature that earlier ones still hold: nobody signs under something that was altered.
 * @param roots certificates of authorities that are trusted, DER
 * @param now milliseconds since 1970
 * @returns what was found of the signatures that are there; or `sign/changed-since-sealed` (`fields`: the signatures that no longer hold), `pdf/unreadable`
 */
export async function checkUnchanged(
  pdf: Bytes,
  roots: readonly Bytes[],
  now: number,
): Promise<Result<readonly SignatureVerdict[]>> {
  const verdict = await verifyPdf(pdf, { roots, now: new Date(now) });
  switch (verdict.kind) {
    case 'unsigned':
      return ok([]);
    case 'not-a-pdf':
      return fail('pdf/unreadable');
    case 'damaged':
      return fail(verdict.reason === 'hidden-signature' ? 'sign/changed-since-sealed' : 'pdf/unreadable');
    case 'signed': {
      const broken = verdict.signatures.filter(({ reasons }) => reasons.some(({ code }) => CHANGED.has(code)));
      return broken.length === 0
        ? ok(verdict.signatures)
        : fail('sign/changed-since-sealed', { fields: broken.map(({ field }) => field) });
    }
  }
}
