import { PDF, PdfRef } from '@libpdf/core';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, latin1, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import {
  crossReferences,
  groupObjects,
  packObjects,
  type PackedObject,
} from '../../../shared/pdf/engine/object-streams.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { readState } from '../../../shared/signature/file/pdf-state.ts';
import { sampleReport } from '../../support/report-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';

/** A file of nothing but packed objects: number 1 is its root, the highest two are the stream and the table. */
function fileOf(values: readonly string[]): Bytes {
  const objects = values.map((value, i): PackedObject => ({ number: i + 1, value }));
  const container = values.length + 1;
  const head = utf8('%PDF-1.7\n');
  const { text, entries } = packObjects(objects);
  const stream = streamOf(container, `/Type /ObjStm /N ${entries.N} /First ${entries.First}`, utf8(text));
  const start = head.length + stream.length;
  const table = crossReferences([
    'free',
    ...objects.map((_, index) => ({ container, index })),
    { offset: head.length },
    { offset: start },
  ]);
  const { W, DecodeParms } = table.entries;
  const about =
    `/Type /XRef /Root 1 0 R /Size ${values.length + 3} /W [${W.join(' ')}] ` +
    `/DecodeParms << /Predictor ${DecodeParms.Predictor} /Columns ${DecodeParms.Columns} >>`;
  return concatBytes(head, stream, streamOf(container + 1, about, table.rows), utf8(`startxref\n${start}\n%%EOF\n`));
}

function streamOf(number: number, dictionary: string, content: Bytes): Bytes {
  const data = new Uint8Array(deflateSync(content));
  const about = `${number} 0 obj\n<< ${dictionary} /Filter /FlateDecode /Length ${data.length} >>\nstream\n`;
  return concatBytes(utf8(about), data, utf8('\nendstream\nendobj\n'));
}

test('whatever is packed is found again by the strict reader, under its number', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 1, maxLength: 700 }), async (numbers) => {
      const pdf = fileOf(['<< /Type /Catalog >>', ...numbers.map(String)]);
      const state = await readState(pdf, pdf.length);
      for (const [i, value] of numbers.entries()) {
        expect((await state.object(i + 2))?.value).toEqual({ kind: 'number', value });
      }
    }),
    { numRuns: 30 },
  );
});

test('objects are packed in the order of their numbers, a few hundred together', () => {
  const objects = Array.from({ length: 1000 }, (_, i) => ({ number: 1000 - i, value: 'null' }));
  const groups = groupObjects(objects);
  expect(groups.flat().map(({ number }) => number)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
  for (const group of groups) expect(group.length).toBeLessThanOrEqual(400);
});

test('a paper has nothing but streams outside of its object streams, and both readers find every object', async () => {
  const rendered = await renderPdf(sampleReport(6), pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  const { pdf } = rendered.value;
  const text = latin1(pdf);
  expect(text).not.toContain('/StructElem');
  expect(text).not.toMatch(/\ntrailer\n/);
  // packed with the rest: what stands open are the streams alone
  expect(text.match(/ 0 obj\n/g)?.length).toBe(text.match(/\nendstream\n/g)?.length);
  const state = await readState(pdf, pdf.length);
  const document = await PDF.load(pdf);
  for (const [number, entry] of state.entries) {
    if (entry.kind === 'free') continue;
    expect(await state.object(number)).toBeDefined();
    expect(document.getObject(PdfRef.of(number, 0))).not.toBeNull();
  }
});
