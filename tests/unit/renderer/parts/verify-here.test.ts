import { expect, test, vi } from 'vitest';
import { verifyHere } from '../../../../renderer/parts/verify-here.ts';
import type { VerifyQuestion } from '../../../../renderer/signature/verify-message.ts';
import { verifyPdf } from '../../../../shared/signature/verify.ts';
import { buildCrl } from '../../../support/crl-builder.ts';
import { signablePdf, signPdf, testOffice } from '../../../support/signable-pdf.ts';
import { valueOf } from '../../../support/vault-builder.ts';
import { codesOf, NOW } from '../../../support/verdicts.ts';

const { listCertificates } = vi.hoisted(() => ({ listCertificates: vi.fn() }));
vi.mock('../../../../renderer/host.ts', () => ({ host: { listCertificates } }));
vi.mock('../../../../renderer/signature/start-worker.ts', () => ({
  startVerifyWorker: () => {
    const worker = new EventTarget();
    const postMessage = async ({ pdf, roots, crls }: VerifyQuestion): Promise<void> => {
      const verdict = await verifyPdf(pdf, { roots, crls, now: NOW });
      worker.dispatchEvent(new MessageEvent('message', { data: { ok: true, verdict } }));
    };
    return Object.assign(worker, { postMessage, terminate: () => undefined });
  },
}));

test("the office's own list is asked: what a revoked certificate signed is refused here", async () => {
  const office = await testOffice();
  const signer = await office.signer('Ana');
  const pdf = await signPdf(signablePdf(), signer);
  const codes = async (): Promise<readonly string[]> => {
    const verdict = valueOf(await verifyHere(pdf));
    return verdict.kind === 'signed' ? codesOf(verdict.signatures[0]!) : [verdict.kind];
  };
  const known = { certificates: [], roots: [office.root] };
  listCertificates.mockResolvedValue({ ok: true, value: { ...known, crls: [] } });
  expect(await codes()).toContain('revocation-unknown');
  const list = await buildCrl(office, { revoked: [signer.certificate], at: new Date('2026-11-20T00:00:00Z') });
  listCertificates.mockResolvedValue({ ok: true, value: { ...known, crls: [list] } });
  expect(await codes()).toContain('certificate-revoked');
});
