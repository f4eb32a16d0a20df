import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { renderStamp } from '../../../shared/pdf/stamp.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { sampleReport } from '../../support/report-builder.ts';
import { SIGNED_AT, signPdf, testOffice, type TestOffice } from '../../support/signable-pdf.ts';
import { isRefused, verdictOf } from '../../support/verdicts.ts';

// laying out pages takes its time on a busy computer
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let office: TestOffice;
let signed: Bytes;
let fields: readonly string[];

async function stamp(name: string): Promise<Bytes> {
  const kind = 'firma electrónica simple';
  const text = { kind, name, position: 'Inspectora II', reason: 'Acta levantada', place: 'Trujillo', serial: '4f00' };
  const rendered = await renderStamp({ ...text, when: SIGNED_AT.toISOString(), width: 230, height: 76 }, pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  return rendered.value;
}

beforeAll(async () => {
  office = await testOffice();
  const rendered = await renderPdf(sampleReport(6), pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  fields = rendered.value.fields.map(({ name }) => name);
  signed = rendered.value.pdf;
  for (const field of fields.slice(0, 2)) {
    const name = `Firmante de ${field}`;
    signed = await signPdf(signed, await office.signer(name), { field, name, stamp: await stamp(name) });
  }
});

describe('a report as the app makes it, signed by two people', () => {
  test('holds', async () => {
    expect(fields.length).toBeGreaterThanOrEqual(2);
    expect(await verdictOf(signed, office.root)).toMatchObject({
      kind: 'signed',
      signatures: [
        { verdict: 'valid', certifies: 2, laterChanges: { kind: 'only-allowed', filledFields: [fields[1]] } },
        { verdict: 'valid', covers: 'whole-file' },
      ],
    });
  });

  test('any changed byte is noticed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: signed.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = signed.slice();
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect(await isRefused(changed, office.root), `offset ${at} mask ${mask}`).toBe(true);
      }),
      { numRuns: 200, seed: 20261126 },
    );
  });
});
