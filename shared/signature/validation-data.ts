import { type PDF, PdfArray, PdfDict, PdfName, PdfRef, PdfStream } from '@libpdf/core';
import { equalBytes, type Bytes } from '../kernel/bytes.ts';

/** What somebody needs who judges a signature years later and can ask nobody. */
export interface ValidationData {
  /** certificates above the signer's and his own, DER */
  readonly certificates: readonly Bytes[];
  /** revocation lists of their issuers, DER */
  readonly revocationLists: readonly Bytes[];
}

/** Data of several sources as one; what is in more than one of them is stored once. */
export function mergeProofs(...proofs: readonly (ValidationData | undefined)[]): ValidationData {
  return {
    certificates: proofs.flatMap((proof) => proof?.certificates ?? []),
    revocationLists: proofs.flatMap((proof) => proof?.revocationLists ?? []),
  };
}

/**
 * Adds validation data to the document's security store (DSS, ETSI EN 319 142-1 section 5.4), for the next update that is
 * saved. Data that are already there are not repeated. There is no entry for each signature (VRI): its name would be the
 * hash of a signature that does not exist yet, and the standard leaves it out as well.
 * @returns false when nothing was added: the document has a store of another program's making that this one would have to
 *   rewrite
 */
export function storeValidationData(document: PDF, data: ValidationData): boolean {
  const store = storeOf(document);
  if (store === undefined) return false;
  keep(document, store, 'Certs', data.certificates);
  keep(document, store, 'CRLs', data.revocationLists);
  return true;
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

/** Adds what is missing to one of the store's lists. */
function keep(document: PDF, store: PdfDict, key: 'Certs' | 'CRLs', parts: readonly Bytes[]): void {
  const references = [...(store.getArray(key) ?? [])].filter((item) => item instanceof PdfRef);
  const isKnown = (part: Bytes): boolean =>
    references.some((reference) => {
      const object = document.getObject(reference);
      return object instanceof PdfStream && equalBytes(object.getDecodedData(), part);
    });
  for (const part of parts) if (!isKnown(part)) references.push(document.register(PdfStream.fromDict({}, part)));
  if (references.length > 0) store.set(key, new PdfArray(references));
}
