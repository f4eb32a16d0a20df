import { expect, test } from 'vitest';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { buildBundleReceipt } from '../../../shared/report/bundle-receipt.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';

const input = {
  office: { name: 'Oficina Regional de La Ceiba', letterhead: [] },
  madeAt: '2026-11-24T20:00:00.000Z',
  paper: 'letter',
  ...{ code: 'K7QM-2F9X', writtenAt: '2026-11-24T19:30:00.000Z', stick: 'MEMORIA ÑÚ', size: 4_000_000_123 },
  names: ['TRASPASO-K7QM-2F9X.age.001', 'TRASPASO-K7QM-2F9X.age.002'],
  sha256: '0123456789abcdef'.repeat(4),
  identity: 'fedcba9876543210'.repeat(4),
  opener: '00112233445566778899aabbccddeeff'.repeat(2),
} as const;

test('the receipt names the bundle by its code and fingerprints, and leaves room for two people', () => {
  const report = buildBundleReceipt({ ...input, to: 'Oficina de San Pedro Sula (SPS)' });
  const text = JSON.stringify(report);
  for (const shown of [
    'K7QM-2F9X',
    '01234567 89abcdef',
    'fedcba98 76543210',
    '00112233 44556677',
    'MEMORIA ÑÚ',
    '24/11/2026 13:30',
  ]) {
    expect(text).toContain(shown);
  }
  const blanks = report.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'blanks'));
  expect(JSON.stringify(blanks).match(/firma y sello/g)).toHaveLength(2);
  expect(report.template).toBe('recibo-traspaso');
});

test('it fits on one page', async () => {
  const report = buildBundleReceipt({ ...input, to: 'Oficina Regional de San Pedro Sula (SPS)' });
  const printed = await renderPdf(report, pdfAssets());
  expect(printed.ok && printed.value.pages).toBe(1);
});

test('for somebody without a key it does not say who opens it, nor any word', () => {
  const text = JSON.stringify(buildBundleReceipt({ ...input, to: undefined }));
  expect(text).toContain('sin clave');
});
