// The code of a sealed paper, read back from what an office scanner makes of the paper: drawn by poppler at 150 dpi and more,
// turned, grainy, pale.
import { spawnSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { findCodes } from '../../renderer/codes/find-codes.ts';
import { takeScan } from '../../renderer/features/documents/take-scan.ts';
import { fail, ok } from '../../shared/kernel/result.ts';
import { renderPdf } from '../../shared/pdf/render.ts';
import { readPaperCode } from '../../shared/record/paper-code.ts';
import type { Report } from '../../shared/report/report.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { scan, type ScanFaults } from '../support/scanner.ts';
import { wallPapers } from '../support/wall-papers.ts';

vi.setConfig({ testTimeout: 120_000 });
const isAbsent = spawnSync('pdftoppm', ['-v']).error !== undefined;
if (isAbsent && process.env['CI']) throw new Error('missing here: pdftoppm');

async function printed(name: string): Promise<{ report: Report; pdf: Uint8Array; pages: number }> {
  const report = await wallPapers.find((one) => one.name === name)!.make('file', 'letter', 'typical');
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
  return { report, ...rendered.value };
}

const notification = await printed('notification');

const scans: readonly ScanFaults[] = [
  {},
  { degrees: -3, noise: 20 },
  { degrees: 90, contrast: 0.4, noise: 15 },
  { degrees: 181, noise: 15 },
  { dpi: 300, noise: 25 },
];

test.skipIf(isAbsent).each(scans)('%j', (faults) => {
  const { pdf, pages, report } = notification;
  expect(findCodes(scan(pdf, pages, faults))).toEqual([report.code?.qr]);
});

test.skipIf(isAbsent)('a scan is tied to the paper it is of, and that of another paper to none', async () => {
  const { pdf, pages, report } = notification;
  const other = await printed('conciliation');
  const taken = async (page: { pdf: Uint8Array; pages: number }, of: Report) => {
    const code = readPaperCode(of.code?.qr ?? '');
    const steps = {
      readCodes: () => Promise.resolve(ok(findCodes(scan(page.pdf, page.pages, { degrees: 1, noise: 10 })))),
      keep: () => Promise.resolve(ok({ id: 'piece' })),
    };
    const source = {
      name: 'a.jpg',
      size: 1,
      modifiedAt: 0,
      way: 'button',
      read: () => Promise.resolve(ok(new Uint8Array(1))),
    } as const;
    const head = { number: of.number, version: of.version, recordHash: code?.hash ?? '' };
    return await takeScan(steps, head, source);
  };
  expect(await taken({ pdf, pages }, report)).toEqual(ok({ id: 'piece' }));
  expect(await taken({ pdf, pages }, other.report)).toEqual(
    fail('scan/other-paper', { number: report.number, version: 1 }),
  );
});

test.skipIf(isAbsent)('a page without a code has none', () => {
  expect(findCodes(scan(notification.pdf, 1, { noise: 20 }))).toEqual([]);
});
