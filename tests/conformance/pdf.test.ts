import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString, type PdfObject } from '@libpdf/core';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { expectedTexts } from '../../shared/pdf/expected.ts';
import { paperSize } from '../../shared/pdf/page.ts';
import { resolve } from '../../shared/pdf/reading/font-text.ts';
import { renderPdf } from '../../shared/pdf/render.ts';
import { buildRecoverySheet } from '../../shared/report/recovery-sheet.ts';
import { papers, type Report } from '../../shared/report/report.ts';
import { wordsToShare } from '../../shared/vault/recovery-sheets.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { sampleShare, sampleSheet } from '../support/recovery-sheet-builder.ts';
import { sampleReport } from '../support/report-builder.ts';

// Documents as other programs see them. The tools come with the Debian packages poppler-utils and qpdf.
const tools = ['qpdf', 'pdfinfo', 'pdffonts', 'pdftotext', 'pdfdetach'] as const;
const absent = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
if (absent.length > 0 && process.env['CI']) throw new Error(`missing here: ${absent.join(', ')}`);
if (absent.length > 0) console.warn(`skipped, for want of ${absent.join(', ')}`);

// starting other programs takes its time on a busy computer
vi.setConfig({ testTimeout: 60_000 });

const TITLE = 'Acta de inspección «Ñ & Cía. <S. de R. L.>»';
const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(tool: (typeof tools)[number], ...given: string[]): string {
  return execFileSync(tool, given, { encoding: 'utf8', maxBuffer: 1 << 26 });
}

async function printTo(name: string, report: Report): Promise<string> {
  const result = await renderPdf(report, pdfAssets());
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  const file = path.join(folder, name);
  writeFileSync(file, result.value.pdf);
  return file;
}

const report = sampleReport(6, { title: TITLE });
let file: string;
beforeAll(async () => {
  file = await printTo('acta.pdf', report);
});

