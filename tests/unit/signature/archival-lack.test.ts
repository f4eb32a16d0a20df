import { expect, test } from 'vitest';
import { archivalLack } from '../../../shared/signature/archival-lack.ts';
import type { ReasonCode, SignatureVerdict } from '../../../shared/signature/verdict.ts';

const made = (field: string, codes: readonly ReasonCode[], part: Partial<SignatureVerdict> = {}): SignatureVerdict => ({
  verdict: 'valid',
  reasons: codes.map((code) => ({ code })),
  field,
  kind: field === 'Sello' ? 'document-timestamp' : 'signature',
  covers: 'whole-file',
  laterChanges: { kind: 'none' },
  trust: 'trusted',
  baseline: { ok: true },
  ...part,
});
const signature = made('Firma', ['existed-by', 'computer-clock']);
const stamp = made('Sello', ['authority-proven']);
const earlier = (code: ReasonCode, part: Partial<SignatureVerdict> = {}): SignatureVerdict =>
  made('Sello_0', [code], { kind: 'document-timestamp', ...part });

test.each([
  ['nothing', [signature, stamp]],
  ['authority', [signature, made('Sello', ['authority-unproven'])]],
  ['authority', [signature, made('Sello', ['authority-stale'])]],
  // the stamp of a signature counts as well, and so does an earlier one over the document
  ['authority', [made('Firma', ['existed-by', 'authority-unproven']), stamp]],
  ['authority', [made('Firma', ['timestamp-doubted', 'authority-stale']), stamp]],
  // no list helps these
  ['earlier', [made('Firma', ['timestamp-doubted']), stamp]],
  ['earlier', [made('Firma', ['timestamp-wrong']), stamp]],
  ['earlier', [made('Firma', ['timestamp-not-trusted', 'revocation-unknown']), stamp]],
  ['earlier', [signature, earlier('authority-expired', { verdict: 'valid-but', trust: 'expired' }), stamp]],
  ['earlier', [signature, earlier('unknown-root', { verdict: 'valid-but', trust: 'unknown-root' }), stamp]],
  ['earlier', [signature, earlier('certificate-revoked', { verdict: 'not-valid' }), stamp]],
  ['nothing', [signature, earlier('authority-proven'), stamp]],
  ['signer', [made('Firma', ['existed-by', 'revocation-unknown']), stamp]],
  ['signer', [made('Firma', ['unknown-root'], { verdict: 'valid-but', trust: 'unknown-root' }), stamp]],
  ['trust', [signature, made('Sello', ['unknown-root'], { verdict: 'valid-but', trust: 'unknown-root' })]],
  ['trust', [signature, made('Sello', ['certificate-revoked'], { verdict: 'not-valid' })]],
  ['trust', [signature]],
] as const)('what is lacking is %s', (lack, signatures) => {
  expect(archivalLack(signatures, 'Sello')).toBe(lack);
});
