import { PDF } from '@libpdf/core';
import type { Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** A place to sign in a document. */
export interface SignatureField {
  /** name of the field, e.g. `Firma_Inspector_1` */
  readonly name: string;
  /** what a reader shows for it, e.g. whose place it is; empty when the document does not say */
  readonly tip: string;
  readonly signed: boolean;
}

/**
 * The places to sign that a document has, in its own order. For documents this app made: it says nothing about
 * whether a signature holds.
 * @returns `pdf/unreadable` when the file cannot be read
 */
export async function listSignatureFields(pdf: Bytes): Promise<Result<readonly SignatureField[]>> {
  try {
    const document = await PDF.load(pdf);
    const fields = document.getForm()?.getSignatureFields() ?? [];
    return ok(fields.map((field) => ({ name: field.name, tip: field.alternateName ?? '', signed: field.isSigned() })));
  } catch {
    // the library throws on files it cannot read
    return fail('pdf/unreadable');
  }
}
