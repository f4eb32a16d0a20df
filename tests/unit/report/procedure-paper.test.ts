import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { catalogKeys } from '../../../shared/catalog/catalog.ts';
import { ReportInput } from '../../../shared/ipc/report-input.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { shippedProcedure } from '../../../shared/procedure/procedure.ts';
import { stepsOf } from '../../../shared/procedure/steps.ts';
import { buildProcedurePaper, type ProcedurePaperInput } from '../../../shared/report/procedure-paper.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';
import { valueOf } from '../../support/vault-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const input = (type: string): ProcedurePaperInput => ({
  office: { name: 'Oficina Regional de La Ceiba', letterhead: [] },
  person: { name: 'Wendy Núñez', position: 'Jefa regional', credential: 'IT-1' },
  procedure: shippedProcedure,
  type,
  version: '1',
  words: { who: ({ who }) => `rol ${who}`, form: ({ form }) => form, term: ({ term }) => term },
  madeAt: '2026-11-25T16:00:00.000Z',
  paper: 'letter',
});

test.each(catalogKeys('inspectionTypes'))('%s: every step in its order, with who, what and how', (type) => {
  const report = buildProcedurePaper(input(type));
  const steps = stepsOf(shippedProcedure, type);
  const [rows = []] = report.sections.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (one.kind === 'table' ? [one.rows] : [])),
  );
  expect(rows.map((row) => row.slice(0, 3))).toEqual(
    steps.map(({ label, who }, at) => [String(at + 1), label, `rol ${who}`]),
  );
  const printed = reportTexts(report).join('\n');
  for (const { help } of steps) expect(printed).toContain(help);
});

test('a norm that nobody has confirmed is not cited', () => {
  const printed = reportTexts(buildProcedurePaper(input('ordinary'))).join('\n');
  for (const { norm, confidence } of stepsOf(shippedProcedure, 'ordinary')) {
    if (norm !== undefined && confidence !== 'verified') expect(printed).not.toContain(norm);
  }
  expect(printed).toContain('sin norma confirmada');
});

test('it crosses into the process that prints, and reads back as it was', async () => {
  const report = buildProcedurePaper(input('extraordinary'));
  expect(v.parse(ReportInput, report)).toEqual(report);
  const { pdf } = valueOf(await renderPdf(report, pdfAssets()));
  expect(await readBack(pdf, report)).toMatchObject({ ok: true });
});