describe.skipIf(absent.length > 0)('other programs', () => {
  test('qpdf finds the file sound', () => {
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found');
  });

  test.each(papers)('pdfinfo sees %s paper, PDF 1.7 and a tagged file', async (paper) => {
    const info = run('pdfinfo', await printTo(`${paper}.pdf`, sampleReport(2, { paper })));
    const { width, height } = paperSize[paper];
    expect(info).toMatch(new RegExp(`Page size: +${width} x ${height} pts`));
    expect(info).toMatch(/PDF version: +1\.7/);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/JavaScript: +no/);
    expect(info).toMatch(/Encrypted: +no/);
  });

  test('the title of the file is that of the paper', () => {
    expect(run('pdfinfo', file)).toContain(`Title:           ${TITLE} ${report.number}\n`);
  });

  test('all fonts are embedded as subsets and say their text', () => {
    const lines = run('pdffonts', file).trim().split('\n').slice(2);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    for (const line of lines) expect(line).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes/);
  });

  test('pdftotext finds every label and value, accents exact', () => {
    const bare = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
    const raw = bare(run('pdftotext', '-raw', file, '-'));
    // a figure has no text to extract, and a value may be parted by the end of a page
    const figures = new Set(['Marcado', 'Sin marcar', report.code?.alt]);
    const missing = expectedTexts(report)
      .filter(({ text }) => !figures.has(text))
      .filter(({ text }) => text.length < 120 && !raw.includes(bare(text)));
    expect(missing).toEqual([]);
  });

  test('the structure tells the content in reading order', async () => {
    const short = sampleReport(2);
    const bare = (text: string) => text.normalize('NFC').replace(/\s+/g, '');
    const told = bare(run('pdfinfo', '-struct-text', await printTo('short.pdf', short)));
    let at = 0;
    for (const { where, text } of expectedTexts(short)) {
      if (text === 'Marcado' || text === 'Sin marcar' || text === short.code?.alt) continue;
      // poppler prints each line of a paragraph by itself, in quotes
      const start = bare(text).slice(0, 12);
      const found = told.indexOf(start, at);
      expect(found, `${where}: ${start}`).toBeGreaterThanOrEqual(at);
      at = found + start.length;
    }
    expect(told).not.toContain('Página1de');
  });

  test('the structure has headings, lists, tables with header cells, and forms', () => {
    const structure = run('pdfinfo', '-struct', file);
    for (const type of [
      'Document',
      'H1',
      'H2',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'THead',
      'TBody',
      'TR',
      'TH',
      'TD',
    ]) {
      expect(structure).toMatch(new RegExp(`^ *${type}\\b`, 'm'));
    }
    expect(structure.match(/^ *Form\b/gm)).toHaveLength(2);
  });

  test('pdfdetach takes out the record, byte for byte', () => {
    const target = path.join(folder, 'acta.json');
    run('pdfdetach', '-save', '1', '-o', target, file);
    expect(readFileSync(target, 'utf8')).toBe(report.attachment?.json);
  });

  test('the words of a recovery sheet can be read from its one page by any other program', async () => {
    const sheet = buildRecoverySheet({ ...sampleSheet, madeAt: '2026-11-24T17:40:12.000Z', paper: 'letter' });
    const printed = await printTo('sheet.pdf', sheet);
    expect(run('qpdf', '--check', printed)).toContain('No syntax or stream encoding errors found');
    expect(run('pdfinfo', printed)).toMatch(/Pages: +1\n/);
    const words = [...run('pdftotext', '-layout', printed, '-').matchAll(/(?:^|\s)(\d+)\. (\p{L}+)(?=\s|$)/gmu)]
      // the numbered advice below the words goes on after its first word
      .filter(([, , word]) => sampleSheet.sheet.words.split(' ').includes(word!.normalize('NFC')))
      .sort(([, a], [, b]) => Number(a) - Number(b));
    expect(words).toHaveLength(27);
    expect(wordsToShare(words.map(([, , word]) => word).join(' '))).toEqual({ ok: true, value: sampleShare });
  });

  test('every glyph of a crowded paper lies on the page', async () => {
    const word = 'administraciónelectrónica'.repeat(20);
    const crowded = await printTo(
      'crowded.pdf',
      sampleReport(2, {
        sections: [
          {
            heading: '1. Palabras sin fin',
            blocks: [
              { kind: 'paragraph', text: word },
              { kind: 'numbered', items: [word] },
              { kind: 'fields', rows: [{ label: word, value: word }] },
            ],
          },
        ],
      }),
    );
    const boxes = [...run('pdftotext', '-bbox', crowded, '-').matchAll(/<word xMin="([\d.]+)" .*? xMax="([\d.]+)"/g)];
    expect(boxes.length).toBeGreaterThan(30);
    for (const [, left, right] of boxes) {
      expect(Number(left)).toBeGreaterThanOrEqual(63);
      expect(Number(right)).toBeLessThanOrEqual(612 - 53);
    }
  });
});

