import { utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { createAuthority, generateSigningKeys, issueCertificate } from '../../shared/signature/authority.ts';
import { buildCms, webCryptoSigner } from '../../shared/signature/cms.ts';
import { embedSignature } from '../../shared/signature/embed.ts';
import { prepareSignature, type SignatureRoom } from '../../shared/signature/prepare.ts';
import type { SignerKey } from '../../shared/signature/signer.ts';
import { writePdf, type PdfObjectSource } from './pdf-writer.ts';

/** Entries every trailer of the test document carries. */
export const TRAILER =
  '/Root 1 0 R /Info 9 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]';
/** Numbers of the objects that tests replace. */
export const objectNumbers = {
  catalog: 1,
  pages: 2,
  page: 3,
  content: 4,
  font: 5,
  form: 6,
  first: 7,
  second: 8,
  info: 9,
};

const widget = (number: number, name: string, y: number): PdfObjectSource => ({
  number,
  source: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /TU (Firma) /F 4 /P 3 0 R /Rect [60 ${y} 290 ${y + 76}] >>`,
});

/** The objects of a one-page document with two empty signature fields. */
export function signableObjects(): PdfObjectSource[] {
  return [
    { number: 1, source: '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Lang (es-HN) >>' },
    { number: 2, source: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
    {
      number: 3,
      source:
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots [7 0 R 8 0 R] /Tabs /S >>',
    },
    {
      number: 4,
      source: '<< >>',
      stream: utf8('BT /F1 14 Tf 60 720 Td (Acta de inspeccion: multa de L 10,000.00) Tj ET\n'),
    },
    { number: 5, source: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>' },
    { number: 6, source: '<< /Fields [7 0 R 8 0 R] /SigFlags 0 /DA (/F1 0 Tf 0 g) >>' },
    widget(7, 'Firma_Inspector_1', 300),
    widget(8, 'Firma_Jefatura', 180),
    { number: 9, source: '<< /Title (Acta) /Producer (Atalaya) >>' },
  ];
}

/** A small document with the empty fields `Firma_Inspector_1` and `Firma_Jefatura`. */
export function signablePdf(): Bytes {
  return writePdf(signableObjects(), TRAILER);
}

/** A one-page PDF as the visible stamp of a signature. */
export function stampPdf(text: string): Bytes {
  return writePdf(
    [
      { number: 1, source: '<< /Type /Catalog /Pages 2 0 R >>' },
      { number: 2, source: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
      {
        number: 3,
        source:
          '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 230 76] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
      },
      { number: 4, source: '<< >>', stream: utf8(`BT /F1 9 Tf 6 50 Td (${text}) Tj ET\n`) },
      { number: 5, source: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' },
    ],
    '/Root 1 0 R',
  );
}

export interface TestOffice {
  readonly root: Bytes;
  readonly keys: CryptoKeyPair;
  readonly signer: (name: string, period?: Period) => Promise<SignerKey>;
}

export interface Period {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** When the test signatures are made, and while their certificates are valid. */
export const SIGNED_AT = new Date('2026-11-24T22:38:35Z');
export const YEARS: Period = {
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2028-01-01T00:00:00Z'),
};

/** A certificate authority and a way to make signers under it. */
export async function testOffice(organization = 'Oficina Regional de Choluteca'): Promise<TestOffice> {
  const keys = await generateSigningKeys();
  const lifetime = { notBefore: YEARS.notBefore, notAfter: new Date('2036-01-01T00:00:00Z') };
  const root = await createAuthority({ name: `AC ${organization}`, organization, keys, ...lifetime });
  const signer = async (name: string, period = YEARS): Promise<SignerKey> => {
    const person = await generateSigningKeys();
    const certificate = await issueCertificate({
      subject: { name, position: 'Inspectora II', credential: 'IT-0042', organization },
      publicKey: person.publicKey,
      authority: { certificate: root, privateKey: keys.privateKey },
      ...period,
    });
    return webCryptoSigner(person.privateKey, certificate, [root]);
  };
  return { root, keys, signer };
}

/** Signs a field of a document the way the app does. */
export async function signPdf(pdf: Bytes, key: SignerKey, room: Partial<SignatureRoom> = {}): Promise<Bytes> {
  const prepared = await prepareSignature(pdf, {
    field: 'Firma_Inspector_1',
    name: 'Íñigo Muñoz Ávila',
    reason: 'Acta levantada (final)',
    place: 'Choluteca',
    when: SIGNED_AT,
    certify: 2,
    stamp: stampPdf('Firmado: Inigo'),
    ...room,
  });
  if (!prepared.ok) throw new Error(prepared.fault.code);
  return embedSignature(prepared.value, await buildCms(prepared.value.digest, key));
}

/** The document signed twice: inspector, then chief. */
export async function signedTwice(office: TestOffice): Promise<{ once: Bytes; twice: Bytes }> {
  const once = await signPdf(signablePdf(), await office.signer('Íñigo Muñoz Ávila'));
  const chief = await office.signer('Águeda Peñalver Ruiz');
  const twice = await signPdf(once, chief, {
    field: 'Firma_Jefatura',
    name: 'Águeda Peñalver Ruiz',
    reason: 'Aprobada',
    stamp: stampPdf('Firmado: Agueda'),
  });
  return { once, twice };
}
