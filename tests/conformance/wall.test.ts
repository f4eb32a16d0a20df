// The wall of papers: every template, for everybody it is made for, on every paper, with little, enough and far too much
// to say, as our own reader and four programs of others see it.
//
// Without more said, each template is made with the usual amount for each of its addressees on letter paper, with least on
// oficio and with most on legal: sizes differ in height only, so that the rest of the product adds nothing.
// ATALAYA_WALL=all makes all of it; ATALAYA_WALL=<words> the templates whose names have one of them; ATALAYA_WALL_DIR keeps
// the files to be looked at.
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { ReportInput } from '../../shared/ipc/report-input.ts';
import { equalBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { expectedTexts } from '../../shared/pdf/expected.ts';
import { contentWidth, pageCount, paperSize } from '../../shared/pdf/page.ts';
import { readBack } from '../../shared/pdf/read-back.ts';
import { renderPdf } from '../../shared/pdf/render.ts';
import { papers, type Addressee, type Paper, type Report } from '../../shared/report/report.ts';
import { drawnGlyphs } from '../support/glyph-check.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { contents, ODD_NAME_PRINTED, wallPapers, type Content, type WallPaper } from '../support/wall-papers.ts';

const tools = ['qpdf', 'pdfinfo', 'pdffonts', 'pdftotext'] as const;
const absent = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
if (absent.length > 0 && process.env['CI']) throw new Error(`missing here: ${absent.join(', ')}`);
if (absent.length > 0) console.warn(`skipped, for want of ${absent.join(', ')}`);
vi.setConfig({ testTimeout: 240_000 });

const wanted = process.env['ATALAYA_WALL'] ?? '';
const isWhole = wanted === 'all';
const words = wanted === '' || isWhole ? [] : wanted.split(/\s+/);
const kept = process.env['ATALAYA_WALL_DIR'];
const folder = kept ?? mkdtempSync(path.join(tmpdir(), 'atalaya-wall-'));
mkdirSync(folder, { recursive: true });
afterAll(() => {
  if (kept === undefined) rmSync(folder, { recursive: true, force: true });
});

interface Sheet {
  readonly addressee: Addressee;
  readonly paper: Paper;
  readonly content: Content;
}

/** What is made of a template: all of it, or what adds something. */
function sheetsOf({ addressees }: WallPaper): readonly Sheet[] {
  const all = addressees.flatMap((addressee) =>
    papers.flatMap((paper) => contents.map((content): Sheet => ({ addressee, paper, content }))),
  );
  const [first] = addressees;
  const own = { least: 'oficio', typical: 'letter', extreme: 'legal' } as const;
  const adds = ({ addressee, paper, content }: Sheet): boolean =>
    paper === own[content] && (content === 'typical' || addressee === first);
  return isWhole ? all : all.filter(adds);
}

const run = promisify(execFile);
const ask = async (tool: (typeof tools)[number], ...given: string[]): Promise<string> =>
  (await run(tool, given, { encoding: 'utf8', maxBuffer: 1 << 27 })).stdout;
const bare = (text: string): string => text.normalize('NFC').replace(/\s+/g, '');

async function print(report: Report): Promise<{ readonly pdf: Bytes; readonly pages: number }> {
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
  return rendered.value;
}

/** Everything that must be true of any paper; what is not is named. */
async function objectionsTo(report: Report, file: string): Promise<readonly string[]> {
  const { pdf, pages } = await print(report);
  writeFileSync(file, pdf);
  const objections: string[] = [];
  const object = (isWrong: boolean, what: string): void => {
    if (isWrong) objections.push(what);
  };

  const read = await readBack(pdf, report);
  object(!read.ok, `read back: ${read.ok ? '' : JSON.stringify(read.fault)}`);
  const { drawn, boxes } = drawnGlyphs(pdf);
  object(drawn < 100, `only ${drawn} glyphs`);
  object(boxes > 0, `${boxes} boxes instead of glyphs`);

  const [checked, info, structure, fonts, boxed] = await Promise.all([
    ask('qpdf', '--check', file),
    ask('pdfinfo', file),
    ask('pdfinfo', '-struct', file),
    ask('pdffonts', file),
    ask('pdftotext', '-bbox', file, '-'),
  ]);
  object(!checked.includes('No syntax or stream encoding errors found'), `qpdf: ${checked}`);
  const { width, height } = paperSize[report.paper];
  object(!info.includes(`${width} x ${height} pts`), 'paper size');
  for (const type of ['Document', 'H1', 'H2']) {
    object(!new RegExp(`^ *${type}\\b`, 'm').test(structure), `no ${type} in the structure`);
  }
  const faces = fonts.trim().split('\n').slice(2);
  object(faces.length === 0, 'no fonts');
  for (const face of faces) object(!/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes/.test(face), `font ${face}`);

  const said = [...boxed.matchAll(/>([^<]*)<\/word>/g)].map(([, word = '']) => bare(unescaped(word))).join('');
  // a figure has no text, and what takes several lines of a cell may be parted by the end of a page; `readBack` found it
  const photos = report.sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'photos' ? block.photos : []));
  const figures = new Set(['Marcado', 'Sin marcar', report.code?.alt, ...photos.map(({ alt }) => alt)]);
  for (const { where, text } of expectedTexts(report)) {
    if (figures.has(text) || text.length > 40) continue;
    object(!said.includes(bare(text)), `not in the text: ${where}: ${text}`);
  }
  for (let page = 1; page <= pages; page += 1)
    object(!said.includes(bare(pageCount(page, pages))), `count of page ${page}`);

  const right = LEFT + contentWidth;
  for (const [, left, top, end, bottom] of boxed.matchAll(WORD)) {
    const isInside =
      Number(left) >= LEFT - 1 && Number(end) <= right + 1 && Number(top) >= 24 && Number(bottom) <= height - 18;
    // the word across a draft reaches over them on purpose
    object(!isInside && !report.draft, `outside the margins: ${[left, top, end, bottom].join(' ')}`);
  }
  return [...new Set(objections)].slice(0, 12);
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** The margin where files are punched, points. */
const LEFT = 64;
const WORD = /<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)"/g;

