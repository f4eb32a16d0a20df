import type { PdfRef } from '@libpdf/core';
import { PdfArray, PdfDict, PdfName, PdfString } from '@libpdf/core';
import { ownBytes, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { emptyRoom, fillByteRange, loadPdf } from './prepare.ts';
import type { PreparedSignature } from './signer.ts';
import { storeValidationData, type ValidationData } from './validation-data.ts';

/** The fields of time stamps over a whole document are called so, with a number from 1. */
const NAME = 'Sello_Tiempo_';

/**
 * Makes room for a time stamp over a whole document (DocTimeStamp, ETSI EN 319 142-1 section 5.4.3), with validation data in
 * the same update, which the stamp then covers. The field has no place on any page, so no page changes.
 * @returns the room, to be filled with a token over the bytes outside of the gap, and the name of the field;
 *   `pdf/unreadable` when the file cannot be appended to or has no form
 */
export async function prepareDocumentTimestamp(
  pdf: Bytes,
  proof?: ValidationData,
): Promise<Result<PreparedSignature & { readonly field: string }>> {
  const document = await loadPdf(pdf);
  if (document?.canSaveIncrementally() !== null || document.isEncrypted) return fail('pdf/unreadable');
  const resolve = (reference: PdfRef) => document.getObject(reference);
  const form = document.getCatalog().getDict('AcroForm', resolve);
  const fields = form?.getArray('Fields', resolve);
  if (!form || !fields) return fail('pdf/unreadable');
  const names = new Set((document.getForm()?.getSignatureFields() ?? []).map(({ name }) => name));
  let n = 1;
  while (names.has(`${NAME}${n}`)) n += 1;
  const field = `${NAME}${n}`;
  const stamp = document.register(
    PdfDict.of({
      Type: PdfName.of('DocTimeStamp'),
      Filter: PdfName.of('Adobe.PPKLite'),
      SubFilter: PdfName.of('ETSI.RFC3161'),
      ...emptyRoom(),
    }),
  );
  const added = document.register(PdfDict.of({ FT: PdfName.of('Sig'), T: PdfString.fromString(field), V: stamp }));
  form.set('Fields', new PdfArray([...fields, added]));
  const proven = proof !== undefined && storeValidationData(document, proof);
  const saved = ownBytes(await document.save({ incremental: true }));
  return ok({ ...(await fillByteRange(saved, pdf.length, stamp.objectNumber)), proven, field });
}
