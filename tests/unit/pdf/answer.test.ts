import { PDF } from '@libpdf/core';
import { expect, test, vi } from 'vitest';
import { answer } from '../../../electron/documents/answer.ts';
import type { CheckedPdf, RoomRequest } from '../../../electron/documents/protocol.ts';
import { equalBytes, sha256, toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import type { PreparedSignature } from '../../../shared/signature/signer.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { sampleReport } from '../../support/report-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const assets = pdfAssets();
const room: RoomRequest = {
  field: 'Firma_Inspector_1',
  signer: 'Wagíbuna Álvarez Núñez',
  position: 'Inspectora de trabajo',
  reason: 'Acta levantada',
  place: 'Trujillo, Colón',
  when: '2026-11-24T17:45:00.000Z',
  serial: '3f8c2a9be1f2d3c4',
  certify: true,
  proof: undefined,
  kind: 'firma electrónica simple',
};

async function rendered(): Promise<CheckedPdf> {
  const result = await answer({ kind: 'render', report: sampleReport(2) }, assets);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value as CheckedPdf;
}

async function prepared(pdf: Bytes, changes: Partial<RoomRequest> = {}) {
  return answer({ kind: 'prepare', pdf, room: { ...room, ...changes } }, assets);
}

test('a document comes with the hash of its bytes', async () => {
  const { pdf, sha256: hash } = await rendered();
  expect(hash).toBe(toHex(await sha256(pdf)));
});

test('making room only adds to the document and puts a stamp into the field', async () => {
  const { pdf } = await rendered();
  const result = await prepared(pdf);
  if (!result.ok) throw new Error(result.fault.code);
  const { pdf: whole, gap, digest } = result.value as PreparedSignature;
  expect(equalBytes(whole.subarray(0, pdf.length), pdf)).toBe(true);
  expect(toHex(await sha256(whole.subarray(0, gap[0]), whole.subarray(gap[1])))).toBe(toHex(digest));
  const fields = (await PDF.load(whole)).getForm()?.getSignatureFields() ?? [];
  expect(fields.map((field) => [field.name, field.isSigned()])).toEqual([
    ['Firma_Inspector_1', true],
    ['Firma_Jefatura', false],
  ]);
  const again = await prepared(whole);
  expect(again).toMatchObject({ ok: false, fault: { code: 'sign/no-free-field' } });
});

test('a field that is not there and bytes that are no document are faults', async () => {
  const { pdf } = await rendered();
  expect(await prepared(pdf, { field: 'Otra' })).toMatchObject({ ok: false, fault: { code: 'sign/no-free-field' } });
  expect(await prepared(new Uint8Array([1, 2, 3]))).toMatchObject({ ok: false, fault: { code: 'pdf/unreadable' } });
});
