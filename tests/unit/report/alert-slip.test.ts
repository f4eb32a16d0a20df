import { expect, test } from 'vitest';
import * as v from 'valibot';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { buildAlertSlip } from '../../../shared/report/alert-slip.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';

const input = {
  office: { name: 'Oficina Regional de La Ceiba', letterhead: [] },
  madeAt: '2026-11-24T20:00:00.000Z',
  paper: 'letter',
  reference: '36F7B259',
  receivedAt: '2026-11-24T15:30:00.000Z',
} as const;

test('the slip says that the alert came in and whether it was decided, and nothing else of it', async () => {
  const open = buildAlertSlip({ ...input, decided: false });
  expect(v.safeParse(ReportInput, open).success).toBe(true);
  const rows = open.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'fields' ? block.rows : [])),
  );
  expect(rows.map(({ value }) => value)).toEqual([
    '36F7B259',
    '24/11/2026 a las 09:30',
    'La oficina la tiene y va a decidir qué hacer.',
  ]);
  const decided = buildAlertSlip({ ...input, decided: true });
  expect(JSON.stringify(decided)).toContain('decidió qué hacer');
  const printed = await renderPdf(decided, pdfAssets());
  expect(printed.ok && printed.value.pages).toBe(1);
});