describe('clauses of PDF/A-3a and PDF/UA-1 that can be read from the file', () => {
  let pdf: PDF;
  let catalog: PdfDict;
  beforeAll(async () => {
    pdf = await PDF.load(readFileSync(file));
    catalog = pdf.getCatalog();
  });

  const dict = (object: PdfObject | undefined): PdfDict => {
    const found = resolve(pdf, object);
    if (!(found instanceof PdfDict)) throw new Error('no dictionary');
    return found;
  };
  const list = (object: PdfObject | undefined): PdfObject[] => {
    const found = resolve(pdf, object);
    return found instanceof PdfArray ? found.toArray() : [];
  };
  const name = (object: PdfObject | undefined): string | undefined => {
    const found = resolve(pdf, object);
    return found instanceof PdfName ? found.value : undefined;
  };
  const stream = (object: PdfObject | undefined): PdfStream => {
    const found = resolve(pdf, object);
    if (!(found instanceof PdfStream)) throw new Error('no stream');
    return found;
  };

  test('the XMP packet is well-formed, names both standards, and says what the file says', () => {
    const xmp = new TextDecoder().decode(stream(catalog.get('Metadata')).getDecodedData());
    const { XmlDocument } = createRequire(createRequire(import.meta.url).resolve('pdfmake'))('xmldoc') as {
      XmlDocument: new (xml: string) => { toString(): string };
    };
    expect(() => new XmlDocument(xmp.replace(/<\?xpacket.*?\?>/g, '').trim())).not.toThrow();
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(xmp).toContain('«Ñ &amp; Cía. &lt;S. de R. L.&gt;»');
    expect(xmp).toContain('<xmp:CreateDate>2026-11-24T17:40:12Z</xmp:CreateDate>');
  });

  test('the catalog: marked, Spanish, title shown, sRGB output intent, nothing that runs', () => {
    expect(dict(catalog.get('MarkInfo')).getBool('Marked')?.value).toBe(true);
    const language = resolve(pdf, catalog.get('Lang'));
    expect(language instanceof PdfString && language.asString()).toBe('es-HN');
    expect(dict(catalog.get('ViewerPreferences')).getBool('DisplayDocTitle')?.value).toBe(true);
    const [intent] = list(catalog.get('OutputIntents'));
    expect(name(dict(intent).get('S'))).toBe('GTS_PDFA1');
    const profile = stream(dict(intent).get('DestOutputProfile'));
    expect(profile.getNumber('N')?.value).toBe(3);
    expect(new TextDecoder('latin1').decode(profile.getDecodedData().subarray(36, 40))).toBe('acsp');
    for (const forbidden of ['OpenAction', 'AA', 'URI']) expect(catalog.has(forbidden)).toBe(false);
  });

  test('pages: tab order by structure, no transparency', () => {
    for (const page of pdf.getPages()) {
      expect(name(page.dict.get('Tabs'))).toBe('S');
      expect(page.dict.has('Group')).toBe(false);
      // a page without graphics states can set no transparency at all
      const found = dict(page.dict.get('Resources')).get('ExtGState');
      const states = found ? dict(found) : new PdfDict();
      for (const [key] of states) {
        const state = dict(states.get(key));
        for (const alpha of ['ca', 'CA']) expect(state.getNumber(alpha)?.value ?? 1).toBe(1);
        expect(state.has('SMask') || state.has('BM')).toBe(false);
      }
    }
  });

  test('signature fields: printed, with an appearance and a name read aloud', () => {
    const form = dict(catalog.get('AcroForm'));
    const widgets = list(form.get('Fields')).map(dict);
    expect(widgets).toHaveLength(2);
    for (const widget of widgets) {
      expect(name(widget.get('FT'))).toBe('Sig');
      expect(widget.getNumber('F')?.value).toBe(4);
      expect(dict(widget.get('AP')).has('N')).toBe(true);
      expect(widget.getString('TU')?.asString()).toMatch(/^Firma electrónica: /);
      expect(resolve(pdf, widget.get('StructParent'))).toBeInstanceOf(PdfNumber);
    }
    expect(form.has('NeedAppearances') || form.has('XFA')).toBe(false);
  });

  test('the attachment is an associated file: source, JSON, described', () => {
    const [file] = list(catalog.get('AF'));
    const specification = dict(file);
    expect(name(specification.get('AFRelationship'))).toBe('Source');
    expect(specification.getString('Desc')?.asString()).toBe(report.attachment?.description);
    expect(specification.getString('UF')?.asString()).toBe('acta.json');
    expect(name(stream(dict(specification.get('EF')).get('F')).get('Subtype'))).toBe('application/json');
  });

  test('every figure has an alternate text, every header cell a scope', () => {
    const visit = (object: PdfObject): PdfDict[] => {
      const element = resolve(pdf, object);
      if (!(element instanceof PdfDict) || !element.has('S')) return [];
      const kids = resolve(pdf, element.get('K'));
      const children = kids instanceof PdfArray ? kids.toArray() : kids ? [kids] : [];
      return [element, ...children.flatMap(visit)];
    };
    const root = dict(catalog.get('StructTreeRoot'));
    const elements = list(root.get('K')).flatMap(visit);
    const ofType = (type: string) => elements.filter((element) => name(element.get('S')) === type);
    expect(ofType('Figure').length).toBe(5);
    for (const figure of ofType('Figure')) expect(figure.getString('Alt')?.asString()).not.toBe('');
    expect(ofType('TH').length).toBeGreaterThan(10);
    for (const header of ofType('TH')) expect(name(dict(header.get('A')).get('Scope'))).toMatch(/^(Column|Row)$/);
    for (const row of ofType('TR')) expect(list(row.get('K')).length).toBeGreaterThan(1);
  });
});
