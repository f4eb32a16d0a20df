import { expect, test } from 'vitest';
import { fail, ok } from '../../../../shared/kernel/result.ts';
import type { PdfVerdict, SignatureVerdict } from '../../../../shared/signature/verdict.ts';
import type { DocumentHead } from '../../../../renderer/db/documents.ts';
import {
  signDocument,
  type SignChoice,
  type SignSteps,
} from '../../../../renderer/features/documents/sign-document.ts';
import { objections } from '../../../../renderer/parts/signature-objections.ts';

const sealed = new Uint8Array([1, 2, 3]);
const signedPdf = new Uint8Array([1, 2, 3, 4]);
const choice: SignChoice = {
  field: 'Firma_Inspector_1',
  certificateId: 'c',
  passphrase: 'frase de paso larga',
  reason: 'Soy autora del documento',
  place: 'Tela',
};

const signature = (over: Partial<SignatureVerdict> = {}): SignatureVerdict => ({
  verdict: 'valid',
  reasons: [],
  field: 'Firma_Inspector_1',
  kind: 'signature',
  covers: 'whole-file',
  laterChanges: { kind: 'none' },
  trust: 'trusted',
  baseline: { ok: true },
  ...over,
});
const signed = (...signatures: readonly SignatureVerdict[]): PdfVerdict => ({
  kind: 'signed',
  signatures,
  laterChanges: { kind: 'none' },
});

function setUp(over: Partial<SignSteps> = {}) {
  const log: string[] = [];
  const steps: SignSteps = {
    read: () => Promise.resolve(ok({ pdf: sealed })),
    sign: ({ pdf, field }) => {
      log.push(`sign ${field} ${pdf.length}`);
      return Promise.resolve(
        ok({
          ...{ pdf: signedPdf, signer: 'Suyapa Núñez', signedAt: '2026-11-24T20:32:05.000Z', sha256: 'ab' },
          ...{ kind: 'firma electrónica simple', timestamp: 'off', proven: true },
        }),
      );
    },
    verify: (pdf) => {
      log.push(`verify ${pdf.length}`);
      return Promise.resolve(signed(signature()));
    },
    keep: ({ pdf, signer, at }) => {
      log.push(`keep ${pdf.length} ${signer} ${at}`);
      return Promise.resolve(ok({} as DocumentHead));
    },
    ...over,
  };
  return { steps, log };
}

test('reads, signs, verifies what came out, keeps it', async () => {
  const { steps, log } = setUp();
  const outcome = await signDocument(steps, choice);
  expect(outcome).toMatchObject({ kind: 'signed', signer: 'Suyapa Núñez' });
  expect(log).toEqual(['sign Firma_Inspector_1 3', 'verify 4', 'keep 4 Suyapa Núñez 2026-11-24T20:32:05.000Z']);
});

test.each(['sign/wrong-certificate-passphrase', 'sign/expired', 'sign/not-yours', 'vault/wait'] as const)(
  '%s leaves the document as it was',
  async (code) => {
    const { steps, log } = setUp({ sign: () => Promise.resolve(fail(code)) });
    await expect(signDocument(steps, choice)).resolves.toEqual({ kind: 'failed', fault: { code } });
    expect(log).toEqual([]);
  },
);

test('a signature that does not hold before our verifier is not kept', async () => {
  const bad = signature({ verdict: 'not-valid', reasons: [{ code: 'signature-wrong' }] });
  const { steps, log } = setUp({ verify: () => Promise.resolve(signed(bad)) });
  await expect(signDocument(steps, choice)).resolves.toEqual({ kind: 'not-verified', reasons: ['signature-wrong'] });
  expect(log.some((line) => line.startsWith('keep'))).toBe(false);
});

test('a second signature that breaks the first is not kept either', () => {
  const first = signature({
    field: 'Firma_Inspector_1',
    verdict: 'not-valid',
    reasons: [{ code: 'changed-afterwards' }],
  });
  const second = signature({ field: 'Firma_Jefatura' });
  expect(objections(signed(first, second), 'Firma_Jefatura')).toEqual(['changed-afterwards']);
});

test('an issuer nobody here knows is no objection', () => {
  const unknown = signature({ verdict: 'valid-but', trust: 'unknown-root', reasons: [{ code: 'unknown-root' }] });
  expect(objections(signed(unknown), unknown.field)).toEqual([]);
});

test.each([
  [{ kind: 'unsigned' } as const, ['unsigned']],
  [{ kind: 'damaged', reason: 'unreadable' } as const, ['damaged']],
  [signed(signature({ field: 'Otra' })), ['signature-absent']],
])('a file without the new signature is refused', (verdict, expected) => {
  expect(objections(verdict, 'Firma_Inspector_1')).toEqual(expected);
});

test('bytes that no longer match their hash are not signed', async () => {
  const { steps, log } = setUp({ read: () => Promise.resolve(fail('db/damaged')) });
  await expect(signDocument(steps, choice)).resolves.toEqual({ kind: 'failed', fault: { code: 'db/damaged' } });
  expect(log).toEqual([]);
});
