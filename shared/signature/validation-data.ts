import { PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream } from '@libpdf/core';
import { equalBytes, ownBytes, toHex, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** What somebody needs who judges a signature years later and can ask nobody. */
export interface ValidationData {
  /** certificates above the signer's and his own, DER */
  readonly certificates: readonly Bytes[];
  /** revocation lists of their issuers, DER */
  readonly revocationLists: readonly Bytes[];
}

/**
 * Adds validation data for a signature to the document's security store (DSS, ETSI EN 319 142-1 section 5.4), as an
 * incremental update: what was signed stays as it is, and fields that are empty can still be signed. Data that are
 * already there are not repeated.
 * @param field name of the signature's field
 * @returns the longer file; `sign/no-free-field` when nothing is signed there; `pdf/unreadable` when the file cannot be
 *   appended to, or has a store of another program's making that this one would have to rewrite
 */
export async function addValidationData(pdf: Bytes, field: string, data: ValidationData): Promise<Result<Bytes>> {
  const document = await load(pdf);
  if (document?.canSaveIncrementally() !== null || document.isEncrypted) return fail('pdf/unreadable');
  const contents = contentsOf(document, field);
  if (contents === undefined) return fail('sign/no-free-field', { field });
  const store = storeOf(document);
  if (store === undefined) return fail('pdf/unreadable');
  const certificates = keep(document, store, 'Certs', data.certificates);
  const lists = keep(document, store, 'CRLs', data.revocationLists);
  const related = store.getDict('VRI') ?? new PdfDict();
  related.set(await keyOf(contents), PdfDict.of({ Cert: new PdfArray(certificates), CRL: new PdfArray(lists) }));
  store.set('VRI', related);
  return ok(ownBytes(await document.save({ incremental: true })));
}

/** The library throws on files it cannot read; here that is an expected outcome. */
async function load(pdf: Bytes): Promise<PDF | undefined> {
  try {
    return await PDF.load(pdf);
  } catch {
    return undefined;
  }
}

function contentsOf(document: PDF, field: string): Uint8Array | undefined {
  const found = document
    .getForm()
    ?.getSignatureFields()
    .find(({ name }) => name === field);
  const signature = found?.getDict().getDict('V', (reference) => document.getObject(reference));
  return signature?.getString('Contents')?.bytes;
}

/**
 * The security store, made when there is none. A later store must be the same object as an earlier one: whoever audits
 * the file from the first signature on would otherwise find an object that nothing leads to.
 * @returns undefined when the parts of the store are not inside of it, as this app puts them
 */
function storeOf(document: PDF): PdfDict | undefined {
  const catalog = document.getCatalog();
  const known = catalog.getDict('DSS', (reference) => document.getObject(reference));
  if (known !== undefined) {
    const isPlain = ['Certs', 'CRLs', 'VRI'].every((key) => known.getRef(key) === undefined);
    return isPlain ? known : undefined;
  }
  const store = PdfDict.of({ Type: PdfName.of('DSS') });
  catalog.set('DSS', document.register(store));
  return store;
}

/** Adds what is missing to one of the store's lists and gives where each part lies. */
function keep(document: PDF, store: PdfDict, key: 'Certs' | 'CRLs', parts: readonly Bytes[]): PdfRef[] {
  const references = [...(store.getArray(key) ?? [])].filter((item) => item instanceof PdfRef);
  const found = parts.map((part) => {
    const known = references.find((reference) => {
      const object = document.getObject(reference);
      return object instanceof PdfStream && equalBytes(object.getDecodedData(), part);
    });
    if (known) return known;
    const added = document.register(PdfStream.fromDict({}, part));
    references.push(added);
    return added;
  });
  if (references.length > 0) store.set(key, new PdfArray(references));
  return found;
}

/** The name of a signature in the store: SHA-1 of all that Contents holds, padding included. It identifies, no more. */
async function keyOf(contents: Uint8Array): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-1', ownBytes(contents)))).toUpperCase();
}