const shown = wallPapers.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

describe.skipIf(absent.length > 0).each(shown.map((one) => [one.name, one] as const))('%s', (name, one) => {
  test.each(sheetsOf(one).map((sheet) => [sheet.content, sheet.addressee, sheet.paper] as const))(
    '%s for %s on %s',
    async (content, addressee, paper) => {
      const report = await one.make(addressee, paper, content);
      const file = path.join(folder, `${name}-${addressee}-${paper}-${content}.pdf`);
      expect(await objectionsTo(report, file)).toEqual([]);
      // what cannot cross to the process that prints is never printed
      if (content !== 'extreme') expect(v.safeParse(ReportInput, report).issues).toBeUndefined();
    },
  );

  test('the same report is the same file', async () => {
    const [addressee = 'file'] = one.addressees;
    const [a, b] = await Promise.all([1, 2].map(async () => print(await one.make(addressee, 'letter', 'least'))));
    expect(equalBytes(a!.pdf, b!.pdf)).toBe(true);
  });
});

test('every template of a report is on the wall', async () => {
  const made = await Promise.all(
    wallPapers.map(({ addressees: [one = 'file'], make }) => make(one, 'letter', 'typical')),
  );
  const templates = [...new Set(made.map(({ template }) => template))].sort();
  expect(templates).toEqual([...ReportInput.entries.template.options].sort());
});

test('a name that no font of ours has is printed as its characters, not as boxes', async () => {
  const acta = wallPapers.find(({ name }) => name === 'acta');
  const report = await acta!.make('file', 'letter', 'extreme');
  expect(expectedTexts(report).some(({ text }) => text.includes(ODD_NAME_PRINTED))).toBe(true);
});
