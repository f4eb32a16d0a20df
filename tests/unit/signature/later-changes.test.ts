import { beforeAll, describe, expect, test } from 'vitest';
import { concatBytes, latin1, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { appendUpdate } from '../../support/pdf-writer.ts';
import {
  objectNumbers,
  signablePdf,
  signPdf,
  testOffice,
  TRAILER,
  type TestOffice,
} from '../../support/signable-pdf.ts';
import { codesOf, firstVerdict } from '../../support/verdicts.ts';

let office: TestOffice;
let once: Bytes;

beforeAll(async () => {
  office = await testOffice();
  once = await signPdf(signablePdf(), await office.signer('Íñigo Muñoz Ávila'));
});

const firstOf = (pdf: Bytes) => firstVerdict(pdf, office.root);

describe('documents extended after signing', () => {
  const { catalog, page, content, form, first, second, info } = objectNumbers;
  const signedCatalog = '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Lang (es-HN) /Perms << /DocMDP 10 0 R >>';
  const pageSource = (extra: string, contents = '4 0 R') =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${contents} /Resources << /Font << /F1 5 0 R >> >> /Annots [7 0 R 8 0 R${extra}] /Tabs /S >>`;
  const drawing = utf8('BT /F1 40 Tf 100 400 Td (MULTA ANULADA) Tj ET\n');
  const updated = (
    objects: Parameters<typeof appendUpdate>[1],
    extra: Partial<Parameters<typeof appendUpdate>[2]> = {},
  ) => appendUpdate(once, objects, { trailer: TRAILER, ...extra });

  test.each<[string, () => Bytes, string]>([
    ['a page drawn over', () => updated([{ number: content, source: '<< >>', stream: drawing }]), 'page-content'],
    [
      'a page with more content',
      () =>
        updated([
          { number: page, source: pageSource('', '[4 0 R 20 0 R]') },
          { number: 20, source: '<< >>', stream: drawing },
        ]),
      'pages',
    ],
    [
      'a new annotation',
      () =>
        updated([
          { number: page, source: pageSource(' 20 0 R') },
          { number: 20, source: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 600 700] /Contents (ANULADA) >>' },
        ]),
      'pages',
    ],
    [
      'another font',
      () => updated([{ number: 5, source: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' }]),
      'fonts',
    ],
    [
      'other pages in the catalog',
      () =>
        updated([
          { number: catalog, source: `${signedCatalog.replace('2 0 R', '20 0 R')} >>` },
          { number: 20, source: '<< /Type /Pages /Kids [21 0 R] /Count 1 >>' },
          { number: 21, source: '<< /Type /Page /Parent 20 0 R /MediaBox [0 0 612 792] >>' },
        ]),
      'pages',
    ],
    [
      'an action on opening',
      () =>
        updated([
          { number: catalog, source: `${signedCatalog} /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>` },
        ]),
      'actions',
    ],
    ['attachments', () => updated([{ number: catalog, source: `${signedCatalog} /Names << >> >>` }]), 'attachments'],
    [
      'another certification',
      () =>
        updated([
          { number: catalog, source: `${signedCatalog.replace('10 0 R', '20 0 R')} >>` },
          { number: 20, source: '<< >>' },
        ]),
      'certification',
    ],
    [
      'a new form field',
      () =>
        updated([
          { number: form, source: '<< /Fields [7 0 R 8 0 R 20 0 R] /SigFlags 3 /DA (/F1 0 Tf 0 g) >>' },
          { number: 20, source: '<< /FT /Tx /T (Nota) /V (Anulada) >>' },
        ]),
      'form-fields',
    ],
    [
      'a new look for the signature',
      () =>
        updated([
          {
            number: first,
            source:
              '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Firma_Inspector_1) /TU (Firma) /F 132 /P 3 0 R /Rect [60 300 290 376] /V 10 0 R /AP << /N 20 0 R >> >>',
          },
          { number: 20, source: '<< /Type /XObject /Subtype /Form /BBox [0 0 230 76] >>', stream: drawing },
        ]),
      'signed-field',
    ],
    [
      'a drawing in the empty field',
      () =>
        updated([
          {
            number: second,
            source:
              '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Firma_Jefatura) /TU (Firma) /F 4 /P 3 0 R /Rect [60 180 290 256] /AP << /N 20 0 R >> >>',
          },
          { number: 20, source: '<< /Type /XObject /Subtype /Form /BBox [0 0 230 76] >>', stream: drawing },
        ]),
      'annotations',
    ],
    [
      'the empty field made as large as the page',
      () =>
        updated([
          {
            number: second,
            source:
              '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Firma_Jefatura) /TU (Firma) /F 4 /P 3 0 R /Rect [0 0 612 792] >>',
          },
        ]),
      'form-fields',
    ],
    [
      'the empty field filled with something that is no signature',
      () =>
        updated([
          {
            number: second,
            source:
              '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Firma_Jefatura) /TU (Firma) /F 4 /P 3 0 R /Rect [60 180 290 256] /V 20 0 R >>',
          },
          { number: 20, source: '<< /Type /Sig >>' },
        ]),
      'form-fields',
    ],
    [
      'the signature removed',
      () =>
        updated([
          {
            number: first,
            source:
              '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Firma_Inspector_1) /TU (Firma) /F 4 /P 3 0 R /Rect [60 300 290 376] >>',
          },
        ]),
      'signed-field',
    ],
    [
      'other document information',
      () => updated([{ number: info, source: '<< /Title (Otra acta) >>' }]),
      'document-information',
    ],
    [
      'information kept in another object',
      () =>
        updated([{ number: 20, source: '<< /Title (Otra acta) >>' }], { trailer: TRAILER.replace('9 0 R', '20 0 R') }),
      'document-information',
    ],
    ['an object removed', () => updated([], { freed: [content] }), 'removed-objects'],
    ['an object that nothing shows', () => updated([{ number: 20, source: '<< /A 1 >>' }]), 'hidden-objects'],
    [
      'another catalog',
      () => updated([{ number: 20, source: `${signedCatalog} >>` }], { trailer: TRAILER.replace('1 0 R', '20 0 R') }),
      'catalog',
    ],
  ])('%s', async (_, forge, kind) => {
    const signature = await firstOf(forge());
    expect(signature.verdict).toBe('not-valid');
    expect(codesOf(signature)).toContain('changed-afterwards');
    expect(signature.laterChanges).toMatchObject({
      kind: 'forbidden',
      changes: expect.arrayContaining([kind]) as unknown,
    });
  });

  test('an object that the signed document was waiting for', async () => {
    const bait = appendUpdate(signablePdf(), [{ number: page, source: pageSource(' 19 0 R') }], {
      trailer: TRAILER,
      size: 30,
    });
    const signed = await signPdf(bait, await office.signer('Ana'));
    expect((await firstOf(signed)).verdict).toBe('valid');
    const sprung = appendUpdate(
      signed,
      [{ number: 19, source: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 600 700] /Contents (ANULADA) >>' }],
      { trailer: TRAILER },
    );
    expect((await firstOf(sprung)).laterChanges).toEqual({ kind: 'forbidden', changes: ['hidden-objects'] });
  });

  test.each<[string, () => Bytes]>([
    ['a comment', () => concatBytes(once, utf8('% nada\n'))],
    ['a second end of file', () => concatBytes(once, utf8('%%EOF\n'))],
    [
      'text between objects',
      () => updated([{ number: 20, source: '<< >>' }], { extra: utf8('4 0 obj (otro) endobj\n') }),
    ],
    ['an update that starts from another table', () => updated([{ number: 20, source: '<< >>' }], { prev: 917 })],
    ['an update without a table before it', () => updated([{ number: 20, source: '<< >>' }], { prev: 3 })],
    ['an object number beyond the size', () => updated([{ number: 20, source: '<< >>' }], { size: 15 })],
    ['half an update', () => updated([{ number: 20, source: '<< >>' }]).slice(0, -20)],
  ])('%s cannot be checked and is refused', async (_, forge) => {
    const signature = await firstOf(forge());
    expect(signature.verdict).toBe('not-valid');
    expect(signature.laterChanges).toEqual({ kind: 'unreadable' });
  });

  test('an update that points back to an older version of an object', async () => {
    const table = `xref\n${form} 1\n${String(latin1(once).indexOf('6 0 obj')).padStart(10, '0')} 00000 n \n`;
    const prev = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(latin1(once))?.[1]);
    const forged = concatBytes(
      once,
      utf8(`${table}trailer\n<< /Size 13 /Prev ${prev} ${TRAILER} >>\nstartxref\n${once.length}\n%%EOF\n`),
    );
    expect((await firstOf(forged)).laterChanges).toEqual({ kind: 'unreadable' });
  });

  test('the empty update changes nothing', async () => {
    const signature = await firstOf(updated([]));
    expect(signature.verdict).toBe('valid');
    expect(signature.laterChanges).toEqual({ kind: 'only-allowed', filledFields: [] });
  });

  test('certificates and revocation data (DSS) may be added', async () => {
    const extended = updated([
      { number: catalog, source: `${signedCatalog} /DSS 20 0 R >>` },
      { number: 20, source: '<< /Type /DSS /Certs [21 0 R] >>' },
      { number: 21, source: '<< >>', stream: office.root },
    ]);
    expect((await firstOf(extended)).verdict).toBe('valid');
  });

  test('white space after the end does no harm', async () => {
    expect((await firstOf(concatBytes(once, utf8('\n\n')))).verdict).toBe('valid');
  });
});
