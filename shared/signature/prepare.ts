import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfString } from '@libpdf/core';
import { latin1, ownBytes, sha256, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { PreparedSignature } from './signer.ts';
import { storeValidationData, type ValidationData } from './validation-data.ts';

/** Room for the signature itself: 1.6 KB with an elliptic key, 2 KB with RSA-2048; long chains of imported keys fit too. */
const RESERVED_BYTES = 16 * 1024;
/** Print (PDF/A wants it) and Locked: the signed box can be neither hidden nor moved. */
const WIDGET_FLAGS = 4 + 128;
/** SigFlags: the document has signatures and may only be appended to (ISO 32000-1 table 219). */
const SIGNED_AND_APPEND_ONLY = 3;
/** Stands where the ByteRange goes until the offsets are known: ten digits each, room for any file. */
const OFFSET_ROOM = 9_999_999_999;

/** What a signature says about itself, and where it goes. */
export interface SignatureRoom {
  /** name of an empty signature field that the document already has */
  readonly field: string;
  /** the signer's name */
  readonly name: string;
  readonly reason: string;
  readonly place: string;
  /** the signer's clock; written in UTC */
  readonly when: Date;
  /**
   * The first signature certifies the document: afterwards only signature fields may be filled in (DocMDP, P 2).
   * Without effect when the document is already signed.
   */
  readonly certify?: 2;
  /** a PDF of one page, shown inside the box of the field */
  readonly stamp?: Bytes;
  /** what proves the signature later; known before it is made, so it belongs to the same update and is signed with it */
  readonly proof?: ValidationData;
}

/**
 * Makes room for a signature in an existing field, as an incremental update: the given bytes stay as they are, and of
 * the objects in them only the widget, the form (once), the catalog (once) and the security store get a new version.
 * @returns `sign/no-free-field` when there is no such empty field, `pdf/unreadable` when the file cannot be appended to
 */
export async function prepareSignature(pdf: Bytes, room: SignatureRoom): Promise<Result<PreparedSignature>> {
  const document = await loadPdf(pdf);
  if (document?.canSaveIncrementally() !== null || document.isEncrypted) return fail('pdf/unreadable');
  const fields = document.getForm()?.getSignatureFields() ?? [];
  const field = fields.find((candidate) => candidate.name === room.field);
  if (!field || field.isSigned()) return fail('sign/no-free-field', { field: room.field });

  const isFirst = !fields.some((candidate) => candidate.isSigned());
  const signature = signatureDictionary(room, isFirst && room.certify !== undefined);
  const reference = document.register(signature);
  if (signature.has('Reference')) {
    document.getCatalog().set('Perms', PdfDict.of({ DocMDP: reference }));
  }
  markAsSigned(document);
  const widget = field.getDict();
  widget.set('V', reference);
  widget.set('F', PdfNumber.of(WIDGET_FLAGS));
  if (room.stamp) {
    const stamp = await loadPdf(room.stamp);
    if (!stamp) return fail('pdf/unreadable');
    const { ref } = await document.embedPage(stamp, 0);
    widget.set('AP', PdfDict.of({ N: ref }));
  }
  const proven = room.proof !== undefined && storeValidationData(document, room.proof);
  const saved = ownBytes(await document.save({ incremental: true }));
  return ok({ ...(await fillByteRange(saved, pdf.length, reference.objectNumber)), proven });
}

/** A document with pages; undefined for what the library cannot read: it throws, here that is an expected outcome. */
export async function loadPdf(pdf: Bytes): Promise<PDF | undefined> {
  try {
    const document = await PDF.load(pdf);
    return document.getPageCount() > 0 ? document : undefined;
  } catch {
    return undefined;
  }
}

function signatureDictionary(room: SignatureRoom, certifies: boolean): PdfDict {
  const signature = PdfDict.of({
    Type: PdfName.of('Sig'),
    Filter: PdfName.of('Adobe.PPKLite'),
    SubFilter: PdfName.of('ETSI.CAdES.detached'),
    ...emptyRoom(),
    M: PdfString.fromString(pdfDate(room.when)),
    Name: PdfString.fromString(room.name),
  });
  if (room.reason !== '') signature.set('Reason', PdfString.fromString(room.reason));
  if (room.place !== '') signature.set('Location', PdfString.fromString(room.place));
  if (certifies) {
    const parameters = PdfDict.of({
      Type: PdfName.of('TransformParams'),
      P: PdfNumber.of(2),
      V: PdfName.of('1.2'),
    });
    const transform = PdfDict.of({
      Type: PdfName.of('SigRef'),
      TransformMethod: PdfName.of('DocMDP'),
      TransformParams: parameters,
    });
    signature.set('Reference', new PdfArray([transform]));
  }
  return signature;
}

/** Placeholders for what `fillByteRange` and the signature itself fill in. */
export function emptyRoom(): { readonly ByteRange: PdfArray; readonly Contents: PdfString } {
  return {
    ByteRange: new PdfArray([0, OFFSET_ROOM, OFFSET_ROOM, OFFSET_ROOM].map((offset) => PdfNumber.of(offset))),
    Contents: PdfString.fromBytes(new Uint8Array(RESERVED_BYTES)),
  };
}

/** Sets SigFlags of the form; not a second time, so that a later signature does not replace the form again. */
function markAsSigned(document: PDF): void {
  const entry = document.getCatalog().get('AcroForm');
  const form = entry instanceof PdfRef ? document.getObject(entry) : entry;
  if (!(form instanceof PdfDict)) return;
  if (form.getNumber('SigFlags')?.value === SIGNED_AND_APPEND_ONLY) return;
  form.set('SigFlags', PdfNumber.of(SIGNED_AND_APPEND_ONLY));
}

/** Writes the offsets around the gap over their placeholders and hashes what lies outside. */
export async function fillByteRange(
  pdf: Bytes,
  from: number,
  objectNumber: number,
): Promise<Omit<PreparedSignature, 'proven'>> {
  const update = latin1(pdf.subarray(from));
  const object = update.indexOf(`\n${objectNumber} 0 obj\n<<`);
  const contents = update.indexOf(`<${'00'.repeat(RESERVED_BYTES)}>`, object);
  const range = update.indexOf('/ByteRange', object);
  const [open, close] = [update.indexOf('[', range), update.indexOf(']', range)];
  const end = update.indexOf('endobj', object);
  if (object < 0 || contents < 0 || range < 0 || contents > end || close < open || close > end) {
    throw new Error('the update does not hold the signature dictionary where it should be');
  }
  const gap = [from + contents, from + contents + 2 * RESERVED_BYTES + 2] as const;
  const room = close - open - 1;
  const offsets = `0 ${gap[0]} ${gap[1]} ${pdf.length - gap[1]}`;
  if (offsets.length > room) throw new Error('no room for the byte range');
  pdf.set(new TextEncoder().encode(offsets.padEnd(room, ' ')), from + open + 1);
  return { pdf, gap, digest: await sha256(pdf.subarray(0, gap[0]), pdf.subarray(gap[1])) };
}

/** A date string of PDF (ISO 32000-1 section 7.9.4) in UTC. */
function pdfDate(date: Date): string {
  return `D:${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}+00'00'`;
}
