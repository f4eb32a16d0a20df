import { beforeAll, describe, expect, test } from 'vitest';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { concatBytes, latin1, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { webCryptoSigner } from '../../shared/signature/cms.ts';
import { emptyRoom, fillByteRange } from '../../shared/signature/prepare.ts';
import { readState } from '../../shared/signature/file/pdf-state.ts';
import { entryOf, itemsAt, referenceAt } from '../../shared/signature/file/value.ts';
import { generateSigningKeys } from '../../shared/signature/authority.ts';
import { prepareDocumentTimestamp } from '../../shared/signature/document-timestamp.ts';
import { oids } from '../../shared/signature/oids.ts';
import { conclusionOf } from '../../shared/signature/outcome.ts';
import type { SignerKey } from '../../shared/signature/signer.ts';
import { prepareActa } from '../../shared/report/acta.ts';
import { renderPdf } from '../../shared/pdf/render.ts';
import type { PdfVerdict, ReasonCode } from '../../shared/signature/verdict.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { buildCrl } from '../support/crl-builder.ts';
import { sampleInspection, sampleOffice } from '../support/inspection-builder.ts';
import { pdfAssets } from '../support/pdf-assets.ts';
import { mutations } from '../support/mutate.ts';
import { appendUpdate, lastStartxref, writePdf, type PdfObjectSource } from '../support/pdf-writer.ts';
import {
  signableObjects,
  signablePdf,
  signedTwice,
  signPdf,
  testOffice,
  TRAILER,
  YEARS,
  type TestOffice,
} from '../support/signable-pdf.ts';
import { NOW } from '../support/verdicts.ts';

/*
 * What an attacker tries, by the names the attacks have. Of none of it may the verifier say "valid"; it may not crash,
 * nor take long, and it always says why.
 */
let office: TestOffice;
let once: Bytes;
let twice: Bytes;
let acta: Bytes;

beforeAll(async () => {
  office = await testOffice();
  ({ once, twice } = await signedTwice(office));
  const { report } = await prepareActa({
    ...{ office: sampleOffice, draft: sampleInspection(), number: 'STSS-ORD-LCE-00001-2026', version: 1 },
    ...{ draftMark: false, madeAt: '2026-11-24T20:00:00.000Z', paper: 'letter', addressee: 'file' },
  });
  const rendered = await renderPdf(report, pdfAssets());
  if (!rendered.ok) throw new Error(rendered.fault.code);
  acta = await signPdf(rendered.value.pdf, await office.signer('Ana'), { field: 'Firma_Inspector_1' });
}, 60_000);

const judge = (pdf: Bytes, crls: readonly Bytes[] = []): Promise<PdfVerdict> =>
  verifyPdf(pdf, { roots: [office.root], now: NOW, crls });

/** True when nobody could take the file for one with good signatures. */
function isNeverValid(verdict: PdfVerdict): boolean {
  return verdict.kind !== 'signed' || verdict.signatures.some((signature) => signature.verdict !== 'valid');
}

/** Whatever is not valid says why, in our words and in those of the standard. */
function expectReasons(verdict: PdfVerdict): void {
  if (verdict.kind !== 'signed') return;
  for (const signature of verdict.signatures) {
    if (signature.verdict === 'valid') continue;
    expect(signature.reasons.length).toBeGreaterThan(0);
    expect(conclusionOf(signature).sub).toBeDefined();
  }
}

const codesIn = (verdict: PdfVerdict): ReasonCode[] =>
  verdict.kind === 'signed' ? verdict.signatures.flatMap(({ reasons }) => reasons.map(({ code }) => code)) : [];

const catalog = '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Lang (es-HN) /Perms << /DocMDP 10 0 R >>';
const page = (annots: string, contents = '4 0 R'): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${contents} /Resources << /Font << /F1 5 0 R >> >> /Annots [${annots}] /Tabs /S >>`;
const appended = (pdf: Bytes, objects: readonly PdfObjectSource[], freed: readonly number[] = []): Bytes =>
  appendUpdate(pdf, objects, { trailer: TRAILER, freed });

describe('what is shown is changed afterwards', () => {
  test('the file that the attacks begin from is valid', async () => {
    for (const good of [once, twice, acta]) expect(isNeverValid(await judge(good))).toBe(false);
  });

  test('an appended page', async () => {
    const attacked = appended(once, [
      { number: 2, source: '<< /Type /Pages /Kids [3 0 R 20 0 R] /Count 2 >>' },
      { number: 20, source: page('', '21 0 R') },
      { number: 21, source: '<< >>', stream: utf8('BT /F1 14 Tf 60 720 Td (Se anula la multa) Tj ET\n') },
    ]);
    const verdict = await judge(attacked);
    expect(verdict).toMatchObject({
      signatures: [{ verdict: 'not-valid', laterChanges: { kind: 'forbidden', changes: ['hidden-objects', 'pages'] } }],
    });
  });

  test('a replaced annotation', async () => {
    const objects = signableObjects().map((object) =>
      object.number === 3 ? { ...object, source: page('7 0 R 8 0 R 10 0 R') } : object,
    );
    const note = (text: string): PdfObjectSource => ({
      number: 10,
      source: `<< /Type /Annot /Subtype /FreeText /Rect [60 500 300 560] /DA (/F1 12 Tf 0 g) /Contents (${text}) >>`,
    });
    const signed = await signPdf(writePdf([...objects, note('Multa firme')], TRAILER), await office.signer('Ana'));
    expect(isNeverValid(await judge(signed))).toBe(false);
    const verdict = await judge(appended(signed, [note('Multa nula ')]));
    expect(verdict).toMatchObject({
      signatures: [{ verdict: 'not-valid', laterChanges: { changes: ['annotations'] } }],
    });
  });

  test('a swapped attachment of a real acta', async () => {
    const state = await readState(acta, acta.length);
    const root = await state.resolve(state.root);
    const files = itemsAt(
      { kind: 'dictionary', entries: new Map([['AF', (await state.resolve(entryOf(root, 'AF')))!]]) },
      'AF',
    );
    const specification = await state.resolve(files[0]);
    const stream = referenceAt(await state.resolve(entryOf(specification, 'EF')), 'F');
    expect(stream).toBeDefined();
    const verdict = await judge(
      appendUpdate(
        acta,
        [{ number: stream!.number, source: '<< /Type /EmbeddedFile >>', stream: utf8('{"number":"otro"}') }],
        {
          trailer: `/Root ${state.root.number} 0 R`,
          size: Number(/\/Size (\d+)/.exec(latin1(acta).slice(-2000))?.[1] ?? 9999),
        },
      ),
    );
    expect(isNeverValid(verdict)).toBe(true);
    expect(codesIn(verdict).some((code) => code === 'changed-afterwards' || code === 'appended-unreadable')).toBe(true);
    // what it says of itself is what was signed, not what was put in its place
    expect(verdict).toMatchObject({ record: { number: 'STSS-ORD-LCE-00001-2026', version: 1 } });
  });

  describe('shadow content hidden under a picture', () => {
    /** Signed with one text in sight and another under a white picture. */
    async function shadowed(): Promise<Bytes> {
      const text = 'BT /F1 14 Tf 60 720 Td (Multa de L 10.00) Tj ET q 200 0 0 20 60 715 cm /Cover Do Q\n';
      const objects = signableObjects().map((object) => {
        if (object.number === 4) return { ...object, stream: utf8(text) };
        if (object.number !== 3) return object;
        return { ...object, source: page('7 0 R 8 0 R').replace('/Font <<', '/XObject << /Cover 10 0 R >> /Font <<') };
      });
      const cover: PdfObjectSource = {
        number: 10,
        source: '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 >>',
        stream: Uint8Array.of(255),
      };
      return signPdf(writePdf([...objects, cover], TRAILER), await office.signer('Ana'));
    }

    test.each<[string, readonly PdfObjectSource[], readonly number[]]>([
      ['the picture is freed (hide)', [], [10]],
      [
        'the picture is made see-through (replace)',
        [{ number: 10, source: '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] >>', stream: utf8('\n') }],
        [],
      ],
      ['another content takes its place', [{ number: 4, source: '<< >>', stream: utf8('BT ET\n') }], []],
    ])('%s', async (_, objects, freed) => {
      const signed = await shadowed();
      expect(isNeverValid(await judge(signed))).toBe(false);
      const verdict = await judge(appended(signed, objects, freed));
      expect(verdict).toMatchObject({ signatures: [{ verdict: 'not-valid' }] });
      expectReasons(verdict);
    });

    test('the catalog is pointed at pages that were waiting (hide and replace)', async () => {
      const verdict = await judge(
        appended(once, [
          { number: 1, source: `${catalog} >>`.replace('/Pages 2 0 R', '/Pages 40 0 R') },
          { number: 40, source: '<< /Type /Pages /Kids [] /Count 0 >>' },
        ]),
      );
      expect(verdict).toMatchObject({ signatures: [{ verdict: 'not-valid' }] });
    });
  });
});

describe('a form whose list of fields is an object of its own', () => {
  const form = (fields: string): string => `<< /Fields ${fields} /SigFlags 3 /DA (/F1 0 Tf 0 g) >>`;
  /** As other programs write it, signed once. */
  async function listed(): Promise<Bytes> {
    const objects = signableObjects().map((object) =>
      object.number === 6 ? { ...object, source: form('10 0 R') } : object,
    );
    const list = { number: 10, source: '[7 0 R 8 0 R]' };
    return signPdf(writePdf([...objects, list], TRAILER), await office.signer('Ana'));
  }
  /** Appends another form, and a time stamp over the whole file as anybody may make one. */
  async function withForm(pdf: Bytes, fields: string, objects: readonly PdfObjectSource[] = []): Promise<Bytes> {
    const room = `/ByteRange [${' '.repeat(40)}] /Contents <${'00'.repeat(emptyRoom().Contents.bytes.length)}>`;
    const stamp = `<</Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 ${room} >>`;
    const changed = appended(pdf, [
      { number: 6, source: form(fields) },
      { number: 40, source: '<< /FT /Sig /T (Sello_Tiempo_1) /V 41 0 R >>' },
      { number: 41, source: stamp },
      ...objects,
    ]);
    return (await fillByteRange(changed, pdf.length, 41)).pdf;
  }
  const changesOf = async (pdf: Bytes) => {
    const verdict = await judge(pdf);
    return verdict.kind === 'signed' ? verdict.signatures[0]?.laterChanges : undefined;
  };

  test.each<[string, string, readonly PdfObjectSource[]]>([
    ['a list with the stamp alone', '[40 0 R]', []],
    ['a list with one field cut out', '[7 0 R 40 0 R]', []],
    ['another list that lacks them', '42 0 R', [{ number: 42, source: '[40 0 R]' }]],
    ['something that is no list', '40 0 R', []],
  ])('%s takes its place', async (_, fields, objects) => {
    const attacked = await withForm(await listed(), fields, objects);
    const verdict = await judge(attacked);
    expect(isNeverValid(verdict)).toBe(true);
    const changes = await changesOf(attacked);
    expect(changes?.kind === 'forbidden' ? changes.changes : changes).toContain('form-fields');
  });

  test('the app says the same of its own room for a stamp as in a form with a list inside', async () => {
    const prepared = await prepareDocumentTimestamp(await listed());
    const inside = await prepareDocumentTimestamp(once);
    if (!prepared.ok || !inside.ok) throw new Error('not prepared');
    expect(await changesOf(inside.value.pdf)).toEqual({ kind: 'only-allowed', filledFields: [] });
    expect(await changesOf(prepared.value.pdf)).toEqual({ kind: 'only-allowed', filledFields: [] });
  });

  test('a field written inside of the list is put in the place of another', async () => {
    const inside = (name: string): string => `<< /FT /Tx /T (${name}) /V (L 10.00) >>`;
    const objects = signableObjects().map((object) =>
      object.number === 6 ? { ...object, source: form(`[7 0 R 8 0 R ${inside('Monto')}]`) } : object,
    );
    const signed = await signPdf(writePdf(objects, TRAILER), await office.signer('Ana'));
    expect(isNeverValid(await judge(signed))).toBe(false);
    const kept = await withForm(signed, `[7 0 R 8 0 R ${inside('Monto')} 40 0 R]`);
    expect(await changesOf(kept)).toEqual({ kind: 'only-allowed', filledFields: [] });
    const swapped = await withForm(signed, `[7 0 R 8 0 R ${inside('Nada')} 40 0 R]`);
    const changes = await changesOf(swapped);
    expect(changes?.kind === 'forbidden' ? changes.changes : changes).toContain('form-fields');
  });
});

describe('the signer is not who they seem', () => {
  const special = async (extensions: x509.Extension[]): Promise<SignerKey> => {
    const person = await generateSigningKeys();
    const authority = new x509.X509Certificate(office.root);
    const certificate = await x509.X509CertificateGenerator.create({
      ...{ subject: 'CN=Ana', issuer: authority.subject, publicKey: person.publicKey, ...YEARS, extensions },
      ...{ signingKey: office.keys.privateKey, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } },
    });
    return webCryptoSigner(person.privateKey, new Uint8Array(certificate.rawData), [office.root]);
  };

  test('a certificate of the same name', async () => {
    const impostor = await testOffice();
    const verdict = await judge(await signPdf(signablePdf(), await impostor.signer('Íñigo Muñoz Ávila')));
    expect(verdict).toMatchObject({ signatures: [{ verdict: 'valid-but', trust: 'unknown-root' }] });
    const [first] = verdict.kind === 'signed' ? verdict.signatures : [];
    expect(conclusionOf(first!)).toEqual({ outcome: 'INDETERMINATE', sub: 'NO_CERTIFICATE_CHAIN_FOUND' });
    expect(first!.reasons[0]).toMatchObject({ detail: { bearsNameOf: 'AC Oficina Regional de Choluteca' } });
  });

  test('an expired certificate', async () => {
    const period = { notBefore: new Date('2024-01-01'), notAfter: new Date('2025-01-01') };
    const verdict = await judge(await signPdf(signablePdf(), await office.signer('Ana', period)));
    expect(isNeverValid(verdict)).toBe(true);
    expect(codesIn(verdict)).toContain('expired-when-signed');
  });

  test.each([
    ['before it signed', new Date('2026-11-20T00:00:00Z'), 'certificate-revoked'],
    ['after it says to have signed', new Date('2026-11-24T23:00:00Z'), 'revoked-without-proof'],
  ])('a certificate revoked %s', async (_, at, code) => {
    const signer = await office.signer('Ana');
    const crl = await buildCrl(office, { revoked: [signer.certificate], at });
    const verdict = await judge(await signPdf(signablePdf(), signer), [crl]);
    expect(isNeverValid(verdict)).toBe(true);
    expect(codesIn(verdict)).toContain(code);
  });

  test.each<[string, x509.Extension[]]>([
    ['for servers', [new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1'], true)]],
    ['for time stamps', [new x509.ExtendedKeyUsageExtension([oids.timeStamping], true)]],
    ['for sealing letters', [new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyEncipherment, true)]],
    ['for issuing certificates', [new x509.BasicConstraintsExtension(true, undefined, true)]],
    ['with a critical limit that nobody knows', [new x509.Extension('1.2.3.4', true, Uint8Array.of(5, 0))]],
  ])('a certificate %s', async (_, extensions) => {
    const verdict = await judge(await signPdf(signablePdf(), await special(extensions)));
    expect(verdict).toMatchObject({ signatures: [{ verdict: 'not-valid' }] });
    expect(codesIn(verdict)).toContain('certificate-wrong-usage');
  });
});

describe('parts of the file are missing', () => {
  test('cut short anywhere, it is not taken for signed', async () => {
    for (let end = 0; end < once.length; end += 97) {
      expect(isNeverValid(await judge(once.slice(0, end))), `cut at ${end}`).toBe(true);
    }
    expect(isNeverValid(await judge(once.slice(0, -1)))).toBe(true);
  }, 60_000);

  test('two signatures with the first cut out of the file', async () => {
    // the second covers the first: what is left no longer has the bytes that it is for
    const cut = concatBytes(twice.subarray(0, lastStartxref(signablePdf())), twice.subarray(once.length));
    const verdict = await judge(cut);
    expect(isNeverValid(verdict)).toBe(true);
    expectReasons(verdict);
  });

  test('two signatures with the first taken out of its field', async () => {
    const empty = signableObjects().find(({ number }) => number === 7)!;
    const verdict = await judge(appended(twice, [empty]));
    expect(isNeverValid(verdict)).toBe(true);
    expect(codesIn(verdict)).toContain('changed-afterwards');
  });

  test('two signatures with the first overwritten by zeros', async () => {
    const [, start, end] = (/\/ByteRange \[0 (\d+) (\d+)/.exec(latin1(twice)) ?? []).map(Number);
    const wiped = twice.slice().fill(0x30, start! + 1, end! - 1);
    const verdict = await judge(wiped);
    expect(isNeverValid(verdict)).toBe(true);
    expect(codesIn(verdict)).toContain('document-changed');
  });
});

describe('a file that is made to take long', () => {
  const tail = (table: string, trailer = TRAILER, size = 11): Bytes => {
    const body = signablePdf().subarray(0, lastStartxref(signablePdf()));
    return concatBytes(
      body,
      utf8(`${table}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`),
    );
  };
  const stream = (dictionary: string, data: Uint8Array): Bytes => {
    const body = signablePdf().subarray(0, lastStartxref(signablePdf()));
    const head = utf8(`20 0 obj\n<< /Type /XRef ${TRAILER} ${dictionary} /Length ${data.length} >>\nstream\n`);
    return concatBytes(body, head, data, utf8(`\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`));
  };
  const deflate = async (data: Bytes): Promise<Bytes> => {
    const packed = new Blob([data]).stream().pipeThrough(new CompressionStream('deflate'));
    return new Uint8Array(await new Response(packed).arrayBuffer());
  };
  const free = '0000000000 65535 f \n';

  test.each<[string, () => Bytes | Promise<Bytes>]>([
    ['a table that promises a thousand million entries', () => tail(`xref\n0 999999999\n${free}`)],
    ['a table with a number beyond all numbers', () => tail(`xref\n99999999999999999999 1\n${free}`)],
    ['a table of two million real entries', () => tail(`xref\n0 2000000\n${free.repeat(2_000_000)}`)],
    ['a table of half a million real entries', () => tail(`xref\n0 500000\n${free.repeat(500_000)}`)],
    ['a table that points behind the end', () => tail(`xref\n0 2\n${free}9999999999 00000 n \n`)],
    [
      'a table that points at itself',
      () => {
        const at = lastStartxref(signablePdf());
        return tail(`xref\n0 1\n${free}`, `${TRAILER} /Prev ${at}`);
      },
    ],
    ['a table whose forerunner is nowhere', () => tail(`xref\n0 1\n${free}`, `${TRAILER} /Prev 999999999999`)],
    ['a table of letters', () => tail('xref\nabc def\n')],
    ['a stream with fields of a hundred octets', () => stream('/Size 11 /W [100 100 100]', new Uint8Array(3000))],
    ['a stream with fields of no octets', () => stream('/Size 999999999 /W [0 0 0]', new Uint8Array(1))],
    [
      'a stream with an index beyond all numbers',
      () => stream('/Size 11 /W [1 4 2] /Index [0 4294967295]', new Uint8Array(700)),
    ],
    [
      'a stream that unfolds to a hundred million octets',
      async () => stream('/Size 11 /W [1 4 2] /Filter /FlateDecode', await deflate(new Uint8Array(100_000_000))),
    ],
    [
      'a catalog nested a hundred thousand deep',
      () => tail(`xref\n0 1\n${free}`, `/Root 1 0 R /X ${'['.repeat(100_000)}`),
    ],
    [
      'a thousand updates',
      () => {
        let pdf = signablePdf();
        for (let i = 0; i < 1000; i += 1) pdf = appendUpdate(pdf, [], { trailer: TRAILER, size: 11 });
        return pdf;
      },
    ],
    [
      'a hundred thousand marks of signatures',
      () => concatBytes(signablePdf(), utf8('/ByteRange [0 1 2 3] '.repeat(100_000))),
    ],
    ['eight million slashes', () => concatBytes(signablePdf(), new Uint8Array(8_000_000).fill(0x2f))],
  ])(
    '%s',
    async (_, build) => {
      const pdf = await build();
      const heap = process.memoryUsage().rss;
      const start = performance.now();
      const verdict = await judge(pdf);
      expect(performance.now() - start).toBeLessThan(10_000);
      expect(process.memoryUsage().rss - heap).toBeLessThan(700 * 1024 * 1024);
      expect(isNeverValid(verdict)).toBe(true);
      expect(['damaged', 'unsigned', 'not-a-pdf']).toContain(verdict.kind);
    },
    30_000,
  );
});

/** All ten thousand take a minute; `ATALAYA_MUTATIONS` says how many there are to be. */
const MUTATIONS = Number(process.env['ATALAYA_MUTATIONS'] ?? 2000);

test(`${MUTATIONS} random mutations: never valid, never a crash, always a reason`, async () => {
  const ends = new Map<string, number>();
  let n = 0;
  for (const { pdf, how } of mutations([once, twice], MUTATIONS, 20261130)) {
    const verdict = await judge(pdf);
    expect(isNeverValid(verdict), `mutation ${n}: ${how}`).toBe(true);
    expectReasons(verdict);
    ends.set(verdict.kind, (ends.get(verdict.kind) ?? 0) + 1);
    n += 1;
  }
  expect(n).toBe(MUTATIONS);
  // the mutations reach all that a verdict can be: none of them only destroys files
  expect([ends.has('signed'), ends.has('damaged')]).toEqual([true, true]);
}, 600_000);
