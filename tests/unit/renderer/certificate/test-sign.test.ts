import { expect, test } from 'vitest';
import { testSign, type TestSteps } from '../../../../renderer/features/certificate/test-sign.ts';
import { fail, ok } from '../../../../shared/kernel/result.ts';
import type { Report } from '../../../../shared/report/report.ts';
import type { PdfVerdict, SignatureVerdict } from '../../../../shared/signature/verdict.ts';

const pdf = new Uint8Array([1, 2, 3]);
const signature: SignatureVerdict = {
  verdict: 'valid',
  reasons: [],
  field: 'Firma_Prueba',
  kind: 'signature',
  covers: 'earlier-revision',
  laterChanges: { kind: 'only-allowed', filledFields: [] },
  trust: 'trusted',
  baseline: { ok: true },
};
const verdict = (...signatures: readonly SignatureVerdict[]): PdfVerdict => ({
  kind: 'signed',
  signatures,
  laterChanges: { kind: 'none' },
});
const wish = {
  paper: {
    office: { name: 'Oficina Regional de La Ceiba', letterhead: [] },
    madeAt: '2026-11-24T20:00:00.000Z',
    paper: 'letter' as const,
  },
  signer: 'Suyapa Núñez',
  certificateId: '00000000-0000-4000-8000-000000000000',
  passphrase: 'secreta',
  place: 'La Ceiba, Atlántida',
};

function setUp(over: Partial<TestSteps> = {}) {
  const reports: Report[] = [];
  const asked: unknown[] = [];
  const steps: TestSteps = {
    render: (report) => {
      reports.push(report);
      return Promise.resolve(ok({ pdf }));
    },
    sign: (input) => {
      asked.push(input);
      return Promise.resolve(
        ok({
          ...{ pdf, signer: 'Suyapa Núñez', signedAt: '2026-11-24T20:00:01.000Z', sha256: 'ab' },
          ...{ kind: 'firma electrónica simple', timestamp: 'off', proven: true },
        }),
      );
    },
    verify: () => Promise.resolve(ok(verdict(signature))),
    ...over,
  };
  return { steps, reports, asked };
}

test('the paper is marked as a draft, is about nobody, and what is written down says that it is a test', async () => {
  const { steps, reports, asked } = setUp();
  expect(await testSign(steps, wish)).toMatchObject({ ok: true, value: { signature: { verdict: 'valid' } } });
  expect(reports).toMatchObject([{ draft: true, template: 'prueba-firma', number: '' }]);
  expect(reports[0]).not.toHaveProperty('attachment');
  expect(asked).toMatchObject([{ field: 'Firma_Prueba', about: { detail: 'Prueba de firma, sin valor' } }]);
  expect((asked[0] as { about: object }).about).not.toHaveProperty('caseId');
});

test('what the verifier refuses is told, not hidden', async () => {
  const refused: SignatureVerdict = { ...signature, verdict: 'not-valid', reasons: [{ code: 'chain-broken' }] };
  const { steps } = setUp({ verify: () => Promise.resolve(ok(verdict(refused))) });
  expect(await testSign(steps, wish)).toMatchObject({ value: { signature: { reasons: [{ code: 'chain-broken' }] } } });
});

test('a file without the signature is no success', async () => {
  const { steps } = setUp({ verify: () => Promise.resolve(ok(verdict({ ...signature, field: 'Otra' }))) });
  expect(await testSign(steps, wish)).toMatchObject({ ok: false, fault: { code: 'pdf/unreadable' } });
});

test.each(['render', 'sign', 'verify'] as const)('a fault of %s ends the test', async (step) => {
  const { steps } = setUp({ [step]: () => Promise.resolve(fail('vault/locked')) });
  expect(await testSign(steps, wish)).toMatchObject({ ok: false, fault: { code: 'vault/locked' } });
});
