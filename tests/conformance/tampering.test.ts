import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { latin1, type Bytes } from '../../shared/kernel/bytes.ts';
import { renderPdf } from '../../shared/pdf/render.ts';
import { prepareActa } from '../../shared/report/acta.ts';
import { sampleInspection, sampleOffice } from '../support/inspection-builder.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { signPdf, testOffice, type TestOffice } from '../support/signable-pdf.ts';
import { isRefused } from '../support/verdicts.ts';

let folder: string;
let office: TestOffice;
let acta: Bytes;
/** the two parts that the signature covers, as offsets [from, to) */
let covered: readonly (readonly [number, number])[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tampering-'));
  office = await testOffice();
  const { report } = await prepareActa({
    office: sampleOffice,
    draft: sampleInspection(),
    number: 'STSS-ORD-LCE-00001-2026',
    version: 1,
    draftMark: false,
    madeAt: '2026-11-24T20:00:00.000Z',
    paper: 'letter',
    addressee: 'file',
  });
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  const name = 'Wendy Maribel Núñez Zúniga';
  acta = await signPdf(rendered.value.pdf, await office.signer(name), { field: 'Firma_Inspector_1', name });
  const [, before = 0, after = 0, rest = 0] = (/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)/.exec(latin1(acta)) ?? [])
    .slice(1)
    .map(Number);
  covered = [
    [0, before],
    [after, after + rest],
  ];
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** True when poppler calls the one signature valid and says that it covers the whole file. */
function popplerHolds(pdf: Bytes): boolean {
  const file = path.join(folder, 'acta.pdf');
  writeFileSync(file, pdf);
  const { stdout } = spawnSync('pdfsig', [file], { encoding: 'utf8' });
  return stdout.includes('Signature is Valid.') && stdout.includes('Total document signed');
}

test('a changed byte anywhere in a signed acta is refused, by poppler and by us', async (context) => {
  if (spawnSync('pdfsig', ['-v']).error) {
    if (process.env['CI']) throw new Error('pdfsig is not installed');
    context.skip('pdfsig is not installed');
  }
  expect(popplerHolds(acta)).toBe(true);
  expect(await isRefused(acta, office.root)).toBe(false);
  const lengths = covered.map(([from, to]) => to - from);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  expect(total).toBeGreaterThan(30_000);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: total - 1 }), fc.integer({ min: 1, max: 255 }), async (place, mask) => {
      const [first = 0] = lengths;
      const at = place < first ? place : (covered[1]?.[0] ?? 0) + place - first;
      const changed = acta.slice();
      changed[at] = (changed[at] ?? 0) ^ mask;
      expect(popplerHolds(changed), `poppler, offset ${at} mask ${mask}`).toBe(false);
      expect(await isRefused(changed, office.root), `ours, offset ${at} mask ${mask}`).toBe(true);
    }),
    { numRuns: 200, seed: 20261124 },
  );
}, 180_000);
