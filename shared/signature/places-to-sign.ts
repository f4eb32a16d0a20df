import type { Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { readState } from './file/pdf-state.ts';
import { readSignatureFields } from './file/signature-fields.ts';
import { textOf } from './file/text-string.ts';
import { entryOf, PdfError } from './file/value.ts';

/** A place to sign in a document. */
export interface PlaceToSign {
  /** name of the field, e.g. `Firma_Inspector_1` */
  readonly field: string;
  /** what a reader shows for it, e.g. whose place it is; empty when the document does not say */
  readonly tip: string;
  readonly signed: boolean;
}

/**
 * The places to sign that a document has, in its own order. For documents this app made: it says nothing about
 * whether a signature holds.
 * @returns `pdf/unreadable` when the file cannot be read
 */
export async function listPlacesToSign(pdf: Bytes): Promise<Result<readonly PlaceToSign[]>> {
  try {
    const state = await readState(pdf, pdf.length);
    const fields = await readSignatureFields(state);
    return ok(
      await Promise.all(
        fields.map(async ({ name, number, value }) => {
          const object = number === undefined ? undefined : await state.object(number);
          const tip = textOf(await state.resolve(entryOf(object?.value, 'TU'))) ?? '';
          return { field: name, tip, signed: value !== undefined };
        }),
      ),
    );
  } catch (error) {
    if (error instanceof PdfError) return fail('pdf/unreadable');
    throw error;
  }
}
