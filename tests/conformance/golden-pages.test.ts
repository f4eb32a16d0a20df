// Pages as somebody looked at them: what a reader draws of a paper is compared with a picture that was reviewed by eye.
//
// To renew them after a wanted change: ATALAYA_GOLDEN=renew npx vitest run tests/conformance/golden-pages.test.ts, then look
// at every picture that changed (tests/fixtures/golden-pages) before it is committed.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { renderPdf } from '../../shared/pdf/render.ts';
import type { Addressee, Paper } from '../../shared/report/report.ts';
import { largestDifference, readPgm, readPng, writePng, type GreyPicture } from '../support/grey-picture.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { wallPapers, type Content } from '../support/wall-papers.ts';

const isAbsent = spawnSync('pdftoppm', ['-v']).error !== undefined;
if (isAbsent && process.env['CI']) throw new Error('missing here: pdftoppm');
vi.setConfig({ testTimeout: 60_000 });

const kept = path.resolve(import.meta.dirname, '../fixtures/golden-pages');
const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-golden-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const isRenewing = process.env['ATALAYA_GOLDEN'] === 'renew';

/** Points an inch: words can just be read. */
const RESOLUTION = 60;
/** Shades by which a square of eight points may differ: smoothing of another reader, never a letter that is not there. */
const TOLERANCE = 24;
const MOST_BYTES = 300_000;

/** Template, addressee, paper, how much is in it, and which page. */
type Golden = readonly [string, Addressee, Paper, Content, number];
const pages: readonly Golden[] = [
  ['acta', 'file', 'letter', 'typical', 1],
  ['acta', 'employer', 'oficio', 'least', 1],
  ['referral', 'publicProsecutor', 'letter', 'typical', 1],
  ['photo-annex', 'file', 'letter', 'typical', 1],
  ['photo-annex', 'file', 'letter', 'typical', 2],
  ['evidence-sheet', 'file', 'letter', 'typical', 1],
  ['recovery-sheet', 'file', 'letter', 'typical', 1],
  ['period-report', 'file', 'letter', 'typical', 1],
];

async function draw([name, addressee, paper, content, page]: Golden): Promise<GreyPicture> {
  const one = wallPapers.find((candidate) => candidate.name === name);
  if (one === undefined) throw new Error(`no ${name} on the wall`);
  const rendered = await renderPdf(await one.make(addressee, paper, content), pdfAssets());
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
  const file = path.join(folder, 'page.pdf');
  writeFileSync(file, rendered.value.pdf);
  const at = ['-f', String(page), '-l', String(page), '-singlefile'];
  execFileSync('pdftoppm', ['-gray', '-r', String(RESOLUTION), ...at, file, path.join(folder, 'page')]);
  return readPgm(readFileSync(path.join(folder, 'page.pgm')));
}

test.skipIf(isAbsent).each(pages)('%s for %s on %s, %s, page %i', async (...page) => {
  const drawn = await draw(page);
  const golden = path.join(kept, `${page.join('-')}.png`);
  if (isRenewing) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(golden, writePng(drawn));
  }
  expect(existsSync(golden), `${golden} is missing`).toBe(true);
  const was = readPng(readFileSync(golden));
  expect([drawn.width, drawn.height]).toEqual([was.width, was.height]);
  expect(largestDifference(was, drawn)).toBeLessThan(TOLERANCE);
});

test('a word that is gone, or a line that moved, is seen; smoothing is not', () => {
  const size = { width: 64, height: 16 };
  const blank: GreyPicture = { ...size, points: new Uint8Array(64 * 16).fill(255) };
  const withWord = { ...size, points: blank.points.map((shade, i) => (i % 64 < 12 && i % 3 !== 0 ? 40 : shade)) };
  const smoothed = { ...size, points: withWord.points.map((shade) => Math.min(255, shade + 8)) };
  expect(largestDifference(blank, withWord)).toBeGreaterThan(TOLERANCE);
  expect(largestDifference(withWord, smoothed)).toBeLessThan(TOLERANCE);
});

test('the pictures stay small, and there is one for each page and no other', () => {
  const files = readdirSync(kept);
  expect(files).toHaveLength(pages.length);
  expect(files.reduce((sum, file) => sum + statSync(path.join(kept, file)).size, 0)).toBeLessThan(MOST_BYTES);
});
