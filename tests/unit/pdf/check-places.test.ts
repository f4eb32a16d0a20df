import { expect, test } from 'vitest';
import { checkPlaces } from '../../../electron/documents/answer.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { sampleReport } from '../../support/report-builder.ts';

test('a paper is handed out only when the strict reader finds every place to sign in it', async () => {
  const report = sampleReport(2);
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  const { pdf } = rendered.value;
  expect(report.signatures.some(({ field }) => field !== undefined)).toBe(true);
  expect(await checkPlaces(pdf, report)).toEqual({ ok: true, value: undefined });
  const more = {
    ...report,
    signatures: [...report.signatures, { field: 'Firma_Otra', role: '', name: '', details: [] }],
  };
  expect(await checkPlaces(pdf, more)).toMatchObject({ ok: false, fault: { code: 'pdf/engine' } });
  expect(await checkPlaces(utf8('%PDF-1.7 nothing'), report)).toMatchObject({ ok: false });
}, 20_000);
